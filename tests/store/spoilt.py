"""Files as accidents leave them."""

from __future__ import annotations

from random import Random

SCRAPS = [b"", b'"', b",", b";", b"\n", b"\r", b"\0", b"%", b"-", b"9", b"<", b"&", b"=", b"#", b"\xff", b"\x80", b"{"]


def spoilt(content: bytes, seed: int, most: int = 4) -> bytes:
    """The bytes with a few cuts and scraps in them: the same for the same seed."""
    random, changed = Random(seed), bytearray(content)
    for _ in range(random.randint(1, most)):
        start = random.randrange(len(changed) + 1)
        changed[start : start + random.randrange(5)] = random.choice(SCRAPS)
    return bytes(changed)
