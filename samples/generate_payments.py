#!/usr/bin/env python3
"""Write samples/payments, and Tests/Oracles/payments_expected.json with what an importer must find in it:
`samples/generate_payments.py`. Standard library only; the same files each time.

PayPal's account belongs to the shop whose orders are in samples/woocommerce: it settles those that were paid by PayPal,
but for two. Stripe's belongs to an invented shop. The people do not exist; their mail addresses are at example.org.
"""

import csv
import json
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "payments"

# The 41 columns that PayPal's activity download has unless the seller chooses others.
PAYPAL = """Date|Time|TimeZone|Name|Type|Status|Currency|Gross|Fee|Net|From Email Address|To Email Address|Transaction ID|
Shipping Address|Address Status|Item Title|Item ID|Shipping and Handling Amount|Insurance Amount|Sales Tax|Option 1 Name|
Option 1 Value|Option 2 Name|Option 2 Value|Reference Txn ID|Invoice Number|Custom Number|Quantity|Receipt ID|Balance|
Address Line 1|Address Line 2/District/Neighborhood|Town/City|
State/Province/Region/County/Territory/Prefecture/Republic|Zip/Postal Code|Country|Contact Phone Number|Subject|Note|
Country Code|Balance Impact""".replace("\n", "").split("|")

# Day, time, type, status, currency, gross, fee, invoice, what it refers to, impact, name.
PAYMENT = "Express Checkout Payment"
MOVES = [
    ("23/11/2026", "22:26:16", PAYMENT, "Completed", "EUR", "70.71", "2.11", "WC-24", "", "Credit", "Nora Beispiel"),
    ("23/11/2026", "22:26:16", PAYMENT, "Completed", "EUR", "72.35", "2.15", "WC-25", "", "Credit", "Nora Beispiel"),
    ("23/11/2026", "22:26:16", PAYMENT, "Completed", "EUR", "179.98", "4.83", "WC-26", "", "Credit", "Jonas Muster"),
    ("23/11/2026", "22:26:16", PAYMENT, "Completed", "EUR", "48.31", "1.55", "WC-28", "", "Credit", "Jonas Muster"),
    ("23/11/2026", "22:26:17", PAYMENT, "Completed", "EUR", "16.15", "0.75", "WC-29", "", "Credit", "Ida Probe"),
    ("23/11/2026", "22:26:17", PAYMENT, "Completed", "EUR", "38.16", "1.30", "WC-30", "", "Credit", "Ida Probe"),
    ("23/11/2026", "22:26:17", PAYMENT, "Completed", "EUR", "36.72", "1.26", "WC-31", "", "Credit", "Ida Probe"),
    ("23/11/2026", "22:26:18", PAYMENT, "Completed", "EUR", "18.02", "0.80", "WC-32", "", "Credit", "Ida Probe"),
    ("23/11/2026", "22:26:18", PAYMENT, "Completed", "EUR", "36.80", "1.27", "WC-33", "", "Credit", "Ida Probe"),
    ("23/11/2026", "22:26:18", PAYMENT, "Completed", "EUR", "42.20", "1.40", "WC-34", "", "Credit", "Ida Probe"),
    ("23/11/2026", "22:26:18", PAYMENT, "Completed", "EUR", "68.99", "2.07", "WC-35", "", "Credit", "Ida Probe"),
    ("23/11/2026", "22:26:20", PAYMENT, "Completed", "EUR", "80.05", "2.34", "WC-43", "", "Credit", "Ida Probe"),
    ("23/11/2026", "22:26:21", PAYMENT, "Completed", "EUR", "1.17", "0.38", "WC-44", "", "Credit", "Ida Probe"),
    ("23/11/2026", "22:26:22", PAYMENT, "Completed", "EUR", "1.18", "0.38", "WC-45", "", "Credit", "Ida Probe"),
    # PayPal gives the fee of a refund back in part, or not at all.
    ("23/11/2026", "22:26:23", "Payment Refund", "Completed", "EUR", "-38.16", "-0.90", "WC-30", "WC-30", "Debit", "Ida Probe"),
    ("23/11/2026", "22:26:23", "Payment Refund", "Completed", "EUR", "-10.00", "0", "WC-25", "WC-25", "Debit", "Nora Beispiel"),
    ("23/11/2026", "22:26:23", "Payment Refund", "Completed", "EUR", "-19.99", "-0.48", "WC-24", "WC-24", "Debit", "Nora Beispiel"),
    # Authorized, not paid: it does not change the balance.
    ("23/11/2026", "22:40:00", "General Authorization", "Pending", "EUR", "43.51", "0", "WC-83", "", "Memo", "Ida Probe"),
    ("24/11/2026", "09:00:00", "Payment Hold", "Completed", "EUR", "-42.20", "0", "WC-34", "WC-34", "Debit", ""),
    # An order that no file of the shop has.
    ("24/11/2026", "10:15:00", PAYMENT, "Completed", "EUR", "1250.00", "33.90", "WC-9999", "", "Credit", "Emil Vorlage"),
    ("24/11/2026", "18:00:00", "General Withdrawal", "Completed", "EUR", "-600.00", "0", "", "", "Debit", ""),
    ("26/11/2026", "11:00:00", "Chargeback", "Completed", "EUR", "-68.99", "0", "WC-35", "WC-35", "Debit", "Ida Probe"),
    ("26/11/2026", "11:00:00", "Chargeback Fee", "Completed", "EUR", "-14.00", "0", "", "WC-35", "Debit", ""),
    ("27/11/2026", "09:00:00", "Payment Release", "Completed", "EUR", "42.20", "0", "WC-34", "WC-34", "Credit", ""),
]

STRIPE = """automatic_payout_id automatic_payout_effective_at balance_transaction_id created_utc created available_on_utc
available_on currency gross fee net reporting_category source_id description payment_metadata[order_id]""".split()
# Payout, day of the payout, when, currency, gross, fee, category, order.
BALANCE = [
    ("po_1", "2026-09-18", "2026-09-14 10:02:11", "eur", "600.00", "8.70", "charge", "1041"),
    ("po_1", "2026-09-18", "2026-09-14 15:40:02", "eur", "400.00", "5.80", "charge", "1042"),
    ("po_1", "2026-09-18", "2026-09-15 09:12:45", "eur", "-20.00", "0.00", "refund", "1041"),
    ("po_1", "2026-09-18", "2026-09-15 11:00:00", "eur", "-50.00", "15.00", "dispute", "1039"),
    ("po_1", "2026-09-18", "2026-09-15 23:30:00", "eur", "-2.00", "0.00", "fee", ""),
    ("po_2", "2026-09-21", "2026-09-16 08:00:00", "eur", "50.00", "-15.00", "dispute_reversal", "1039"),
    ("po_2", "2026-09-21", "2026-09-16 08:00:00", "eur", "-120.00", "0.00", "risk_reserved_funds", ""),
    ("po_2", "2026-09-21", "2026-09-16 12:00:00", "eur", "200.00", "3.15", "charge", "1043"),
    ("po_3", "2026-09-21", "2026-09-16 13:00:00", "gbp", "80.00", "1.40", "charge", "1044"),
    ("", "", "2026-09-20 07:00:00", "eur", "30.00", "0.70", "charge", "1045"),
]


def comma(amount):
    """1234.5 as 1.234,50."""
    return f"{Decimal(amount):,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def paypal_rows():
    balances = {}
    for number, (day, time, kind, status, currency, gross, fee, invoice, refers, impact, name) in enumerate(MOVES, 1):
        net = Decimal(gross) - Decimal(fee)
        if impact != "Memo":
            balances[currency] = balances.get(currency, Decimal(0)) + net
        yield dict.fromkeys(PAYPAL, "") | {
            "Date": day,
            "Time": time,
            "TimeZone": "CET",
            "Name": name,
            "Type": kind,
            "Status": status,
            "Currency": currency,
            "Gross": comma(gross),
            "Fee": comma(-Decimal(fee)),
            "Net": comma(net),
            "From Email Address": f"{name.split()[0].lower()}@example.org" if name else "",
            "To Email Address": "shop@example.org" if name else "",
            "Transaction ID": f"{number:02d}INVENTED{number:07d}",
            "Reference Txn ID": next(
                (f"{at:02d}INVENTED{at:07d}" for at, move in enumerate(MOVES, 1) if refers and move[7] == refers), ""),
            "Invoice Number": invoice,
            "Balance": comma(balances.get(currency, 0)),
            "Balance Impact": impact,
        }


def stripe_rows():
    for number, (payout, day, when, currency, gross, fee, category, order) in enumerate(BALANCE, 1):
        yield {
            "automatic_payout_id": payout,
            "automatic_payout_effective_at": f"{day} 00:00:00" if day else "",
            "balance_transaction_id": f"txn_{number}",
            "created_utc": when,
            # The report was run for Berlin: an evening there is the next day.
            "created": shifted(when),
            "available_on_utc": f"{day} 00:00:00" if day else "",
            "available_on": f"{day} 00:00:00" if day else "",
            "currency": currency,
            "gross": gross,
            "fee": fee,
            "net": f"{Decimal(gross) - Decimal(fee):.2f}",
            "reporting_category": category,
            "source_id": f"ch_{number}",
            "description": f"Order {order}" if order else "",
            "payment_metadata[order_id]": order,
        }


def shifted(when):
    from datetime import datetime, timedelta

    return str(datetime.fromisoformat(when) + timedelta(hours=2))


def write(name, columns, rows):
    FOLDER.mkdir(exist_ok=True)
    with open(FOLDER / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, quoting=csv.QUOTE_ALL if name.startswith("paypal") else csv.QUOTE_MINIMAL)
        writer.writeheader()
        writer.writerows(rows)


def sums(entries):
    documents = {}
    for document, amount, fee in entries:
        known = documents.setdefault(document, {"lines": 0, "amount": Decimal(0), "fee": Decimal(0)})
        known["lines"] += 1
        known["amount"] += Decimal(amount)
        known["fee"] += Decimal(fee)
    return {
        document: {"lines": facts["lines"], "amount": f"{facts['amount']:.2f}", "fee": f"{facts['fee']:.2f}"}
        for document, facts in documents.items()
    }


def main():
    write("paypal-activity.csv", PAYPAL, paypal_rows())
    write("stripe-payout-reconciliation.csv", STRIPE, stripe_rows())
    expected = {
        "paypal-activity.csv": sums((f"{move[0]} {move[4]}", move[5], move[6]) for move in MOVES if move[9] != "Memo"),
        "stripe-payout-reconciliation.csv": sums((row[0] or "not paid out", row[4], row[5]) for row in BALANCE),
    }
    path = HERE.parent / "Tests" / "Oracles" / "payments_expected.json"
    path.write_text(json.dumps({"files": expected}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
