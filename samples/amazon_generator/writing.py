"""Writes tables as Amazon's reports are written: bytes, delimiter, quotes and line breaks."""
from decimal import ROUND_HALF_UP, Decimal


def money(value):
    """An amount with two decimals."""
    return str(Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP))


def cents(value):
    return Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)


def contained(gross, percent):
    """The tax that an amount contains."""
    return cents(Decimal(gross) * Decimal(percent) / (100 + Decimal(percent)))


def tabs(columns, rows, line_break="\r\n", cut_empty=False):
    """A table without quotes; `cut_empty` leaves out the empty cells at the end of a row, as Amazon does."""
    lines = ["\t".join(columns)]
    for row in rows:
        cells = [str(row.get(column, "")) for column in columns]
        while cut_empty and len(cells) > 1 and cells[-1] == "":
            cells.pop()
        lines.append("\t".join(cells))
    return "".join(line + line_break for line in lines)


def commas(columns, rows, quote_all=True, line_break="\r\n", preamble=()):
    """A table with commas; every cell is quoted, or those that need it."""

    def cell(text):
        text = str(text)
        needs = quote_all or any(mark in text for mark in ',"\r\n')
        return '"' + text.replace('"', '""') + '"' if needs else text

    lines = ['"' + line + '"' for line in preamble]
    lines.append(",".join(cell(column) for column in columns))
    lines += [",".join(cell(row.get(column, "")) for column in columns) for row in rows]
    return "".join(line + line_break for line in lines)
