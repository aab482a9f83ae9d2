"""What number was reported? Decimals that keep the reported digits and drop the noise of binary floating point."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

Number = float | Decimal | str


def exact(value: Number) -> Decimal:
    """The value as the decimal that was reported: 0.99 is 0.99, and 7.000000000000001 (from 7 / 100 * 100) is 7.

    A float keeps 15 significant digits, which is every digit that a float can be trusted with. Raises ValueError when
    the value is not a finite number.
    """
    try:
        number = Decimal(format(value, ".15g") if isinstance(value, float) else str(value))
    except InvalidOperation:
        raise ValueError(f"“{value}” is not a number.") from None
    if not number.is_finite():
        raise ValueError(f"“{value}” is not a number.")
    return number


def displayed(value: Number, decimals: int) -> Decimal:
    """The value as it is printed with this many decimal places, halves rounded away from zero."""
    return exact(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0
