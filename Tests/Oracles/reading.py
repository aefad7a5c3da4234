"""Reads exports, reports and fixings with nothing but the standard library."""

import csv
import gzip
import io
import json
import zipfile
from bisect import bisect_right
from decimal import ROUND_HALF_UP, Decimal

PENNY = Decimal("0.01")


def rounded(amount, unit=PENNY):
    """Halves away from zero."""
    return amount.quantize(unit, ROUND_HALF_UP)


def text(path):
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def rows(path):
    """The rows of a CSV file, gzipped or not, as dictionaries of text."""
    return list(csv.DictReader(io.StringIO(text(path), newline="")))


def json_rows(path):
    """The rows of a JSON report with every value as text, numbers as they are written; an array or one object a line."""
    written = text(path)
    parse = lambda part: json.loads(part, parse_int=str, parse_float=str)
    found = parse(written) if written.lstrip().startswith("[") else [parse(line) for line in written.splitlines() if line.strip()]
    as_text = lambda value: "" if value is None else str(value).lower() if isinstance(value, bool) else value
    return [{key: as_text(value) for key, value in row.items()} for row in found]


class Fixings:
    """The reference rates of the European Central Bank, in units of a currency to the euro."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            table = csv.DictReader(io.StringIO(archive.read("eurofxref-hist.csv").decode()))
            published = sorted(table, key=lambda row: row["Date"])
        self.by_currency = {}
        for row in published:
            for currency, rate in row.items():
                if currency and currency != "Date" and rate not in ("", "N/A"):
                    days, rates = self.by_currency.setdefault(currency, ([], []))
                    days.append(row["Date"])
                    rates.append(Decimal(rate))

    def on(self, currency, day):
        """The last fixing published on or before the day: its own day and the rate."""
        days, rates = self.by_currency[currency]
        at = bisect_right(days, day) - 1
        return days[at], rates[at]
