#!/usr/bin/env python3
"""Write a Shopify orders export (the admin's CSV layout) of a given size.

    generate_orders.py --lines 1000000 --seed 7 --out orders.csv[.gz]

The file has the export's own shape: one row per line item, order-level columns filled on an order's first row only,
prices with two decimals, local timestamps with an offset. Subtotal + Shipping + (Taxes when prices exclude tax) = Total
for every order. The same seed gives the same bytes. Needs only the standard library.
"""

import argparse
import gzip
import io
import random
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from itertools import accumulate

COLUMNS = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,"
    "Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,"
    "Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,"
    "Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,"
    "Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,"
    "Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,"
    "Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,"
    "Duties,Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References"
).split(",")

# country, currency, standard rate in tenths of a percent, prices include tax, name of the tax, dialling prefix, province; share in percent
COUNTRIES = [
    (("DE", "EUR", 190, True, "VAT", "+49 30 ", ""), 22),
    (("FR", "EUR", 200, True, "TVA", "+33 1 ", ""), 12),
    (("ES", "EUR", 210, True, "IVA", "+34 91 ", "M"), 9),
    (("IT", "EUR", 220, True, "IVA", "+39 06 ", "RM"), 8),
    (("NL", "EUR", 210, True, "BTW", "+31 20 ", ""), 7),
    (("GB", "GBP", 200, True, "VAT", "+44 20 ", "ENG"), 12),
    (("US", "USD", 0, False, "", "+1 212 ", "NY"), 14),
    (("CA", "CAD", 130, False, "HST", "+1 416 ", "ON"), 4),
    (("AU", "AUD", 100, True, "GST", "+61 2 ", "NSW"), 3),
    (("SE", "SEK", 250, True, "Moms", "+46 8 ", ""), 4),
    (("PL", "PLN", 230, True, "VAT", "+48 22 ", ""), 3),
    (("IE", "EUR", 230, True, "VAT", "+353 1 ", "D"), 2),
]
SHARES = list(accumulate(share for _, share in COUNTRIES))
STATUS = ["paid"] * 86 + ["pending"] * 5 + ["refunded"] * 4 + ["partially_refunded"] * 3 + ["voided"] * 2
FIRST = "Anna Björn Chloé Diego Elena François Giulia Hannah Inés Jürgen Kateřina Łukasz María Noor Olivia Pauline Søren Tom Zoë".split()
LAST = "Müller Schmidt Dubois García Rossi Jansen O'Neill Smith Nowak Åberg Lefèvre Fernández Bianchi Brown Weiß Murphy".split()
GOODS = [
    ("Wireless Headphones", 6800),
    ("Bluetooth Speaker", 5843),
    ("Phone Charger", 1987),
    ('Monitor 27" IPS', 21900),
    ("USB-C Cable, 2 m", 899),
    ("Desk Lamp", 3450),
    ("Mechanical Keyboard", 11900),
    ("Notebook A5, dotted", 1250),
    ("Café Mug “Zürich”", 1490),
    ("Backpack 20 L", 7490),
]
START = datetime(2023, 1, 1, tzinfo=timezone.utc)
SPAN = int((datetime(2025, 1, 1, tzinfo=timezone.utc) - START).total_seconds())
SHOP_CLOCK = timezone(timedelta(hours=1))


def printed(cents):
    return f"{cents // 100}.{cents % 100:02d}"


def quoted(text):
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n') else text


def postcode(country, number):
    """A postcode in the form that the country writes, told by five digits; those of digits alone have Excel's apostrophe."""
    digits = f"{number:05d}"
    letters = ["ABCEGHKLMN"[int(digit)] for digit in digits]
    if country == "GB":
        return f"{letters[0]}{letters[1]}{digits[2]} {digits[3]}{letters[4]}A"
    if country == "CA":
        return f"{letters[0]}{digits[1]}{letters[2]} {digits[3]}{letters[4]}0"
    if country == "IE":
        return f"{letters[0]}{digits[1:3]} {letters[3]}{digits[4]}00"
    if country == "NL":
        return f"{digits[:4]} {letters[4]}A"
    return f"'{digits[:4]}" if country == "AU" else f"'{digits}"


def customer(number):
    """The customer of that number: always the same country, name, mail box and address."""
    mix = (number * 2654435761) & 0xFFFFFFFF
    place = next(place for (place, _), up_to in zip(COUNTRIES, SHARES) if (mix >> 7) % 100 < up_to)
    domain = f"{'Example' if number % 11 == 0 else 'example'}.{'org' if number % 3 else 'com'}"
    email = "" if number % 37 == 0 else f"customer{number}@{domain}"
    name = f"{FIRST[mix % len(FIRST)]} {LAST[(mix >> 5) % len(LAST)]}"
    street = quoted(f"{LAST[(mix >> 9) % len(LAST)]}straße {mix % 180 + 1}")
    phone = f"{place[5]}{(mix >> 3) % 10000000:07d}"
    return place, name, email, phone, street, postcode(place[0], (mix >> 4) % 90000 + 10000)


def address(side, name, street, zip_code, province, country, phone):
    cells = {
        "Name": name,
        "Street": street,
        "Address1": street,
        "City": "Musterstadt",
        "Zip": zip_code,
        "Province": province,
        "Country": country,
        "Phone": phone,
    }
    return {f"{side} {key}": value for key, value in cells.items()}


def order(rng, number, when, customers):
    """One order's rows as dictionaries; the draws happen in a fixed order, which is what makes a seed's file one file."""
    buyer = int(rng.random() ** 1.7 * customers)
    (country, currency, rate, included, tax_name, _, province), name, email, phone, street, zip_code = customer(buyer)
    lines = []
    for _ in range(min(1 + int(rng.expovariate(1.1)), 6)):
        good = int(rng.random() * len(GOODS))
        lines.append((good, GOODS[good][1] + int(rng.random() * 50), 1 + int(rng.random() * 2.3)))
    goods = sum(price * quantity for _, price, quantity in lines)
    discount = goods // 10 if number % 13 == 0 else 0
    shipping = 0 if goods > 10000 else 490
    base = goods - discount + shipping
    tax = (base * rate + (1000 + rate) // 2) // (1000 + rate) if included else (base * rate + 500) // 1000
    total = base if included else base + tax
    status = STATUS[int(rng.random() * 100)]
    refunded = {"refunded": total, "partially_refunded": total // 3}.get(status, 0)
    local = when.astimezone(SHOP_CLOCK).strftime("%Y-%m-%d %H:%M:%S %z")
    rows = [
        {
            "Name": f"#{number}",
            "Email": email,
            "Created at": local,
            "Lineitem quantity": str(quantity),
            "Lineitem name": quoted(GOODS[good][0]),
            "Lineitem price": printed(price),
            "Lineitem sku": f"SKU-{good:03d}",
            "Lineitem requires shipping": "true",
            "Lineitem taxable": "true",
            "Lineitem fulfillment status": "fulfilled",
            "Lineitem discount": "0.00",
            "Vendor": "Acme",
        }
        for good, price, quantity in lines
    ]
    rows[0].update(
        {
            "Financial Status": status,
            "Paid at": local if status != "pending" else "",
            "Fulfillment Status": "fulfilled",
            "Fulfilled at": local,
            "Accepts Marketing": "yes" if buyer % 4 else "no",
            "Currency": currency,
            "Subtotal": printed(goods - discount),
            "Shipping": printed(shipping),
            "Taxes": printed(tax),
            "Total": printed(total),
            "Discount Code": "WELCOME10" if discount else "",
            "Discount Amount": printed(discount),
            "Shipping Method": "Standard",
            **address("Billing", name, street, zip_code, province, country, phone),
            **address("Shipping", name, street, zip_code, province, country, phone),
            "Cancelled at": local if status == "voided" else "",
            "Payment Method": "Shopify Payments",
            "Payment Reference": f"c{number}.1",
            "Refunded Amount": printed(refunded),
            "Outstanding Balance": printed(total if status == "pending" else 0),
            "Id": str(5_000_000_000_000 + number),
            "Risk Level": "Low",
            "Source": "web",
            "Phone": phone,
            "Tax 1 Name": f"{country} {tax_name} {rate / 10:g}%" if tax else "",
            "Tax 1 Value": printed(tax) if tax else "",
        }
    )
    return rows


@contextmanager
def opened(path):
    """The file for writing; a gzip header names neither file nor time, so that the same rows are the same bytes."""
    with open(path, "wb") as file:
        if not path.endswith(".gz"):
            with io.TextIOWrapper(file, encoding="utf-8", newline="") as text:
                yield text
        else:
            with gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=6, mtime=0) as member:
                with io.TextIOWrapper(member, encoding="utf-8", newline="") as text:
                    yield text


def write(path, lines, seed):
    rng = random.Random(seed)
    customers, expected_orders = max(1, lines // 6), max(1, int(lines / 1.9))
    written, number = 0, 1000
    with opened(path) as out:
        out.write(",".join(COLUMNS) + "\n")
        while written < lines:
            number += 1
            when = START + timedelta(seconds=int(SPAN * (number - 1000) / expected_orders) % SPAN)
            rows = order(rng, number, when, customers)
            out.writelines(",".join([row.get(column, "") for column in COLUMNS]) + "\n" for row in rows)
            written += len(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    write(arguments.out, arguments.lines, arguments.seed)


if __name__ == "__main__":
    main()
