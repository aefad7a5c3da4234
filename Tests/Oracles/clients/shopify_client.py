#!/usr/bin/env python3
"""Has ShopifyAPI, Shopify's own library for Python, talk to a simulated Shopify shop over loopback.

    Tests/Oracles/clients/shopify_client.py --host 127.0.0.1 --port 8080 --token shpat_…

Prints a check a line as JSON: its name, whether it held, and what was found. Needs the package ShopifyAPI. The library
makes a shop's host of its name and a domain, so every name is looked up as the simulator's host here.
"""

import argparse
import json
import socket
import time
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import shopify
from pyactiveresource.connection import ClientError, ResourceNotFound, UnauthorizedAccess

VERSION = "2024-01"
TOKEN = "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"
CLIENT = "c0ffee0123456789c0ffee0123456789"
SECRET = "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"
BULK = "{ orders(sortKey: UPDATED_AT) { edges { node { id lineItems { edges { node { id } } } } } } }"


def said(name, held, found=""):
    print(json.dumps([f"shopify: {name}", bool(held), "" if held else str(found)[:300]]), flush=True)


def raises(name, kind, call, words=""):
    """Checks that a call fails as the library's own exceptions say, and that the answer has these words."""
    try:
        found = call()
    except kind as problem:
        body = problem.response.body.decode() if problem.response is not None else ""
        said(name, words in body, f"{problem} {body}")
    except Exception as problem:
        said(name, False, f"{type(problem).__name__}: {problem}")
    else:
        said(name, False, f"no error: {found}")


def patiently(call):
    """Sends again what came too soon, as Shopify asks its clients to."""
    while True:
        try:
            return call()
        except ClientError as problem:
            if problem.response is None or problem.response.code != 429:
                raise
            time.sleep(float(problem.response.headers["Retry-After"]))


def connected():
    shop = shopify.Shop.current()
    said("the shop says who it is", shop.currency == "EUR" and shop.iana_timezone == "Europe/Berlin", shop.attributes)
    scopes = {scope.handle for scope in shopify.AccessScope.find()}
    said("the token's scopes are told", "read_all_orders" in scopes, scopes)
    headers = shopify.ShopifyResource.connection.response.headers
    said("the version is told", headers.get("X-Shopify-API-Version") in (None, VERSION), headers)


def orders():
    count = shopify.Order.count(status="any")
    page = shopify.Order.find(status="any", limit=50)
    headers = shopify.Order.connection.response.headers
    said("the bucket is told", headers["X-Shopify-Shop-Api-Call-Limit"].endswith("/40"), headers)
    said("a page is as long as asked", len(page) == 50 and page.has_next_page() and not page.has_previous_page())
    second = patiently(page.next_page)
    said("the next page leads back", [o.id for o in patiently(second.previous_page)] == [o.id for o in page])
    seen, current = [o.id for o in page], page
    while current.has_next_page():
        current = patiently(current.next_page)
        seen += [o.id for o in current]
    said("pages hold every order once", len(seen) == len(set(seen)) == count, f"{len(set(seen))} of {count}")
    said("without a status some are missing", shopify.Order.count() < count)
    order = patiently(lambda: shopify.Order.find(seen[0]))
    lines = sum(float(line.price) * line.quantity for line in order.line_items)
    said("lines come to what the order says", abs(lines - float(order.total_line_items_price)) < 0.005, lines)
    said("payments are a list", isinstance(patiently(order.transactions), list))
    raises("too long a page is refused", ClientError, lambda: shopify.Order.find(limit=251), "Limit exceeds maximum limit of 250")
    raises("an order that is not there", ResourceNotFound, lambda: shopify.Order.find(1), "Not Found")
    raises(
        "filters beside a link are refused",
        ClientError,
        lambda: shopify.Order.find(from_=page.next_page_url + "&status=any"),
        "status cannot be passed when page_info is present",
    )


def order_writes():
    variant = shopify.Product.find(limit=1)[0].variants[0]
    order = patiently(lambda: shopify.Order.create({"line_items": [{"variant_id": variant.id, "quantity": 2}]}))
    said("an order is made", order.id and order.total_price == f"{2 * float(variant.price):.2f}", order.attributes)
    order.note = "from a test"
    said("an order is changed", patiently(order.save) and shopify.Order.find(order.id).note == "from a test")
    refund = patiently(
        lambda: shopify.Refund.create(
            {"order_id": order.id, "refund_line_items": [{"line_item_id": order.line_items[0].id, "quantity": 1}]}
        )
    )
    said("a refund is made", refund.id and refund.refund_line_items[0].quantity == 1, refund.attributes)
    again = patiently(lambda: shopify.Order.find(order.id))
    said("the order knows its refund", again.financial_status == "partially_refunded", again.financial_status)
    empty = patiently(lambda: shopify.Order.create({"line_items": []}))
    said("an order without lines is refused", "must have at least one line item" in str(empty.errors.full_messages()))


def products():
    made = shopify.Product.create({"title": "Becher", "variants": [{"sku": "OR-1", "price": "12.50"}]})
    said("a product is made", made.id and made.variants[0].sku == "OR-1", made.attributes)
    made.title = "Becher aus Steingut"
    said("a product is changed", patiently(made.save) and shopify.Product.find(made.id).title == "Becher aus Steingut")
    variant = patiently(lambda: shopify.Variant.find(made.variants[0].id))
    variant.price = "14.00"
    said("a variant is changed", patiently(variant.save) and shopify.Variant.find(variant.id).price == "14.00")
    unnamed = patiently(lambda: shopify.Product.create({"title": ""}))
    said("a product without a title is refused", "can't be blank" in str(unnamed.errors.full_messages()))
    patiently(made.destroy)
    raises("a product that was deleted is gone", ResourceNotFound, lambda: shopify.Product.find(made.id))


def stock():
    places = patiently(shopify.Location.find)
    levels = patiently(lambda: shopify.InventoryLevel.find(location_ids=str(places[0].id)))
    level = levels[0]
    changed = patiently(lambda: shopify.InventoryLevel.set(level.location_id, level.inventory_item_id, 77))
    said("stock is set", changed.available == 77, changed.attributes)
    changed = patiently(lambda: shopify.InventoryLevel.adjust(level.location_id, level.inventory_item_id, -7))
    said("stock is adjusted", changed.available == 70, changed.attributes)
    read = patiently(lambda: shopify.InventoryLevel.find(inventory_item_ids=str(level.inventory_item_id)))
    said("stock is read back", 70 in [found.available for found in read], read)
    item = patiently(lambda: shopify.InventoryItem.find(level.inventory_item_id))
    said("the article has its SKU", bool(item.sku), item.attributes)


def others():
    customers = patiently(lambda: shopify.Customer.find(limit=5))
    said("customers are listed", len(customers) == 5 and customers[0].default_address.country_code)
    payouts = patiently(shopify.Payouts.find)
    said("payouts are listed", payouts and payouts[0].summary.charges_gross_amount, payouts)
    hook = patiently(
        lambda: shopify.Webhook.create({"topic": "orders/create", "address": "https://listener.example/", "format": "json"})
    )
    said("a subscription is made", hook.id and shopify.Webhook.count() == 1, hook.attributes)
    patiently(hook.destroy)
    said("a subscription is ended", patiently(shopify.Webhook.count) == 0)


def queries():
    answer = json.loads(shopify.GraphQL().execute("{ shop { name currencyCode } }"))
    said("a query is answered with its cost", answer["data"]["shop"]["currencyCode"] == "EUR" and answer["extensions"]["cost"], answer)
    dear = "{ orders(first: 200) { edges { node { lineItems(first: 200) { edges { node { id } } } } } } }"
    answer = json.loads(shopify.GraphQL().execute(dear))
    said("a dear query is refused", answer["errors"][0]["extensions"]["code"] == "MAX_COST_EXCEEDED", answer)
    mutation = "mutation($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id status } userErrors { message } } }"
    begun = json.loads(shopify.GraphQL().execute(mutation, {"query": BULK}))
    said("a bulk operation begins", begun["data"]["bulkOperationRunQuery"]["bulkOperation"]["status"] == "CREATED", begun)
    for _ in range(60):
        state = json.loads(shopify.GraphQL().execute("{ currentBulkOperation { id status url objectCount } }"))
        operation = state["data"]["currentBulkOperation"]
        if operation["status"] == "COMPLETED":
            break
        time.sleep(0.5)
    lines = build_opener().open(operation["url"]).read().decode().splitlines()
    said("its file has as many lines as it says", str(len(lines)) == operation["objectCount"], operation)
    parents = {json.loads(line)["id"] for line in lines if "__parentId" not in line}
    children = [json.loads(line)["__parentId"] for line in lines if "__parentId" in line]
    said("children name their orders", children and set(children) <= parents)


def install(site):
    """The owner's way: allowed at once, and sent back with a signed code."""

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    query = {"client_id": CLIENT, "scope": "read_orders", "redirect_uri": "https://app.example/back", "state": "42"}
    try:
        build_opener(Stay).open(f"{site}/admin/oauth/authorize?{urlencode(query)}")
        said("the owner is sent back", False, "no redirect")
    except HTTPError as answer:
        back = dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
        said("the callback is signed", shopify.Session.validate_hmac(back), back)
        back["code"] = "another"
        said("a forged callback is not", not shopify.Session.validate_hmac(back))


def refusals(shop):
    shopify.ShopifyResource.activate_session(shopify.Session(shop, VERSION, "shpat_wrong"))
    raises("a wrong token is refused", UnauthorizedAccess, shopify.Shop.current, "Invalid API key or access token")


def flood():
    """Requests without a pause until the bucket is full."""
    for _ in range(80):
        try:
            shopify.Location.count()
        except ClientError as problem:
            headers = problem.response.headers
            held = problem.response.code == 429 and headers["Retry-After"] == "2.0"
            said("too many requests are refused", held and "X-Shopify-Shop-Api-Call-Limit" not in headers, headers)
            return
    said("too many requests are refused", False, "eighty in a row were taken")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--token", default=TOKEN)
    chosen = parser.parse_args()
    look_up = socket.getaddrinfo
    socket.getaddrinfo = lambda host, *rest, **more: look_up(chosen.host, *rest, **more)
    shopify.Session.setup(
        api_key=CLIENT, secret=SECRET, protocol="http", myshopify_domain="localhost", port=chosen.port
    )
    shop = "beispielwaren.localhost"
    shopify.ShopifyResource.activate_session(shopify.Session(shop, VERSION, chosen.token))
    connected()
    for group in (orders, products, order_writes, stock, others):
        group()
    queries()
    install(f"http://{chosen.host}:{chosen.port}")
    flood()
    refusals(shop)


if __name__ == "__main__":
    main()
