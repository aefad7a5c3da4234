"""Measures how well `customers match` finds people again, on data whose truth is known, and compares telephone numbers with
libphonenumber's reading."""

import csv
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from names import HERE, PEOPLE, PEOPLE_PACKAGES, PEOPLE_VENV
from packages import python_with

# Least F1 and least precision on the FEBRL sets, by names and addresses alone.
WANTED = {1: (0.98, 0.99), 2: (0.98, 0.99), 3: (0.97, 0.99), 4: (0.98, 0.99)}
# The least share of telephone numbers that are read alike.
PHONES_WANTED = 0.999


def check(checks, binary):
    try:
        python = python_with(PEOPLE_VENV, PEOPLE_PACKAGES)
    except (subprocess.CalledProcessError, OSError) as problem:
        return checks.skip("people", f"recordlinkage and phonenumbers cannot be installed: {problem}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([python, HERE / "people_tables.py", folder], check=True)
        with checks.group("people: FEBRL by names and addresses"):
            for number, (score, precision) in WANTED.items():
                _check_febrl(checks, binary, folder / f"febrl{number}.csv", score, precision)
        with checks.group("people: telephone numbers are what libphonenumber says"):
            _check_phones(checks, binary, folder)


def _clusters(binary, *arguments):
    """The cluster of each record, in the order of the rows."""
    said = subprocess.run([binary, "customers", "match", *arguments], check=True, capture_output=True, text=True).stdout
    return [(row[PEOPLE.RECORD], row[PEOPLE.CLUSTER]) for row in csv.DictReader(said.splitlines())]


def _check_febrl(checks, binary, table, wanted, precision_wanted):
    for mode in ([], ["--exact"]):
        clusters = _clusters(binary, table, *mode)
        # rec-1070-org, rec-1070-dup-0: the number is the person.
        person = {record: record.split("-")[1] for record, _ in clusters}
        true = _pairs(Counter(person.values()))
        found = _pairs(Counter(cluster for _, cluster in clusters))
        right = _pairs(Counter((cluster, person[record]) for record, cluster in clusters))
        precision, recall = right / max(found, 1), right / true
        score = 2 * precision * recall / max(precision + recall, 1e-9)
        name = f"{table.stem}{' exact rules alone' if mode else ''}"
        print(f"   {name}: precision {precision:.4f}, recall {recall:.4f}, F1 {score:.4f}")
        checks.that(f"{name} precision", precision >= precision_wanted, precision)
        if not mode:
            checks.that(f"{name} F1", score >= wanted, score)


def _pairs(sizes):
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _check_phones(checks, binary, folder):
    """Each spelling beside the number that it is: the program has to join the two, and nobody else to them."""
    rows = list(csv.DictReader(open(folder / "phones.csv", newline="", encoding="utf-8")))
    with open(folder / "pairs.csv", "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(("id", "phone", "country"))
        for row in rows:
            table.writerow((f"a{row['id']}", row["phone"], row["country"]))
            table.writerow((f"b{row['id']}", row["e164"], ""))
    cluster = dict(_clusters(binary, folder / "pairs.csv", "--exact"))
    differing = [row for row in rows if cluster[f"a{row['id']}"] != cluster[f"b{row['id']}"]]
    share = 1 - len(differing) / len(rows)
    print(f"   {len(rows) - len(differing)} of {len(rows)} spellings alike ({share:.4%})")
    for row in differing[:10]:
        print(f"   differs: {row['country']} {row['phone']!r} {row['e164']}")
    checks.that("telephone numbers", share >= PHONES_WANTED, f"{share:.4%}")
    numbers = {cluster[f"b{row['id']}"] for row in rows}
    checks.equal("numbers apart", len(numbers), len({row["e164"] for row in rows}))
