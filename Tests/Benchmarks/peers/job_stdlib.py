#!/usr/bin/env python3
"""The job as most people write it, with Python's csv and sqlite3: job_stdlib.py ORDERS.csv[.gz] ECB.csv OUTDIR."""

import bisect
import csv
import gzip
import re
from collections import defaultdict

from common import EXCLUSIVE, RATE, REPORTED, STATUS, arguments, new_ledger


def fixings(path):
    """Per currency the days of publication and the rates against the euro, oldest first."""
    with open(path, newline="") as file:
        published = sorted(csv.DictReader(file), key=lambda row: row["Date"])
    by_currency = defaultdict(lambda: ([], []))
    for row in published:
        for currency, rate in row.items():
            if currency and currency != "Date" and rate not in ("", "N/A", None):
                by_currency[currency][0].append(row["Date"])
                by_currency[currency][1].append(float(rate))
    return by_currency


def rows(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def match_key(row):
    if row["Email"]:
        return "e:" + row["Email"].lower()
    if row["Phone"]:
        return "p:" + re.sub("[^0-9]", "", row["Phone"])
    return "n:" + row["Shipping Name"].lower() + row["Shipping Zip"]


orders, ecb, out = arguments()
fx = fixings(ecb)
_, ledger = new_ledger(out)
customers, transactions, items, totals = {}, [], [], defaultdict(lambda: [0, 0])

for n, row in enumerate(rows(orders), 1):
    if row["Id"]:
        day, country, currency, key = row["Created at"][:10], row["Shipping Country"], row["Currency"], match_key(row)
        customer = customers.get(key)
        if customer is None:
            customer = customers[key] = len(customers) + 1
            ledger.execute(
                "INSERT INTO customers VALUES(?,?,?,?,?,?)",
                (customer, key, row["Email"].lower(), row["Phone"], row["Shipping Name"], country),
            )
        days, rates = fx[currency] if currency != "EUR" else ([""], [1.0])
        per_euro = rates[bisect.bisect_right(days, day) - 1]
        amount, status = round(float(row["Total"]) * 100), STATUS[row["Financial Status"]]
        transactions.append(
            (
                len(transactions) + 1,
                row["Id"],
                row["Name"],
                day,
                status,
                customer,
                country,
                currency,
                amount,
                round(amount / per_euro),
            )
        )
    quantity, price, rate = int(row["Lineitem quantity"]), round(float(row["Lineitem price"]) * 100), RATE[country]
    charged = price * quantity
    tax = round(charged * rate / 1000) if country in EXCLUSIVE else round(charged * rate / (1000 + rate))
    net = charged if country in EXCLUSIVE else charged - tax
    net_eur, tax_eur = round(net / per_euro), round(tax / per_euro)
    items.append(
        (n, len(transactions), row["Lineitem sku"], row["Lineitem name"], quantity, price, rate, net, tax, net_eur, tax_eur)
    )
    if status in REPORTED:
        sums = totals[country, day[:7], rate]
        sums[0] += net_eur
        sums[1] += tax_eur

ledger.executemany("INSERT INTO transactions VALUES(?,?,?,?,?,?,?,?,?,?)", transactions)
ledger.executemany("INSERT INTO items VALUES(?,?,?,?,?,?,?,?,?,?,?)", items)
ledger.commit()
with gzip.open(f"{out}/vat.csv.gz", "wt", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["country", "month", "rate", "net", "tax"])
    writer.writerows([*key, *sums] for key, sums in sorted(totals.items()))
