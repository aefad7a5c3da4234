"""The year of real lines as one file a day, read in several orders: the ledger says the same as that of the whole file."""

import csv
import gzip
import hashlib
import io
import random
import sqlite3
import subprocess
import tempfile
from pathlib import Path

from names import (
    BASKETS,
    CONTENT_LINES,
    CONTENT_TRANSACTIONS,
    DAY_COLUMN,
    DAYS_RUN,
    LEDGER,
    PUBLISHED,
    REPORTS,
    RETAIL,
    ROOT,
    Sales,
    Vat,
)

DAYS = 305
ORDERS = {
    "oldest first": lambda days: days,
    "newest first": lambda days: days[::-1],
    "shuffled": lambda days: random.Random(2011).sample(days, len(days)),
}


def check(checks, binary):
    header, days = _split(RETAIL)
    with checks.group("days: the year as one file a day"), tempfile.TemporaryDirectory() as out:
        checks.equal("days", len(days), DAYS)
        whole = _load(checks, binary, RETAIL, Path(out))
        for name, arrange in ORDERS.items():
            with tempfile.TemporaryDirectory() as folder:
                for number, day in enumerate(arrange(days)):
                    (Path(folder) / f"{number:03}.csv").write_bytes(header + b"".join(day))
                found = _load(checks, binary, Path(folder) / "*.csv", Path(folder) / "out")
            for part, wanted in whole.items():
                checks.equal(f"{name}: {part}", found[part], wanted)


def _split(path):
    """The header, and the records of each day in the order of the file."""
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    column = next(csv.reader(io.StringIO(lines[0].decode()))).index(DAY_COLUMN)
    days = {}
    for line in lines[1:]:
        days.setdefault(next(csv.reader(io.StringIO(line.decode())))[column][:10], []).append(line)
    return lines[0], [days[day] for day in sorted(days)]


def _load(checks, binary, source, out):
    """Digests of what a run over `source` leaves, by the documents' own keys."""
    command = [part.format(binary=binary, out=out, input=source) for part in DAYS_RUN]
    code = subprocess.run(command, cwd=ROOT, capture_output=True).returncode
    checks.that("published", code in PUBLISHED, f"exit code {code}")
    with sqlite3.connect(out / LEDGER) as ledger:
        found = {
            "documents": _digest(ledger.execute(CONTENT_TRANSACTIONS)),
            "lines": _digest(ledger.execute(CONTENT_LINES)),
            "customers and their documents": _digest(sorted(map(sorted, _baskets(ledger)))),
        }
    for report in (Sales.FILE, Vat.FILE, Vat.LEFT_OUT_FILE):
        found[report] = hashlib.sha256((out / REPORTS / f"{report}.csv.gz").read_bytes()).hexdigest()
    return found


def _baskets(ledger):
    """The documents of each customer, whatever number it has."""
    baskets = {}
    for customer, document in ledger.execute(BASKETS):
        baskets.setdefault(customer, []).append(document)
    return baskets.values()


def _digest(rows):
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(row).encode())
    return digest.hexdigest()
