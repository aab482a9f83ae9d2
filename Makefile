# The two commands: `make packs` and `make test`. Both set up what they need first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HEAVY := tests/packs tests/year  # what builds most, run beside all else, for two cores; told when both have ended
READY := $(VENV)/.ready

.PHONY: packs test setup lab lock clean

packs: $(READY)
	$(BIN)/packs build

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --nbval-lax notebooks
	$(BIN)/pytest --nbval tests/notebooks
	@$(BIN)/pytest $(HEAVY) > $(VENV)/heavy.log 2>&1 & heavy=$$!; trap "kill $$heavy" INT TERM; \
	$(BIN)/pytest $(HEAVY:%=--ignore=%); rest=$$?; \
	wait $$heavy; half=$$?; cat $(VENV)/heavy.log; exit $$((rest | half))

setup: $(READY)

lab: $(READY)
	$(BIN)/jupyter lab notebooks

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	touch $(READY)

# Needs uv; the lock holds hashes and no host names.
lock:
	uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) outputs .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
