"""Which KPIs does an auditor look at? A sample that anybody can draw again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def sampled(names: Iterable[str], size: int, seed: str) -> tuple[str, ...]:
    """`size` of these, or all when there are fewer, in the order in which they were drawn.

    Each gets the SHA-256 of “seed name”, and those with the lowest are taken: so a sample does not depend on a random
    number generator, nor on the order in which the names come.
    """
    return tuple(sorted(names, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).hexdigest())[:size])
