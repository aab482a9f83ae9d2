# The two commands: `make packs` and `make test`. Both set up what they need first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: packs test test-packs test-rest setup lab lock clean

packs: $(READY)
	$(BIN)/packs build

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --nbval-lax notebooks
	$(BIN)/pytest --nbval tests/notebooks
	$(MAKE) --jobs=2 --output-sync=line test-packs test-rest

# Two halves at once, for two cores: what reads the demonstration's packs or builds again and again, and all else.
HEAVY := tests/packs tests/proving tests/year
test-packs: $(READY)
	$(BIN)/pytest $(HEAVY)

test-rest: $(READY)
	$(BIN)/pytest $(HEAVY:%=--ignore=%)

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
