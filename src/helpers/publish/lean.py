"""An extension of IPython for the kernels of reports: they have seaborn without scipy, however they started.

Importing scipy takes half a second of every build, and seaborn asks it for densities and cluster maps only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


def load_ipython_extension(shell: object) -> None:
    """Import seaborn before the first cell does."""
    import_seaborn()


def import_seaborn() -> None:
    """Import seaborn as it is where scipy is not installed: densities by its own means, and no cluster maps."""
    from helpers.present.theme import seaborn

    with without("scipy"):
        seaborn()


@contextmanager
def without(name: str) -> Iterator[None]:
    """Meanwhile a package cannot be imported; one that was imported before stays."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
