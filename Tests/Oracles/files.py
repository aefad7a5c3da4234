"""The output folder as a stranger sees it: a sound SQLite file, sums that match, and two formats that say the same."""

import hashlib
import json
import sqlite3

from names import MANIFEST, REPORTS, RETAIL_LEDGER, manifest_entries
from reading import json_rows, rows


def check(checks, folder):
    with checks.group("ledger: SQLite's own checks"):
        _ledger(checks, folder / RETAIL_LEDGER)
    with checks.group("manifest: sums of every report"):
        _manifest(checks, folder / REPORTS)
    with checks.group("reports: JSON equals CSV, row by row"):
        _formats(checks, folder / REPORTS)


def _ledger(checks, path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as ledger:
        checks.equal("integrity_check", ledger.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        checks.equal("foreign_key_check", ledger.execute("PRAGMA foreign_key_check").fetchall(), [])


def _manifest(checks, folder):
    entries = manifest_entries(json.loads((folder / MANIFEST).read_text()))
    for name, wanted in entries:
        checks.equal(name, hashlib.sha256((folder / name).read_bytes()).hexdigest(), wanted)
    checks.equal(
        "every report is listed",
        sorted(path.name for path in folder.glob("*.gz")),
        sorted(name for name, _ in entries if name.endswith(".gz")),
    )


def _formats(checks, folder):
    tables = sorted(folder.glob("*.csv.gz"))
    checks.that("there are reports", bool(tables))
    for table in tables:
        twin = table.with_name(table.name.replace(".csv.gz", ".json.gz"))
        left, right = rows(table), json_rows(twin)
        differing = next((at for at, (a, b) in enumerate(zip(left, right)) if a != b), None)
        checks.equal(f"{table.name} and {twin.name} have as many rows", len(right), len(left))
        checks.that(
            f"{table.name} and {twin.name} agree",
            differing is None,
            differing is not None and f"row {differing + 1}: {left[differing]} / {right[differing]}",
        )
        for path in (table, twin):
            header = path.read_bytes()[:10]
            checks.that(f"{path.name} names neither time nor file", header[3] & 0x08 == 0 and header[4:8] == bytes(4), header.hex())
