#!/usr/bin/env python3
"""Write pages of invented orders as Shopify's Admin REST API 2024-01 words them.

    generate_payloads.py --megabytes 100 --seed 7 --out pages.jsonl

Each line is one page as the API answers it: {"orders":[…]} with 250 orders, every field of the documentation's example,
fields that are null included, money also as sets of shop and presentment money. As Shopify does, `&`, `<` and `>` are
written as escapes and other characters as they are. The same seed gives the same bytes. Needs only the standard library.
"""

import argparse
import json
import random

from generate_orders import FIRST, GOODS, LAST

ORDERS_PER_PAGE = 250
CURRENCIES = ["EUR", "USD", "GBP", "CAD"]
CITIES = [("Berlin", "10115", "DE", "Germany"), ("Köln", "50667", "DE", "Germany"), ("Zürich", "8001", "CH", "Switzerland"),
          ("Málaga", "29001", "ES", "Spain"), ("Leeds", "LS1 4DY", "GB", "United Kingdom"), ("Łódź", "90-001", "PL", "Poland")]
NOTES = [None] * 8 + ["Please ring twice & leave it with the neighbour", "Geschenk:\n<b>Alles Gute</b>\nzum Geburtstag 🎁"]
ESCAPES = str.maketrans({"&": "\\u0026", "<": "\\u003c", ">": "\\u003e"})


def money(cents):
    return f"{cents // 100}.{cents % 100:02}"


def money_set(cents, currency):
    amount = {"amount": money(cents), "currency_code": currency}
    return {"shop_money": amount, "presentment_money": amount}


def gid(kind, number):
    return f"gid://shopify/{kind}/{number}"


def tax_line(cents, currency):
    return {"channel_liable": False, "price": money(cents), "price_set": money_set(cents, currency), "rate": 0.19, "title": "VAT"}


def line_item(random, number, currency):
    name, cents = random.choice(GOODS)
    cents += random.randrange(100)
    quantity = random.choice([1, 1, 1, 2, 3])
    return {
        "id": number, "admin_graphql_api_id": gid("LineItem", number), "attributed_staffs": [], "current_quantity": quantity,
        "fulfillable_quantity": 0, "fulfillment_service": "manual", "fulfillment_status": "fulfilled", "gift_card": False,
        "grams": random.randrange(100, 5000), "name": f"{name} - green", "price": money(cents), "price_set": money_set(cents, currency),
        "product_exists": True, "product_id": 632910392 + random.randrange(1000), "properties": [], "quantity": quantity,
        "requires_shipping": True, "sku": f"SKU-{random.randrange(100000):05}", "taxable": True, "title": name,
        "total_discount": "0.00", "total_discount_set": money_set(0, currency), "variant_id": 39072856 + random.randrange(1000),
        "variant_inventory_management": "shopify", "variant_title": "green", "vendor": "Desk & Co",
        "tax_lines": [tax_line(cents * quantity * 19 // 119, currency)], "duties": [],
        "discount_allocations": [{"amount": "1.00", "amount_set": money_set(100, currency), "discount_application_index": 0}]
        if random.random() < 0.2 else [],
    }, cents * quantity


def address(random, first, last):
    city, code, country, country_name = random.choice(CITIES)
    return {
        "first_name": first, "address1": f"Example Street {random.randrange(1, 200)}", "phone": None, "city": city, "zip": code,
        "province": None, "country": country_name, "last_name": last, "address2": "", "company": None, "latitude": 45.41634,
        "longitude": -75.6868, "name": f"{first} {last}", "country_code": country, "province_code": None,
    }


def order(random, index):
    number = 450789469000 + index * 7
    first, last = random.choice(FIRST), random.choice(LAST)
    currency = random.choice(CURRENCIES)
    email = f"customer{random.randrange(100000)}@example.com"
    items = [line_item(random, number * 10 + place, currency) for place in range(random.choice([1, 1, 2, 2, 3, 4]))]
    goods = sum(cents for _, cents in items)
    shipping = random.choice([0, 490, 690, 1290])
    total, tax = goods + shipping, (goods + shipping) * 19 // 119
    created = f"2024-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}T{random.randrange(24):02}:{random.randrange(60):02}:00+01:00"
    token = f"{random.getrandbits(128):032x}"
    made = {
        "id": number, "admin_graphql_api_id": gid("Order", number), "app_id": 580111, "browser_ip": "192.0.2.17",
        "buyer_accepts_marketing": False, "cancel_reason": None, "cancelled_at": None, "cart_token": token, "checkout_id": number + 1,
        "checkout_token": token[::-1], "client_details": {
            "accept_language": "de-DE,de;q=0.9", "browser_height": None, "browser_ip": "192.0.2.17", "browser_width": None,
            "session_hash": None, "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0"},
        "closed_at": None, "company": None, "confirmation_number": token[:9].upper(), "confirmed": True, "contact_email": email,
        "created_at": created, "currency": currency, "customer_locale": "de-DE", "device_id": None, "discount_codes": [], "email": email,
        "estimated_taxes": False, "financial_status": "paid", "fulfillment_status": "fulfilled", "landing_site": "/collections/all?utm=a&ref=b",
        "landing_site_ref": None, "location_id": None, "merchant_of_record_app_id": None, "name": f"#{1001 + index}",
        "note": random.choice(NOTES), "note_attributes": [{"name": "gift", "value": "no"}], "number": index + 1, "order_number": 1001 + index,
        "order_status_url": f"https://shop.example.com/548380009/orders/{token}/authenticate?key={token[:16]}",
        "original_total_additional_fees_set": None, "original_total_duties_set": None, "payment_gateway_names": ["shopify_payments"],
        "phone": None, "po_number": None, "presentment_currency": currency, "processed_at": created, "reference": None,
        "referring_site": "https://www.example.com/", "source_identifier": None, "source_name": "web", "source_url": None,
        "tags": "returning, newsletter", "tax_exempt": False, "tax_lines": [tax_line(tax, currency)], "taxes_included": True, "test": False,
        "token": token, "total_weight": 1200, "updated_at": created, "user_id": None, "billing_address": address(random, first, last),
        "customer": {
            "id": 207119551 + random.randrange(10**6), "email": email, "created_at": created, "updated_at": created, "first_name": first,
            "last_name": last, "state": "disabled", "note": None, "verified_email": True, "multipass_identifier": None, "tax_exempt": False,
            "phone": None, "tags": "", "currency": currency, "tax_exemptions": [], "default_address": address(random, first, last)},
        "discount_applications": [], "fulfillments": [], "line_items": [item for item, _ in items], "payment_terms": None, "refunds": [],
        "shipping_address": address(random, first, last),
        "shipping_lines": [{
            "id": number + 3, "carrier_identifier": None, "code": "Standard", "discounted_price": money(shipping),
            "discounted_price_set": money_set(shipping, currency), "phone": None, "price": money(shipping),
            "price_set": money_set(shipping, currency), "requested_fulfillment_service_id": None, "source": "shopify", "title": "Standard",
            "tax_lines": [], "discount_allocations": []}],
    }
    for field, cents in {
        "current_subtotal_price": goods, "current_total_discounts": 0, "current_total_price": total, "current_total_tax": tax,
        "subtotal_price": goods, "total_discounts": 0, "total_line_items_price": goods, "total_price": total, "total_tax": tax,
    }.items():
        made[field] = money(cents)
        made[field + "_set"] = money_set(cents, currency)
    made["total_outstanding"] = "0.00"
    made["total_tip_received"] = "0.00"
    made["total_shipping_price_set"] = money_set(shipping, currency)
    return made


def page(random, first):
    orders = [order(random, first + index) for index in range(ORDERS_PER_PAGE)]
    return json.dumps({"orders": orders}, separators=(",", ":"), ensure_ascii=False).translate(ESCAPES).encode()


def write(path, size, seed):
    """Writes pages until `size` bytes are reached."""
    source = random.Random(seed)
    written = pages = 0
    with open(path, "wb") as out:
        while written < size:
            written += out.write(page(source, pages * ORDERS_PER_PAGE) + b"\n")
            pages += 1


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--megabytes", type=int, default=100)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    write(chosen.out, chosen.megabytes * 1_000_000, chosen.seed)
