"""A year of five simulated shops in one set of books, closed, corrected and read by other people's programs.

Shops of three platforms, with what their platforms pay out, are pulled until the middle of the year and booked, the months are
valued and closed, and the rest comes afterwards. An order of a closed month is then imported with another price. What leaves for hledger, beancount and DATEV
has to come to what the program's own trial balance says.
"""

import csv
import gzip
import io
import json
import sqlite3
import subprocess
import tempfile
from decimal import Decimal
from pathlib import Path

import books
from names import BOOKS_PACKAGES, BOOKS_VENV, ROOT
from packages import python_with

SHOPS = (
    ("shopify-nightly", "shopify-de"),
    ("shopify-nightly", "shopify-us"),
    ("woocommerce-nightly", "woocommerce-de"),
    ("amazon-nightly", "amazon-de"),
    ("amazon-nightly", "amazon-us"),
)
ORDERS = ROOT / "samples" / "shopify" / "orders-2024-79col.csv.gz"
MONTHS = [f"2024-{month:02}" for month in range(1, 7)]


def check(checks, binary):
    with tempfile.TemporaryDirectory() as name, checks.group("year: five shops, closed, corrected and exported"):
        year = Year(checks, binary, Path(name))
        year.book()
        year.close()
        year.correct()
        year.export()


class Year:
    def __init__(self, checks, binary, scratch):
        self.checks = checks
        self.binary = binary
        self.scratch = scratch
        self.ledger = scratch / "ledger.sqlite"

    def run(self, *arguments, wanted=(0,)):
        said = subprocess.run(
            [self.binary, *arguments, "--ledger", self.ledger], capture_output=True, text=True, cwd=ROOT
        )
        self.checks.that(" ".join(map(str, arguments[:4])), said.returncode in wanted, said.stderr)
        return said.stdout

    def pipeline(self, name, *arguments):
        self.run("run", f"pipelines/{name}.json", "--quiet", "--output", self.scratch, *arguments, wanted=(0, 5))

    def rows(self, sql):
        with sqlite3.connect(self.ledger) as ledger:
            return ledger.execute(sql).fetchall()

    def balances(self, period=None):
        """Cents by account, as the program says."""
        chosen = ["--period", period] if period else []
        return {
            row["account"]: int(Decimal(row["balance"]) * 100)
            for row in json.loads(self.run("accounts", "list", "--format", "json", *chosen))
        }

    def pull(self, *arguments):
        for pipeline, store in SHOPS:
            self.pipeline(pipeline, "--set", f"store={store}", *arguments)
            payouts = pipeline.replace("nightly", "payouts")
            if (ROOT / "pipelines" / f"{payouts}.json").exists():
                self.pipeline(payouts, "--set", f"store={store}", *arguments)

    def book(self):
        self.pull("--until", "2024-07-01")
        self.orders = self.scratch / "orders.csv"
        self.orders.write_bytes(gzip.decompress(ORDERS.read_bytes()))
        self.pipeline("shopify-orders", "--set", f"input={self.orders}")
        self.run("journal", "post")

    def close(self):
        for month in MONTHS:
            self.run("journal", "revalue", month)
        self.run("periods", "close", MONTHS[-1], "--reason", "half-year filed", "--force")
        self.filed = [self.balances(month) for month in MONTHS]
        self.pull()
        self.run("journal", "post")

    def correct(self):
        reference = self.edit_an_order()
        self.pipeline("shopify-orders", "--set", f"input={self.orders}")
        self.run("journal", "post")
        corrections = self.rows("SELECT date, correction_of FROM journal_entries WHERE kind = 'correction'")
        self.checks.that(
            f"the order {reference} of a closed month is corrected in the first open one", ("2024-07-01", "2024-03") in corrections, corrections
        )
        self.checks.equal("what was filed stays", [self.balances(month) for month in MONTHS], self.filed)
        self.run("verify")
        # What is open with providers comes to what the journal has on their accounts: 6 says that it does not.
        self.run("reconcile")
        taxes = self.rows(
            """SELECT sum(t.base_tax) FROM transactions t JOIN journal_documents j ON j.transaction_id = t.id
            WHERE t.is_current = 1 AND j.entry_id IS NOT NULL"""
        )
        booked = self.rows(
            "SELECT -sum(base) FROM postings WHERE account IN (SELECT account FROM account_roles WHERE key GLOB 'output_tax*')"
        )
        self.checks.equal("output tax in the journal and on the documents", booked, taxes)

    def edit_an_order(self):
        """Makes an order of March 10.00 dearer, before 19 %, and returns its number."""
        text = self.orders.read_text(encoding="utf-8")
        rows = list(csv.reader(io.StringIO(text)))
        header, column = rows[0], {name: place for place, name in enumerate(rows[0])}
        for index, row in enumerate(rows[1:], 1):
            follows = index + 1 < len(rows) and rows[index + 1][0] == row[0]
            plain = row[column["Lineitem quantity"]] == "1" and row[column["Discount Amount"]] == "0.00" and row[column["Tax 2 Name"]] == ""
            if follows or rows[index - 1][0] == row[0] or not plain or not row[column["Paid at"]].startswith("2024-03-1"):
                continue
            if "19%" not in row[column["Tax 1 Name"]] or row[column["Financial Status"]] != "paid" or row[column["Taxes"]] != row[column["Tax 1 Value"]]:
                continue
            for name, more in (("Lineitem price", "11.90"), ("Subtotal", "11.90"), ("Total", "11.90"), ("Taxes", "1.90"), ("Tax 1 Value", "1.90")):
                row[column[name]] = str(Decimal(row[column[name]]) + Decimal(more))
            break
        else:
            raise ValueError("the sample has no plain order of March")
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows([header, *rows[1:]])
        self.orders.write_text(out.getvalue(), encoding="utf-8")
        return row[0]

    def export(self):
        python = python_with(BOOKS_VENV, BOOKS_PACKAGES)
        expected = {account: cents for account, cents in self.balances().items() if cents}
        for name in ("hledger", "beancount", "datev"):
            self.run("export", name, "--output", self.scratch / name, wanted=(0,))
        journal = next((self.scratch / "hledger").glob("*.journal"))
        for arguments in (["check", "--strict"], ["check", "ordereddates"]):
            said = books.run("hledger", "-f", journal, *arguments)
            self.checks.that(f"hledger {' '.join(arguments)}", said.returncode == 0, said.stderr)
        sums = {account: cents for account, cents in books.hledger_sums(journal, "EUR").items() if cents}
        self.checks.equal_groups("hledger account", sums, expected)
        said = books.run(python.parent / "bean-check", "--no-cache", next((self.scratch / "beancount").glob("*.beancount")))
        self.checks.that("bean-check", said.returncode == 0, said.stderr[:2000])
        (self.scratch / "reader").mkdir()
        books.check_datev(self.checks, python, expected, self.scratch / "datev", self.scratch / "reader")
        again = self.run("export", "hledger", "--output", self.scratch / "again")
        self.checks.that("nothing leaves twice", not list((self.scratch / "again").glob("*.journal")), again)
