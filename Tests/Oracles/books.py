"""Journals that leave for other programs, read by hledger, beancount and a strict reader of DATEV's format.

The posting vectors are the measure: what each account comes to in them is summed here, and every program has to find the same. Each
program is also given broken files, since one that accepts everything proves nothing. Then the program itself books a simulated
year of shops and exports it, in two goes: the second file of a journal goes on from the first, and the programs find the trial balance.
"""

import csv
import json
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from names import (
    BOOKS_FORMATS,
    BOOKS_PACKAGES,
    BOOKS_RUNS,
    BOOKS_VENV,
    BUSINESS,
    EXPORTS,
    FILLED_ACCOUNTS,
    HERE,
    PUBLISHED,
    ROOT,
    VECTORS,
)
from packages import python_with


def check(checks, binary):
    try:
        python = python_with(BOOKS_VENV, BOOKS_PACKAGES)
    except (subprocess.CalledProcessError, OSError) as problem:
        return checks.skip("books", f"beancount and the reader of DATEV's format cannot be installed: {problem}")
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        if shutil.which("hledger"):
            with checks.group("books: hledger"):
                for folder, chart, base in (("skr03", "skr03", "EUR"), ("us", "us_uk", "USD")):
                    _check_hledger(checks, next((EXPORTS / folder).glob("*.journal")), vector_sums(chart, base), base)
                _check_hledger_refusals(checks, next((EXPORTS / "skr03").glob("*.journal")), scratch)
        else:
            checks.skip("books: hledger", "hledger is not installed")
        with checks.group("books: beancount"):
            for folder in ("skr03", "us"):
                _check_beancount(checks, python, next((EXPORTS / folder).glob("*.beancount")))
            _check_beancount_refusals(checks, python, next((EXPORTS / "skr03").glob("*.beancount")), scratch)
        with checks.group("books: DATEV batches by mloda-community-german-ledger"):
            for chart in ("skr03", "skr04"):
                check_datev(checks, python, vector_sums(chart, "EUR"), EXPORTS / chart, scratch)
        with checks.group("books: Xero and QuickBooks files balance"):
            for folder, chart, base in (("skr03", "skr03", "EUR"), ("us", "us_uk", "USD")):
                _check_tables(checks, EXPORTS / folder, vector_sums(chart, base))
                _check_invoices(checks, EXPORTS / folder, base)
        with checks.group("books: what the program exports of simulated shops"):
            _check_program(checks, binary, python, scratch)


def vector_sums(chart, base):
    """Cents of each account that the posting vectors come to."""
    sums = defaultdict(int)
    for row in csv.DictReader(VECTORS.open(encoding="utf-8", newline="")):
        if row["base_ccy"] == base:
            sums[row[chart] or FILLED_ACCOUNTS[chart][row["role"]]] += int(row["base_minor"])
    return dict(sums)


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def hledger_sums(journal, base):
    """Cents of each account by hledger, foreign amounts at their cost."""
    said = run("hledger", "-f", journal, "balance", "--cost", "--flat", "--no-total", "--empty", "-O", "csv")
    sums = {}
    for row in csv.DictReader(said.stdout.splitlines()):
        number = re.match(r"\w+:(\d+) ", row["account"]).group(1)
        amount = row["balance"].replace(base, "").strip()
        sums[number] = sums.get(number, 0) + int(Decimal(amount) * 100)
    return sums


def _check_hledger(checks, journal, expected, base):
    for arguments in (["check", "--strict"], ["check", "ordereddates"]):
        said = run("hledger", "-f", journal, *arguments)
        checks.that(f"{journal.parent.name} {' '.join(arguments)}", said.returncode == 0, said.stderr)
    checks.equal_groups(f"{journal.parent.name} hledger account", hledger_sums(journal, base), expected)


def _check_hledger_refusals(checks, journal, scratch):
    text = journal.read_text()
    for name, old, new in (
        ("a cent too many", " 119.00 EUR", " 119.01 EUR"),
        ("an undeclared account", "account assets:1361 Geldtransit Shopify  ; type: A\n", ""),
        ("an undeclared commodity", "commodity 1000. JPY\n", ""),
    ):
        broken = scratch / "broken.journal"
        broken.write_text(text.replace(old, new, 1))
        checks.that(f"hledger notices {name}", text != broken.read_text() and run("hledger", "-f", broken, "check", "--strict").returncode)


def _bean_check(python, path):
    return run(python.parent / "bean-check", "--no-cache", path)


def _check_beancount(checks, python, path):
    said = _bean_check(python, path)
    checks.that(f"bean-check {path.parent.name}", said.returncode == 0, said.stderr)


def _check_beancount_refusals(checks, python, path, scratch):
    text = path.read_text()
    cleared = re.search(r"\n(\S+) balance (\S*Shopify)  0\.00 EUR\n", text)
    checks.that("a payout's clearing account is asserted to be at nothing", cleared)
    for name, old, new in (
        ("a cent too many", "  119.00 EUR", "  119.01 EUR"),
        ("an account that is not open", "1970-01-01 open Assets:1361-Geldtransit-Shopify\n", ""),
        ("a clearing account that is not at nothing", cleared.group(0), cleared.group(0).replace("0.00", "0.05")),
    ):
        broken = scratch / "broken.beancount"
        broken.write_text(text.replace(old, new, 1))
        checks.that(f"bean-check notices {name}", text != broken.read_text() and _bean_check(python, broken).returncode)


def check_datev(checks, python, expected, folder, scratch):
    """Has the reader's virtual environment check the batches of a folder against the sums of the accounts."""
    sums = scratch / "expected.json"
    sums.write_text(json.dumps(expected))
    command = [python, HERE / "books_checks.py", sums, folder, scratch]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for line in said.splitlines():
        checks.that(*json.loads(line))


def _cents(text):
    return int(Decimal(text or "0") * 100)


def _check_tables(checks, folder, expected):
    xero = [row for path in folder.glob("xero_journals_*.csv") for row in csv.DictReader(path.open(newline=""))]
    sums, journals = defaultdict(int), defaultdict(int)
    for row in xero:
        sums[row["*AccountCode"]] += _cents(row["*Amount"])
        journals[row["*Narration"], row["*Date"]] += _cents(row["*Amount"])
    checks.equal_groups(f"{folder.name} Xero account", dict(sums), expected)
    checks.that(f"{folder.name} Xero journals balance", not any(journals.values()), journals)
    quickbooks = [row for path in folder.glob("quickbooks_journals_*.csv") for row in csv.DictReader(path.open(newline=""))]
    journals = defaultdict(int)
    for row in quickbooks:
        journals[row["Journal No"]] += _cents(row["Debits"]) - _cents(row["Credits"])
    checks.that(f"{folder.name} QuickBooks journals balance", quickbooks and not any(journals.values()), journals)
    checks.equal(f"{folder.name} debits", sum(_cents(r["Debits"]) for r in quickbooks), sum(_cents(r["*Amount"]) for r in xero if _cents(r["*Amount"]) > 0))


# Who holds what buyers have paid; all other accounts of a sale are on the invoice.
HOLDERS = re.compile(r"clr_|receivable|bank|reserve|inventory|in_vat")
# What invoices say, by program: files, columns of number, amount without tax and tax, and the sign of the amounts.
INVOICES = (
    ("Xero", "xero_invoices", "*InvoiceNumber", "*UnitAmount", "TaxAmount", 1),
    ("QuickBooks", "quickbooks_invoices", "*InvoiceNo", "*ItemAmount", "ItemTaxAmount", 1),
    ("QuickBooks", "quickbooks_credit_notes", "*CreditNoteNo", "*ItemAmount", "ItemTaxAmount", -1),
)


def _check_invoices(checks, folder, base):
    """Each invoice is what the buyer owes by the vectors: what their sale or refund puts with whoever holds the money."""
    owed = defaultdict(Decimal)
    for row in csv.DictReader(VECTORS.open(encoding="utf-8", newline="")):
        if row["base_ccy"] == base and row["kind"] in ("sale", "refund"):
            decimals = {"JPY": 0, "KWD": 3}.get(row["ccy"], 2)
            owed[row["doc"]] += Decimal(row["amount_minor"]).scaleb(-decimals) if HOLDERS.match(row["role"]) else 0
    found = defaultdict(lambda: defaultdict(Decimal))
    for program, stem, number, net, tax, sign in INVOICES:
        for path in folder.glob(f"{stem}_*.csv"):
            for row in csv.DictReader(path.open(encoding="utf-8", newline="")):
                found[program][row[number]] += sign * (Decimal(row[net]) + Decimal(row.get(tax) or 0))
    for program in ("Xero", "QuickBooks"):
        checks.equal_groups(f"{folder.name} {program} invoice", dict(found[program]), dict(owed))


def _check_program(checks, binary, python, scratch):
    """Two shops, each booked and exported before the next: the files of a format together are the books."""
    out = scratch / "program"
    ledger = ["--ledger", scratch / "ledger.sqlite"]
    for pipeline in BOOKS_RUNS:
        ran = subprocess.run([binary, "run", ROOT / pipeline, "--quiet", *ledger, "--output", scratch], cwd=ROOT, capture_output=True, text=True)
        checks.that(f"{pipeline} is published", ran.returncode in PUBLISHED, ran.stderr)
        for name in BOOKS_FORMATS:
            said = run(binary, "export", name, *ledger, "--business", ROOT / BUSINESS, "--output", out)
            checks.that(f"export {name} after {pipeline}", said.returncode == 0, said.stderr)
    table = run(binary, "report", "trial_balance", *ledger, "--format", "csv").stdout
    expected = {row["account"]: _cents(row["balance"]) for row in csv.DictReader(table.splitlines())}
    checks.that("the trial balance comes to nothing", expected and sum(expected.values()) == 0, sum(expected.values()))
    for ending in ("journal", "beancount"):
        files = sorted(out.glob(f"*.{ending}"), key=lambda file: int(re.search(r"_(\d+)-", file.name).group(1)))
        checks.equal(f"{ending} files", len(files), len(BOOKS_RUNS))
        quote = '"' if ending == "beancount" else ""
        (out / f"all.{ending}").write_text("".join(f"include {quote}{file.name}{quote}\n" for file in files))
    if shutil.which("hledger"):
        checks.that("hledger check --strict", run("hledger", "-f", out / "all.journal", "check", "--strict").returncode == 0)
        found = hledger_sums(out / "all.journal", "EUR")
        checks.equal_groups("hledger's trial balance", {k: v for k, v in found.items() if v}, {k: v for k, v in expected.items() if v})
    run(binary, "export", "beancount", "--all", *ledger, "--business", ROOT / BUSINESS, "--output", scratch / "whole")
    whole = next((scratch / "whole").glob("*.beancount"))
    for file in (out / "all.beancount", whole):
        said = _bean_check(python, file)
        checks.that(f"bean-check {file.name}", said.returncode == 0, said.stderr[:500])
    checks.that("the whole journal asserts its balances", " balance Assets:" in whole.read_text())
    check_datev(checks, python, expected, out, scratch)
    rows = [row for file in out.glob("EXTF_*.csv") for row in csv.reader(file.read_text("cp1252").splitlines()[2:], delimiter=";")]
    checks.that("DATEV works out every tax by itself", rows and not any(row[8] == "40" for row in rows))
    number = json.loads(run(binary, "exports", "--of", "datev", "--format", "json", *ledger).stdout)[0]["export"]
    again = run(binary, "export", "datev", "--again", str(number), *ledger, "--business", ROOT / BUSINESS, "--output", scratch / "again")
    first = [file.name for file in (scratch / "again").glob("*.csv")]
    same = all((scratch / "again" / name).read_bytes() == (out / name).read_bytes() for name in first)
    checks.that("an export that is repeated has the same bytes", again.returncode == 0 and first and same, again.stderr)
