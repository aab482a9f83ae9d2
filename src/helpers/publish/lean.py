"""An extension of IPython for the kernels of reports: however they started, seaborn has neither scipy nor widgets.

Importing scipy takes half a second of every build, and seaborn asks it for densities and cluster maps only; widgets
take a tenth, and only choose colours by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


def load_ipython_extension(shell: object) -> None:
    """Import seaborn before the first cell does."""
    import_seaborn()


def import_seaborn() -> None:
    """Import seaborn as it is where neither is installed: densities by its own means, and no cluster maps."""
    from helpers.present.theme import seaborn

    with without("scipy", "ipywidgets"):
        seaborn()


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Meanwhile these packages cannot be imported; one that was imported before stays."""
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
