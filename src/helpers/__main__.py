"""The program `packs`, also as `python -m helpers`: what pays when it is done before the command itself is imported."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

OF_ANOTHER_KIND = {"--workspace", "--engine", "--dry-run", "--help"}


def main() -> int:
    """Run the command and return its exit code; see `helpers.cli.main`."""
    gc.disable()  # it ends before what it leaves behind matters, and looking for that takes a tenth of its time
    if _is_plain_build(sys.argv[1:]):
        from helpers.publish.early import begin

        begin(Path(), sys.argv[2:])
    from helpers.cli import main as command

    return command()


def _is_plain_build(words: Sequence[str]) -> bool:
    """Whether packs of this very folder are to be built; `helpers.cli.build` sees to every other case."""
    return words[:1] == ["build"] and OF_ANOTHER_KIND.isdisjoint(word.partition("=")[0] for word in words)


if __name__ == "__main__":
    sys.exit(main())
