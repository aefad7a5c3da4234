#!/usr/bin/env python3
"""Write SkyVerge's two order exports of the captured shop: `samples/generate_woocommerce.py`. Standard library only.

No genuine file of that plug-in is public. These are written from what the shop's own interface answered, by the plug-in's
format definitions: marks in packed cells are guarded by a backslash, and cells that could be formulas by an apostrophe.
"""

import csv
import json
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
CAPTURED = HERE.parent / "Tests" / "WooCommerceTests" / "Fixtures" / "wc11.0.1"
ORDER = """order_id order_number order_number_formatted date status shipping_total shipping_tax_total fee_total fee_tax_total
tax_total discount_total order_total refunded_total order_currency payment_method shipping_method customer_id
billing_first_name billing_last_name billing_company billing_email billing_phone billing_address_1 billing_address_2
billing_postcode billing_city billing_state billing_country shipping_first_name shipping_last_name shipping_address_1
shipping_address_2 shipping_postcode shipping_city shipping_state shipping_country shipping_company customer_note""".split()
ITEM = """item_id item_product_id item_name item_sku item_price item_quantity item_subtotal item_subtotal_tax item_total
item_total_tax item_refunded item_refunded_qty item_meta""".split()
PACKED = ["shipping_items", "fee_items", "tax_items", "coupon_items"]
LAST = ["order_notes", "download_permissions_granted"]


def two(amount):
    return f"{Decimal(str(amount or 0)):.2f}"


def guarded(text):
    for mark in ":|;":
        text = text.replace(mark, "\\" + mark)
    return text


def packed(items):
    return ";".join("|".join(f"{guarded(key)}:{guarded(str(value))}" for key, value in item) for item in items)


def refunds_of(order, refunds):
    return [refund for refund in refunds if refund["parent_id"] == order["id"]]


def given_back(line, refunds):
    lines = [
        item
        for refund in refunds
        for item in refund["line_items"]
        if any(meta["key"] == "_refunded_item_id" and str(meta["value"]) == str(line["id"]) for meta in item["meta_data"])
    ]
    return sum((-Decimal(item["total"]) for item in lines), Decimal(0)), sum(item["quantity"] for item in lines)


def items_of(order, refunds):
    for line in order["line_items"]:
        amount, pieces = given_back(line, refunds)
        yield [
            ("id", line["id"]),
            ("name", line["name"]),
            ("product_id", line["variation_id"] or line["product_id"]),
            ("sku", "unknown_product" if line["product_id"] == 0 else line["sku"] or ""),
            ("quantity", line["quantity"]),
            ("subtotal", two(line["subtotal"])),
            ("subtotal_tax", two(line["subtotal_tax"])),
            ("total", two(line["total"])),
            ("total_tax", two(line["total_tax"])),
            ("refunded", two(amount)),
            ("refunded_qty", pieces),
            ("meta", ""),
        ]


def row_of(order, refunds):
    fees = order["fee_lines"]
    row = {
        "order_id": order["id"],
        "order_number": order["number"],
        "order_number_formatted": "",
        "date": order["date_created"].replace("T", " "),
        "status": order["status"],
        "shipping_total": order["shipping_total"],
        "shipping_tax_total": two(order["shipping_tax"]),
        "fee_total": two(sum(Decimal(fee["total"]) for fee in fees)),
        "fee_tax_total": two(sum(Decimal(fee["total_tax"]) for fee in fees)),
        "tax_total": two(order["total_tax"]),
        "discount_total": two(order["discount_total"]),
        "order_total": two(order["total"]),
        "refunded_total": two(sum(Decimal(refund["amount"]) for refund in refunds)),
        "order_currency": order["currency"],
        "payment_method": order["payment_method"],
        "shipping_method": ", ".join(line["method_title"] for line in order["shipping_lines"]),
        "customer_id": order["customer_id"],
        "customer_note": order["customer_note"],
        "order_notes": "",
        "download_permissions_granted": 1,
    }
    for kind in ("billing", "shipping"):
        for key, value in order[kind].items():
            row[f"{kind}_{key}"] = value
    row["shipping_items"] = packed(
        [("id", line["id"]), ("method_id", line["method_id"]), ("method_title", line["method_title"]), ("total", two(line["total"]))]
        for line in order["shipping_lines"]
    )
    row["fee_items"] = packed(
        [
            ("id", fee["id"]),
            ("title", fee["name"]),
            ("tax_class", fee["tax_class"]),
            ("total", two(fee["total"])),
            ("total_tax", two(fee["total_tax"])),
            ("taxable", "1"),
        ]
        for fee in fees
    )
    row["tax_items"] = packed(
        [
            ("id", tax["id"]),
            ("rate_id", tax["rate_id"]),
            ("code", tax["rate_code"]),
            ("title", tax["label"]),
            ("total", two(Decimal(tax["tax_total"]) + Decimal(tax["shipping_tax_total"]))),
            ("compound", "1" if tax["compound"] else ""),
        ]
        for tax in order["tax_lines"]
    )
    row["coupon_items"] = packed(
        [("id", coupon["id"]), ("code", coupon["code"]), ("amount", two(coupon["discount"])), ("description", "")]
        for coupon in order["coupon_lines"]
    )
    row["line_items"] = packed(items_of(order, refunds))
    row["refunds"] = packed(
        [
            ("id", refund["id"]),
            ("date", refund["date_created"].replace("T", " ")),
            ("amount", two(refund["amount"])),
            ("reason", refund["reason"]),
        ]
        for refund in refunds
    )
    return row


def item_rows(order, refunds):
    row = row_of(order, refunds)
    for item in items_of(order, refunds):
        fields = dict(item)
        cells = {f"item_{key}": value for key, value in fields.items()}
        cells["item_price"] = two(Decimal(fields["total"]) / fields["quantity"])
        yield {**row, **cells}


def safe(value):
    text = str(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@") and text else text


def write(name, columns, rows):
    with open(HERE / "woocommerce" / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([safe(row.get(column, "")) for column in columns])


def main():
    orders = json.loads((CAPTURED / "orders.json").read_text(encoding="utf-8"))
    refunds = json.loads((CAPTURED / "refunds_global.json").read_text(encoding="utf-8"))
    pairs = [(order, refunds_of(order, refunds)) for order in orders]
    write("skyverge-orders.csv", [*ORDER, "line_items", *PACKED, "refunds", *LAST], [row_of(*pair) for pair in pairs])
    columns = [column for column in ORDER if column != "order_number_formatted"]
    write("skyverge-items.csv", [*columns, *ITEM, *PACKED, *LAST], [row for pair in pairs for row in item_rows(*pair)])


if __name__ == "__main__":
    main()
