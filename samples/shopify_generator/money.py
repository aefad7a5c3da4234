"""Amounts as whole minor units: rounding, splitting and printing without a float."""


def rounded(numerator, denominator):
    """The quotient, halves away from zero."""
    sign = -1 if numerator < 0 else 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))


def split(amount, weights):
    """Parts in proportion to the weights that sum to the amount: the largest remainders take what is left over."""
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    parts = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % whole), i))
    for i in by_remainder[: amount - sum(parts)]:
        parts[i] += 1
    return parts


def printed(minor, exponent):
    """`1234` as `12.34`, or as `1234` where the currency has no decimals."""
    sign, digits = ("-" if minor < 0 else ""), abs(minor)
    if exponent == 0:
        return f"{sign}{digits}"
    scale = 10**exponent
    return f"{sign}{digits // scale}.{digits % scale:0{exponent}d}"


def percent(rate):
    """A rate in thousandths of a percent as the export writes it: `19000` as `19`, `7250` as `7.25`."""
    whole, rest = divmod(rate, 1000)
    return f"{whole}.{rest:03d}".rstrip("0") if rest else f"{whole}"
