#!/usr/bin/env python3
"""Has WooCommerce, Automattic's own library for Python, talk to a simulated shop over loopback.

    Tests/Oracles/clients/woocommerce_client.py --url http://127.0.0.1:8080 --key ck_… --secret cs_…

Prints a check a line as JSON: its name, whether it held, and what was found. Needs the package WooCommerce. Over plain
HTTP the library signs every request with OAuth 1.0a; over HTTPS it sends key and secret in a header.
"""

import argparse
import json
import uuid
from decimal import Decimal

from woocommerce import API

INVENTED = "1" * 40


def said(name, held, found=""):
    print(json.dumps([f"woocommerce: {name}", bool(held), "" if held else str(found)[:300]]), flush=True)


def refused(name, answer, status, code):
    """Checks that an answer is an error with that status and code."""
    body = answer.json()
    said(name, answer.status_code == status and body.get("code") == code, f"{answer.status_code} {body}")


def everything(shop, endpoint, **params):
    """All records of a list, page after page, as long as the header fields say that there are more."""
    records, page = [], 1
    while True:
        answer = shop.get(endpoint, params={"per_page": 50, "page": page, **params})
        answer.raise_for_status()
        records += answer.json()
        if page >= int(answer.headers["X-WP-TotalPages"]):
            return records, int(answer.headers["X-WP-Total"])
        page += 1


def lists(shop):
    orders, total = everything(shop, "orders", orderby="id", order="asc")
    ids = [order["id"] for order in orders]
    said("every page of orders gives other orders", ids == sorted(set(ids)) and len(ids) == total, (len(ids), total))
    untied = []
    for order in orders:
        lines = order["line_items"] + order["shipping_lines"] + order["fee_lines"]
        sum_of_lines = sum(Decimal(line["total"]) + Decimal(line["total_tax"]) for line in lines)
        if sum_of_lines != Decimal(order["total"]):
            untied.append((order["id"], sum_of_lines, order["total"]))
    said("lines and their taxes come to each order's total", not untied, untied[:3])
    first = shop.get("orders", params={"per_page": 2})
    said("pages are linked", 'rel="next"' in first.headers["Link"] and first.links["next"], first.headers.get("Link"))
    some = shop.get("orders", params={"_fields": "id,total", "per_page": 3}).json()
    said("fields can be chosen", all(set(order) == {"id", "total"} for order in some), some)
    refunded = [order for order in orders if order["refunds"]]
    if refunded:
        order = refunded[0]
        found = shop.get(f"orders/{order['id']}/refunds").json()
        sums = [(Decimal(refund["amount"]), -Decimal(summary["total"])) for refund, summary in zip(found, order["refunds"])]
        said("refunds are what their order says of them", all(one == other for one, other in sums), sums)
    search = shop.get("orders", params={"status": "completed,processing", "per_page": 100}).json()
    said("lists are filtered", {order["status"] for order in search} <= {"completed", "processing"}, len(search))
    index = shop.get("settings/tax").json()
    said("settings are told", any(one["id"] == "woocommerce_prices_include_tax" for one in index), index)


def articles(shop):
    sku = f"ORACLE-{uuid.uuid4().hex[:8]}"
    made = shop.post("products", {"name": "Käse & Wein", "sku": sku, "regular_price": "12.5", "manage_stock": True})
    product = made.json()
    said("a product is created", made.status_code == 201 and product["price"] == "12.50", product)
    found = shop.get("products", params={"sku": sku}).json()
    said("and found by its SKU", [one["id"] for one in found] == [product["id"]], found)
    refused("an SKU is there once", shop.post("products", {"name": "again", "sku": sku}), 400, "product_invalid_sku")
    for quantity in (7, 0):
        answer = shop.put(f"products/{product['id']}", {"stock_quantity": quantity}).json()
        status = "instock" if quantity else "outofstock"
        said(f"stock is set to {quantity}", (answer["stock_quantity"], answer["stock_status"]) == (quantity, status), answer)
    changed = shop.put(f"products/{product['id']}", {"name": "Käse", "regular_price": "13"}).json()
    said("a product is changed", (changed["name"], changed["price"]) == ("Käse", "13.00"), changed)
    variable = shop.get("products", params={"type": "variable", "per_page": 1}).json()
    if variable:
        parent = variable[0]["id"]
        variation = shop.get(f"products/{parent}/variations").json()[0]["id"]
        shop.put(f"products/{parent}/variations/{variation}", {"manage_stock": True, "stock_quantity": 3})
        read = shop.get(f"products/{parent}/variations/{variation}").json()
        said("stock of a variation is set and read back", read["stock_quantity"] == 3, read)
    batch = shop.post("products/batch", {"update": [{"id": product["id"], "name": "Brot"}, {"id": 999999}]}).json()
    said("a batch is answered item by item", batch["update"][0]["name"] == "Brot" and "error" in batch["update"][1], batch)
    return product["id"]


def orders(shop, product):
    body = {
        "set_paid": True,
        "billing": {"first_name": "Zoë", "country": "DE", "email": "zoe@example.test"},
        "line_items": [{"product_id": product, "quantity": 2}],
        "shipping_lines": [{"method_id": "flat_rate", "method_title": "Post", "total": "4.90"}],
    }
    made = shop.post("orders", body)
    order = made.json()
    said("an order is created and paid", made.status_code == 201 and order["status"] == "processing", order)
    number = order["id"]
    said("it is read back", shop.get(f"orders/{number}").json()["billing"]["first_name"] == "Zoë")
    done = shop.put(f"orders/{number}", {"status": "completed"}).json()
    said("it is completed", done["status"] == "completed" and done["date_completed"], done)
    refund = shop.post(f"orders/{number}/refunds", {"amount": order["total"], "api_refund": False})
    said("it is paid back", refund.status_code == 201 and shop.get(f"orders/{number}").json()["status"] == "refunded")
    more = shop.post(f"orders/{number}/refunds", {"amount": "1", "api_refund": False})
    refused("more than was paid is not paid back", more, 500, "woocommerce_rest_cannot_create_order_refund")
    shop.delete(f"orders/{number}")
    said("it is put into the trash", shop.get(f"orders/{number}").json()["status"] == "trash")
    refused("and not twice", shop.delete(f"orders/{number}"), 410, "woocommerce_rest_already_trashed")
    shop.delete(f"orders/{number}", params={"force": True})
    refused("then it is gone", shop.get(f"orders/{number}"), 404, "woocommerce_rest_shop_order_invalid_id")


def errors(shop, url, key, secret):
    refused("a page has at most a hundred records", shop.get("orders", params={"per_page": 101}), 400, "rest_invalid_param")
    refused("a date needs a time", shop.get("orders", params={"after": "2024-01-01"}), 400, "rest_invalid_param")
    refused("a path that is none", shop.get("nonsense"), 404, "rest_no_route")
    wrong = API(url, key, "cs_" + "2" * 40).get("orders")
    refused("a wrong secret", wrong, 401, "woocommerce_rest_authentication_error")
    unknown = API(url, "ck_" + "2" * 40, secret).get("orders")
    code = "woocommerce_rest_authentication_error" if url.startswith("http:") else "woocommerce_rest_cannot_view"
    refused("an unknown key", unknown, 401, code)
    odd = shop.get("orders", params={"search": "Käse & Wein, 50%+1: \"x\"", "per_page": 1})
    said("a signature covers every character", odd.status_code == 200, odd.text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True, help="address of the shop, such as http://127.0.0.1:8080")
    parser.add_argument("--key", default=f"ck_{INVENTED}")
    parser.add_argument("--secret", default=f"cs_{INVENTED}")
    chosen = parser.parse_args()
    shop = API(chosen.url, chosen.key, chosen.secret, version="wc/v3", timeout=20)
    lists(shop)
    orders(shop, articles(shop))
    errors(shop, chosen.url, chosen.key, chosen.secret)


if __name__ == "__main__":
    main()
