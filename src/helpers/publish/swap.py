"""Put a finished folder where the one before it is, so that whoever is killed meanwhile loses neither.

A folder is put in place by two renames. The one before it goes to `.<name>.old`, whole, until the new one is there;
what a process that was killed left behind is put back by the next build of it, and by whoever reads the packs.
"""

from __future__ import annotations

import shutil
from pathlib import Path


def swap(new: Path, place: Path) -> None:
    """Put the folder `new` where `place` is, which is removed."""
    put_back(place)
    if place.exists():
        place.rename(_old(place))
    new.rename(place)
    put_back(place)


def put_back(place: Path) -> None:
    """Put back the old folder if its place is empty, since whoever was to fill it was killed; remove it otherwise."""
    old, gone = _old(place), place.with_name(f".{place.name}.gone")
    shutil.rmtree(gone, ignore_errors=True)
    if old.exists() and place.exists():
        old.rename(gone)  # so that what is called old is always whole
        shutil.rmtree(gone, ignore_errors=True)
    elif old.exists():
        old.rename(place)


def put_all_back(folder: Path) -> None:
    """Put back every folder in this one that is only there under its old name."""
    for old in sorted(folder.glob(".*.old")):
        put_back(folder / old.name.removeprefix(".").removesuffix(".old"))


def _old(place: Path) -> Path:
    return place.with_name(f".{place.name}.old")
