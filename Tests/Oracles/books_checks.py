#!/usr/bin/env python3
"""Reads DATEV batches with the strict reader of mloda-community-german-ledger, as JSON lines of [check, held, found].

    books_checks.py EXPECTED.json FOLDER

EXPECTED holds the sum of each account in cents as the journal has it. What DATEV would make of the batches (the tax that it works out of gross
amounts by itself) is worked out here again with decimals, and each account has to come to the same. Runs in a virtual environment.
"""

import csv
import json
import re
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from mloda.community.feature_groups.experimental.german_ledger.datev import DatevRefusal, read_batch

CENT = Decimal("0.01")
# Automatic accounts of the standard charts: rate and tax account.
AUTOMATIC = {
    "8400": (19, "1776"), "8720": (19, "1776"), "8300": (7, "1771"), "8710": (7, "1771"),
    "4400": (19, "3806"), "4720": (19, "3806"), "4300": (7, "3801"), "4710": (7, "3801"),
}
# Services from abroad: rate, tax deducted and tax owed.
REVERSE_CHARGE = {"3125": (19, "1577", "1787"), "5925": (19, "1407", "3837")}
OSS_TAX = {"03": "1767", "04": "3817"}
FIELD = {
    "amount": re.compile(r"\d{1,10},\d{2}"),
    "rate": re.compile(r"([1-9]\d{0,3},\d{2,6})?"),
    "account": re.compile(r"\d{1,9}"),
    "key": re.compile(r"\d{0,4}"),
    "day": re.compile(r"\d{4}"),
    "document": re.compile(r"[A-Z0-9_$&%*+\-/]{0,36}"),
}
QUOTED = re.compile(r'(?:^|;)("(?:[^"]|"")*"|[^;"]*)')


def said(name, held, found=""):
    print(json.dumps([name, bool(held), str(found)]))


def cents(text):
    return Decimal(text.replace(",", "."))


def tax_in(gross, percent):
    return (gross * percent / (100 + percent)).quantize(CENT, ROUND_HALF_UP)


def worked_out(chart, row, account, key, amount):
    """What DATEV books for a leg: [(account, amount)], the tax apart where it works it out."""
    if key == "40":
        return [(account, amount)]
    if key in ("240", "241"):
        tax = tax_in(amount, cents(row[40]))
        return [(account, amount - tax), (OSS_TAX[chart], tax)]
    if key in ("2", "3"):
        percent, tax_account = (7, AUTOMATIC["8300"][1]) if key == "2" else (19, AUTOMATIC["8400"][1])
        tax = tax_in(amount, percent)
        return [(account, amount - tax), (tax_account, tax)]
    if account in AUTOMATIC:
        percent, tax_account = AUTOMATIC[account]
        tax = tax_in(amount, percent)
        return [(account, amount - tax), (tax_account, tax)]
    if account in REVERSE_CHARGE:
        percent, deducted, owed = REVERSE_CHARGE[account]
        tax = (amount * percent / 100).quantize(CENT, ROUND_HALF_UP)
        return [(account, amount), (deducted, tax), (owed, -tax)]
    return [(account, amount)]


def check_bytes(path):
    """What the description says of the file itself, beyond what the reader looks at."""
    raw = path.read_bytes()
    lines = raw.split(b"\r\n")
    said(f"{path.name}: every line ends with CR LF", lines[-1] == b"" and b"\n" not in raw.replace(b"\r\n", b""))
    text = [line.decode("cp1252") for line in lines[:-1]]
    said(f"{path.name}: 31 fields in the header", len(QUOTED.findall(text[0])) == 31, len(QUOTED.findall(text[0])))
    names = text[1].split(";")
    said(f"{path.name}: 125 columns", len(names) == 125, len(names))
    texts = {index for index, name in enumerate(names) if is_text(name)}
    wrong = [
        (number, names[index])
        for number, line in enumerate(text[2:], 3)
        for index, cell in enumerate(QUOTED.findall(line))
        if cell.startswith('"') != (index in texts)
    ]
    said(f"{path.name}: text is quoted and nothing else", not wrong, wrong[:3])


def is_text(name):
    """Whether a column holds text, by the field list of the description."""
    return TEXT_COLUMNS[name]


def check_batch(path, sums):
    header, legs = read_batch(str(path))
    rows = list(csv.reader(path.read_bytes().decode("cp1252").splitlines(), delimiter=";"))[2:]
    said(f"{path.name}: legs sum to 0.00", sum(legs["Betrag"]) == 0, sum(legs["Betrag"]))
    said(f"{path.name}: two legs a row", len(legs["Betrag"]) == 2 * len(rows), len(rows))
    said(f"{path.name}: no row of nothing", all(cents(row[0]) > 0 for row in rows))
    forms = [("amount", 0), ("rate", 3), ("account", 6), ("account", 7), ("key", 8), ("day", 9), ("document", 10)]
    for form, column in forms:
        bad = [row[column] for row in rows if not FIELD[form].fullmatch(row[column])]
        said(f"{path.name}: column {column + 1}", not bad, bad[:3])
    said(f"{path.name}: no key but 40 on an automatic account", all(r[8] in ("", "40") for r in rows if r[7] in AUTOMATIC))
    for index, row in enumerate(rows):
        plain, taxed = 2 * index, 2 * index + 1
        sums[legs["Konto"][plain]] += legs["Betrag"][plain]
        for account, amount in worked_out(header.skr, row, legs["Konto"][taxed], row[8], legs["Betrag"][taxed]):
            sums[account] += amount


def check_refusals(path, folder):
    """The reader notices what is broken: otherwise its silence would say nothing."""
    lines = path.read_bytes().decode("cp1252").split("\r\n")
    first = lines[2]

    def refused(name, line, where=2):
        broken = folder / "broken.csv"
        broken.write_bytes("\r\n".join(line if index == where else text for index, text in enumerate(lines)).encode("cp1252"))
        try:
            read_batch(str(broken))
            said(f"the reader notices {name}", False, "accepted")
        except DatevRefusal:
            said(f"the reader notices {name}", True)
        finally:
            broken.unlink()

    refused("a negative amount", "-" + first)
    refused("a decimal point", first.replace(",", ".", 1))
    refused("a side that is none", first.replace('"S"', '"X"', 1).replace('"H"', '"X"', 1))
    refused("a day of another month", re.sub(r'";\d\d(\d\d);"', lambda day: f'";01{int(day[1]) % 12 + 1:02};"', first, count=1))
    refused("one field too many", first + ";")


def main():
    expected = {account: Decimal(amount) / 100 for account, amount in json.loads(Path(sys.argv[1]).read_text()).items()}
    folder = Path(sys.argv[2])
    sums = defaultdict(Decimal)
    batches = sorted(folder.glob("EXTF_*.csv"))
    said(f"{folder.name}: there are batches", batches)
    for path in batches:
        check_bytes(path)
        check_batch(path, sums)
    for account in sorted(set(sums) | set(expected)):
        found, wanted = sums.get(account, Decimal(0)), expected.get(account, Decimal(0))
        said(f"{folder.name}: DATEV comes to the journal's {account}", found == wanted, f"found {found}, wanted {wanted}")
    check_refusals(batches[0], Path(sys.argv[3]))


if __name__ == "__main__":
    fields = csv.DictReader((Path(__file__).parent / "data" / "datev_buchungsstapel_v13_fields.csv").open(encoding="utf-8"))
    TEXT_COLUMNS = {field["name"]: field["quoted"] == "yes" for field in fields}
    main()
