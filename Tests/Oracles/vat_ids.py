"""Asks the program and python-stdnum about tens of thousands of VAT ids, right and damaged, of every prefix."""

import csv
import io
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from names import HERE, PACKAGES, VAT_ID, VENV
from packages import python_with

EACH = 1500


def check(checks, binary):
    try:
        python = python_with(VENV, PACKAGES)
    except (subprocess.CalledProcessError, OSError) as problem:
        return checks.skip("vat_ids", f"python-stdnum cannot be installed: {problem}")
    with checks.group("vat_ids: every number is what python-stdnum says"), tempfile.TemporaryDirectory() as folder:
        numbers = Path(folder) / "numbers.csv"
        told = subprocess.run(
            [python, HERE / "vat_numbers.py", numbers, str(EACH)], check=True, capture_output=True, text=True
        ).stdout
        wanted = [line.split("\t") for line in told.split("\n")[:-1]]
        answered = subprocess.run([binary, "vatid", "check", numbers], capture_output=True, check=True).stdout.decode()
        rows = list(csv.DictReader(io.StringIO(answered, newline="")))
        checks.equal("rows", len(rows), len(wanted))
        _compare(checks, rows, wanted)


def _compare(checks, rows, wanted):
    """One check a prefix and verdict, and each number that differs by itself."""
    agreed = Counter()
    for row, (verdict, normal) in zip(rows, wanted):
        if verdict == "None":
            continue
        # What begins with no known prefix is to stdnum a component like any other.
        found = "part" if row[VAT_ID.REASON] == "prefix" else row[VAT_ID.REASON] or row[VAT_ID.STATUS]
        if found == verdict and (verdict != "valid" or row[VAT_ID.NUMBER] == normal):
            agreed[row[VAT_ID.COUNTRY], verdict] += 1
        else:
            checks.equal(f"{row[VAT_ID.COUNTRY]} {row[VAT_ID.INPUT]!r}", (found, row[VAT_ID.NUMBER]), (verdict, normal))
    for (country, verdict), count in sorted(agreed.items()):
        checks.that(f"{country} {verdict}", count > 0)
