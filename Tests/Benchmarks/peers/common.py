"""What every peer's job shares: the arguments, the ledger's tables, and the statuses and rates they use.

The job, the same for every peer: read a Shopify orders export (one row per line item, order-level columns on an order's
first row only); map its fields; map its status; match customers (by lower-cased e-mail, else by the phone's digits, else
by name and postcode); compute the VAT of every line from the shipping country's standard rate; convert to EUR at the
ECB rate last published on or before the order's day; write customers, transactions and items into a SQLite ledger; and
write a gzipped CSV of net and tax by country, month and rate, in EUR cents. Amounts are whole cents, rates tenths
of a percent.
"""

import sqlite3
import sys
from pathlib import Path

STATUS = {
    "pending": "pending",
    "paid": "completed",
    "refunded": "refunded",
    "partially_refunded": "completed",
    "voided": "cancelled",
}
REPORTED = ("completed", "processing")
RATE = {
    "DE": 190,
    "FR": 200,
    "ES": 210,
    "IT": 220,
    "NL": 210,
    "GB": 200,
    "US": 0,
    "CA": 130,
    "AU": 100,
    "SE": 250,
    "PL": 230,
    "IE": 230,
}
EXCLUSIVE = ("US", "CA")

TABLES = """
CREATE TABLE customers(
  id INTEGER PRIMARY KEY, match_key TEXT NOT NULL UNIQUE, email TEXT, phone TEXT, name TEXT, country TEXT) STRICT;
CREATE TABLE transactions(
  id INTEGER PRIMARY KEY, external_id TEXT NOT NULL UNIQUE, reference TEXT NOT NULL, date TEXT NOT NULL, status TEXT NOT NULL,
  customer_id INTEGER, country TEXT, currency TEXT NOT NULL, amount INTEGER NOT NULL, amount_eur INTEGER NOT NULL) STRICT;
CREATE TABLE items(
  id INTEGER PRIMARY KEY, transaction_id INTEGER NOT NULL, sku TEXT, name TEXT, quantity INTEGER NOT NULL,
  unit_price INTEGER NOT NULL, rate INTEGER NOT NULL, net INTEGER NOT NULL, tax INTEGER NOT NULL,
  net_eur INTEGER NOT NULL, tax_eur INTEGER NOT NULL) STRICT;
"""


def arguments():
    """The orders, the rates, and the folder for ledger and report, as every job is called: ORDERS.csv[.gz] ECB.csv OUTDIR."""
    orders, rates, out = sys.argv[1:4]
    Path(out).mkdir(parents=True, exist_ok=True)
    return orders, rates, out


def new_ledger(out):
    """The folder's empty ledger: its path and an open connection."""
    path = Path(out) / "ledger.sqlite"
    for leftover in Path(out).glob("ledger.sqlite*"):
        leftover.unlink()
    ledger = sqlite3.connect(path)
    ledger.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;" + TABLES)
    return path, ledger
