#!/usr/bin/env python3
"""Write samples/shopify/lists: `samples/generate_shopify_lists.py`. Products, stock, accounts and payouts of an invented
shop; its people do not exist. Deterministic; standard library only."""

import csv
from decimal import Decimal
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "shopify" / "lists"

LEGACY = """Handle|Title|Body (HTML)|Vendor|Product Category|Type|Tags|Published|Option1 Name|Option1 Value|Option1 Linked To|
Option2 Name|Option2 Value|Option2 Linked To|Option3 Name|Option3 Value|Option3 Linked To|Variant SKU|Variant Grams|
Variant Inventory Tracker|Variant Inventory Qty|Variant Inventory Policy|Variant Fulfillment Service|Variant Price|
Variant Compare At Price|Variant Requires Shipping|Variant Taxable|Variant Barcode|Image Src|Image Position|Image Alt Text|
Gift Card|SEO Title|SEO Description|Material (product.metafields.custom.material)|Variant Image|Variant Weight Unit|
Variant Tax Code|Cost per item|Included / Germany|Price / Germany|Status""".replace("\n", "").split("|")
# What the header of 2025 calls the columns that it renamed.
RENAMED = {
    "Handle": "URL handle",
    "Body (HTML)": "Description",
    "Product Category": "Product category",
    "Published": "Published on online store",
    "Variant SKU": "SKU",
    "Variant Barcode": "Barcode",
    "Variant Price": "Price",
    "Variant Compare At Price": "Compare-at price",
    "Variant Taxable": "Charge tax",
    "Variant Tax Code": "Tax code",
    "Variant Inventory Tracker": "Inventory tracker",
    "Variant Inventory Qty": "Inventory quantity",
    "Variant Inventory Policy": "Continue selling when out of stock",
    "Variant Grams": "Weight value (grams)",
    "Variant Weight Unit": "Weight unit for display",
    "Variant Requires Shipping": "Requires shipping",
    "Variant Fulfillment Service": "Fulfillment service",
    "Image Src": "Product image URL",
    "Image Position": "Image position",
    "Image Alt Text": "Image alt text",
    "Variant Image": "Variant image URL",
    "Gift Card": "Gift card",
    "SEO Title": "SEO title",
    "SEO Description": "SEO description",
    **{f"Option{n} {word}": f"Option{n} {word.lower()}" for n in (1, 2, 3) for word in ("Name", "Value")},
}
# handle, title, type, status, option names, variants as (values, SKU, price, compared price, units or None, grams, cost)
PRODUCTS = [
    (
        "becher",
        'Becher "Größe L", 300 ml',
        "Geschirr",
        "active",
        ["Title"],
        [(["Default Title"], "MUG-001", "19.99", "", 73, 400, "7.25")],
    ),
    (
        "t-shirt",
        "T-Shirt",
        "Kleidung",
        "active",
        ["Size", "Color"],
        [
            (["M", "Red"], "TEE-M-RED", "15.00", "18.00", 10, 180, "4.10"),
            (["M", "Blau"], "TEE-M-BLAU", "15.00", "18.00", 0, 180, "4.10"),
            (["XL", "Blau"], "'00177", "17.50", "", -2, 210, "4.60"),
        ],
    ),
    ("gutschein", "Gutschein", "Gutscheine", "draft", ["Betrag"], [(["25"], "GIFT-25", "25.00", "", None, 0, "")]),
    ("lampe", "Lampe", "Licht", "archived", ["Title"], [(["Default Title"], "LAMP-9", "41.18", "", 3, 1250, "19.90")]),
]
PLACES = ["Lager Berlin", "Laden Dresden"]
IMAGES = {"t-shirt": 5, "becher": 2}


def write(name, columns, rows):
    FOLDER.mkdir(exist_ok=True)
    with open(FOLDER / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([row.get(column, "") for column in columns])


def product_rows():
    """Variants and images side by side: whichever are more make the rows."""
    for handle, title, kind, status, options, variants in PRODUCTS:
        for index in range(max(len(variants), IMAGES.get(handle, 0))):
            row = {"Handle": handle}
            if index == 0:
                row |= {
                    "Title": title,
                    "Body (HTML)": "<p>Zeile 1,\nZeile 2</p>",
                    "Vendor": "Beispielwaren",
                    "Type": kind,
                    "Tags": "neu, haus",
                    "Published": "true",
                    "Gift Card": "false",
                    "Status": status,
                    "Included / Germany": "true",
                }
            if index < len(variants):
                values, sku, price, compared, units, grams, cost = variants[index]
                for number, (name, value) in enumerate(zip(options, values), 1):
                    if index == 0:
                        row[f"Option{number} Name"] = name
                    row[f"Option{number} Value"] = value
                row |= {
                    "Variant SKU": sku,
                    "Variant Grams": grams,
                    "Variant Inventory Tracker": "" if units is None else "shopify",
                    "Variant Inventory Qty": "" if units is None else units,
                    "Variant Inventory Policy": "deny",
                    "Variant Fulfillment Service": "manual",
                    "Variant Price": price,
                    "Variant Compare At Price": compared,
                    "Variant Requires Shipping": "true",
                    "Variant Taxable": "true",
                    "Variant Weight Unit": "g",
                    "Cost per item": cost,
                }
            if index < IMAGES.get(handle, 0):
                row |= {"Image Src": f"https://cdn.example.com/{handle}-{index + 1}.jpg", "Image Position": index + 1}
            yield row


def stock_rows():
    for handle, title, _, _, options, variants in PRODUCTS:
        for values, sku, _, _, units, _, _ in variants:
            for place in PLACES:
                kept = units is not None and (place == PLACES[0] or handle == "becher")
                here = (units if place == PLACES[0] else 4) if kept else "not stocked"
                row = {"Handle": handle, "Title": title, "SKU": sku, "COO": "DE", "Location": place}
                for number, (name, value) in enumerate(zip(options, values), 1):
                    row |= {f"Option{number} Name": name, f"Option{number} Value": value}
                row["Available (not editable)"] = here
                row["Incoming (not editable)"] = 20 if kept and handle == "t-shirt" else 0 if kept else "not stocked"
                row["Unavailable (not editable)"] = 1 if kept and handle == "becher" else 0 if kept else "not stocked"
                row["Committed (not editable)"] = 2 if kept else "not stocked"
                row["On hand (current)"] = here + 2 + row["Unavailable (not editable)"] if kept else "not stocked"
                yield row


# id, given name, family name, e-mail, company, street, town, province, province's name, country, its name, postcode, phone, exempt
PEOPLE = [
    ("7000000000001", "Anna", "Müller", "anna@example.com", "", "Beispielweg 1", "Dresden", "", "", "DE", "Germany", "01067", "+493023125000", "no"),
    ("7000000000002", "Zoë", "Roe", "zoe@example.org", "Roe Ltd", "Example Road 2", "Glasgow", "SCT", "Scotland", "GB", "United Kingdom", "G1 1AA", "447700900001", "yes"),
    ("7000000000003", "", "", "", "", "", "", "", "", "", "", "", "+12125550102", "no"),
    ("7000000000004", "Tom", "O'Neill", "", "", "Example Ave 3", "Lakewood", "CO", "Colorado", "US", "United States", "80226", "", "no"),
]


def guarded(text):
    return f"'{text}" if text.lstrip("+").isdigit() else text


def people_rows():
    for id, given, family, mail, company, street, town, code, province, country, land, postcode, phone, exempt in PEOPLE:
        yield {
            "Customer ID": guarded(id),
            "First Name": given,
            "Last Name": family,
            "Email": mail,
            "Accepts Email Marketing": "yes" if mail else "no",
            "Default Address Company": company,
            "Default Address Address1": street,
            "Default Address City": town,
            "Default Address Province Code": code,
            "Default Address Country Code": country,
            "Default Address Zip": guarded(postcode),
            "Default Address Phone": "",
            "Phone": guarded(phone),
            "Accepts SMS Marketing": "no",
            "Total Spent": "17.50",
            "Total Orders": "1",
            "Tax Exempt": exempt,
            "Tags": "vip" if exempt == "yes" else "",
            "Company": company,
            "Address1": street,
            "City": town,
            "Province": province,
            "Province Code": code,
            "Country": land,
            "Country Code": country,
            "Zip": guarded(postcode),
        }


CUSTOMERS_2022 = """First Name,Last Name,Email,Accepts Email Marketing,Company,Address1,Address2,City,Province,Province Code,
Country,Country Code,Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt""".replace("\n", "").split(",")
CUSTOMERS_2023 = """Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,
Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,
Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,
Note,Tax Exempt,Tags""".replace("\n", "").split(",")
INVENTORY = """Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,SKU,HS Code,COO,
Location,Bin name,Incoming (not editable),Unavailable (not editable),Committed (not editable),Available (not editable),
On hand (current),On hand (new)""".replace("\n", "").split(",")
PAYOUTS = """Payout Date,Status,Charges,Refunds,Adjustments,Marketplace Sales Tax,Advances,Reserved Funds,Fees,Retried Amount,
Total,Currency,Bank Reference""".replace("\n", "").split(",")
TRANSACTIONS = """Transaction Date,Type,Order,Card Brand,Card Source,Payout Status,Payout Date,Payout ID,Available On,Amount,
Fee,Net,Checkout,Payment Method Name,Presentment Amount,Presentment Currency,Currency,VAT""".replace("\n", "").split(",")

# date, payout status, payout (day, id) or None, kind, order, amount, fee, presentment amount and currency
MOVES = [
    ("2024-03-01 09:12:44 +0100", "paid", ("2024-03-05", "91000000001"), "charge", "#1001", "39.98", "1.01", "39.98", "EUR"),
    ("2024-03-01 18:30:02 +0100", "paid", ("2024-03-05", "91000000001"), "charge", "#1002", "988.21", "19.11", "1010.40", "CHF"),
    ("2024-03-02 10:00:00 +0100", "paid", ("2024-03-06", "91000000002"), "charge", "#1003", "42.83", "1.07", "42.83", "EUR"),
    # A refund's presentment amount has no sign.
    ("2024-03-02 11:30:00 +0100", "paid", ("2024-03-05", "91000000001"), "refund", "#1001", "-19.99", "0.00", "19.99", "EUR"),
    ("2024-03-02 12:00:00 +0100", "paid", ("2024-03-05", "91000000001"), "adjustment", "", "-5.00", "0.00", "", ""),
    ("2024-03-03 08:00:00 +0100", "in_transit", ("2024-03-06", "91000000002"), "chargeback", "#0999", "-25.00", "15.00", "-25.00", "EUR"),
    ("2024-03-05 06:00:00 +0100", "paid", ("2024-03-05", "91000000001"), "payout", "", "-983.08", "0.00", "", ""),
    ("2024-03-06 07:45:00 +0100", "pending", None, "charge", "#1004", "17.50", "0.55", "17.50", "EUR"),
    ("2024-03-06 08:10:00 +0100", "pending", None, "refund", "#1003", "-4.90", "0.00", "4.90", "EUR"),
]


def transaction_rows():
    for date, status, payout, kind, order, amount, fee, presentment, currency in MOVES:
        day, id = payout or ("", "")
        yield {
            "Transaction Date": date,
            "Type": kind,
            "Order": order,
            "Card Brand": "visa" if order else "",
            "Card Source": "online" if order else "",
            "Payout Status": status,
            "Payout Date": day,
            "Payout ID": id,
            "Available On": day,
            "Amount": amount,
            "Fee": fee,
            "Net": f"{Decimal(amount) - Decimal(fee):.2f}",
            "Payment Method Name": "card" if order else "",
            "Presentment Amount": presentment,
            "Presentment Currency": currency,
            "Currency": "EUR",
            "VAT": "0.00",
        }


def payout_rows(wrong=False):
    for day, status, parts, reference in [
        ("2024-03-05", "paid", {"Charges": "1028.19", "Refunds": "-19.99", "Adjustments": "-5.00", "Fees": "-20.12"}, "SHPF7001"),
        ("2024-03-06", "in_transit", {"Charges": "42.83", "Adjustments": "-25.00", "Reserved Funds": "-2.00", "Fees": "-16.07"}, ""),
        ("2024-03-07", "failed", {"Charges": "0.00", "Retried Amount": "12.00"}, ""),
        ("2024-03-08", "paid", {"Charges": "1650.00", "Refunds": "-15.00", "Adjustments": "-156.75", "Fees": "-67.65"}, "SHPF7002"),
    ]:
        row = {column: "0.00" for column in PAYOUTS[2:10]} | parts
        total = sum(Decimal(amount) for amount in parts.values())
        if wrong and day == "2024-03-08":
            total -= 15
        yield row | {"Payout Date": day, "Status": status, "Total": f"{total:.2f}", "Currency": "EUR", "Bank Reference": reference}


def main():
    write("products-2024.csv", LEGACY, product_rows())
    renamed = [{RENAMED.get(column, column): cell for column, cell in row.items()} for row in product_rows()]
    write("products-2025.csv", [RENAMED.get(column, column) for column in LEGACY], renamed)
    write("inventory.csv", INVENTORY, stock_rows())
    write("customers-2022.csv", CUSTOMERS_2022, people_rows())
    write("customers-2023.csv", CUSTOMERS_2023, people_rows())
    write("payouts.csv", PAYOUTS, payout_rows())
    write("payouts-do-not-add-up.csv", PAYOUTS, payout_rows(wrong=True))
    write("payment-transactions.csv", TRANSACTIONS, transaction_rows())


if __name__ == "__main__":
    main()
