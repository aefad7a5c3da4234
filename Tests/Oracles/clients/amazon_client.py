#!/usr/bin/env python3
"""Has python-amazon-sp-api talk to a simulated Amazon marketplace over loopback.

    Tests/Oracles/clients/amazon_client.py --host 127.0.0.1 --port 8080 --marketplace US

Prints a check a line as JSON: its name, whether it held, and what was found. Needs the package python-amazon-sp-api. The
client knows Amazon's own hosts only: its login class and each of its interfaces are told another one here, and the header
`host` too, which it cuts out of an address that begins with https.
"""

import argparse
import json

from sp_api.api import (
    CatalogItemsV20220401,
    FinancesV0,
    Inventories,
    ListingsItems,
    OrdersV0,
    OrdersV20260101,
    Reports,
    Sellers,
    Tokens,
)
from sp_api.auth import AccessTokenClient
from sp_api.auth.exceptions import AuthorizationError
from sp_api.base import Marketplaces
from sp_api.base.client import Client
from sp_api.base.exceptions import (
    SellingApiBadRequestException,
    SellingApiForbiddenException,
    SellingApiNotFoundException,
    SellingApiRequestThrottledException,
)

SELLER = "A1SIMULATEDSELLER"
CREDENTIALS = {
    "lwa_app_id": "amzn1.application-oa2-client.simulated",
    "lwa_client_secret": "amzn1.oa2-cs.v1.simulated",
    "refresh_token": "Atzr|simulated-refresh-token",
}


def said(name, held, found=""):
    print(json.dumps([f"amazon: {name}", bool(held), "" if held else str(found)[:300]]), flush=True)


def raises(name, kind, call, words=""):
    """Checks that a call fails as the client's own exceptions say."""
    try:
        found = call()
    except kind as problem:
        text = f"{getattr(problem, 'amzn_code', '')} {problem} {getattr(problem, 'error', '')}"
        said(name, words in text, text)
    except Exception as problem:
        said(name, False, f"{type(problem).__name__}: {problem}")
    else:
        said(name, False, f"no error: {found}")


class Shop:
    """The client's interfaces, all pointed at one host."""

    def __init__(self, host, port, marketplace):
        self.address = f"http://{host}:{port}"
        self.marketplace = Marketplaces[marketplace]
        AccessTokenClient.scheme = "http://"
        AccessTokenClient.host = f"{host}:{port}"
        whole = Client.headers.fget
        Client.headers = property(lambda client: {**whole(client), "host": f"{host}:{port}"})

    def open(self, interface, credentials=CREDENTIALS, **options):
        client = interface(credentials=credentials, marketplace=self.marketplace, **options)
        client.endpoint = self.address
        return client


def check_orders(shop):
    orders = shop.open(OrdersV0)
    first = orders.get_orders(CreatedAfter="2020-01-01T00:00:00Z", MaxResultsPerPage=10)
    page = first.payload["Orders"]
    said("ten orders a page", len(page) == 10, len(page))
    said("the granted rate is told", "x-amzn-ratelimit-limit" in {name.lower() for name in first.headers}, first.headers)
    ids, token, pages = [order["AmazonOrderId"] for order in page], first.next_token, 1
    while token and pages < 12:
        more = orders.get_orders(CreatedAfter="2020-01-01T00:00:00Z", MaxResultsPerPage=10, NextToken=token)
        ids += [order["AmazonOrderId"] for order in more.payload["Orders"]]
        token, pages = more.next_token, pages + 1
    said("no order comes twice on the pages", len(ids) == len(set(ids)) and len(ids) > 10, len(ids))
    paid = next(order for order in page if "OrderTotal" in order)
    one = orders.get_order(paid["AmazonOrderId"]).payload
    said("an order by its id is the one of the list", one["OrderTotal"] == paid["OrderTotal"], one)
    items = orders.get_order_items(paid["AmazonOrderId"]).payload["OrderItems"]
    said("its items have amounts as text", all(isinstance(item["ItemPrice"]["Amount"], str) for item in items), items)
    said("there is no name without restricted data", not paid.get("ShippingAddress", {}).get("Name"), paid)
    token = shop.open(Tokens).create_restricted_data_token(
        restrictedResources=[
            {"method": "GET", "path": "/orders/v0/orders", "dataElements": ["buyerInfo", "shippingAddress"]}
        ]
    ).payload["restrictedDataToken"]
    open_orders = shop.open(OrdersV0, restricted_data_token=token)
    named = open_orders.get_orders(CreatedAfter="2020-01-01T00:00:00Z", MaxResultsPerPage=10).payload["Orders"]
    names = [order["ShippingAddress"]["Name"] for order in named if "ShippingAddress" in order]
    said("restricted data have names", names and all(names), names[:2])
    raises(
        "a restricted token opens nothing else",
        SellingApiForbiddenException,
        lambda: shop.open(Inventories, restricted_data_token=token).get_inventory_summary_marketplace(),
    )
    raises(
        "both kinds of window are refused",
        SellingApiBadRequestException,
        lambda: orders.get_orders(CreatedAfter="2020-01-01T00:00:00Z", LastUpdatedAfter="2020-01-01T00:00:00Z"),
        "InvalidInput",
    )
    raises("an unknown order", SellingApiNotFoundException, lambda: orders.get_order("000-0000000-0000000"), "NotFound")
    return ids


def check_new_orders(shop, ids):
    orders = shop.open(OrdersV20260101)
    page = orders.search_orders(
        createdAfter="2020-01-01T00:00:00Z",
        maxResultsPerPage=100,
        marketplaceIds=[shop.marketplace.marketplace_id],
        includedData=["BUYER", "RECIPIENT", "PROCEEDS", "FULFILLMENT"],
    ).orders
    said("the new interface has the same orders", [order["orderId"] for order in page][: len(ids)] == ids[: len(page)], len(page))
    paid = next(order for order in page if "proceeds" in order)
    one = orders.get_order(paid["orderId"], includedData=["PROCEEDS"])
    said("an order by its id has its proceeds", one.order["proceeds"] == paid["proceeds"], one.order)


def check_stock(shop):
    listings = shop.open(ListingsItems)
    found = listings.search_listings_items(SELLER, pageSize=20, includedData=["summaries", "offers", "fulfillmentAvailability"])
    items = found.payload.get("items") or found.items
    sku = items[0]["sku"]
    patch = {
        "productType": "PRODUCT",
        "patches": [
            {
                "op": "replace",
                "path": "/attributes/fulfillment_availability",
                "value": [{"fulfillment_channel_code": "DEFAULT", "quantity": 41}],
            }
        ],
    }
    answer = listings.patch_listings_item(SELLER, sku, marketplaceIds=[shop.marketplace.marketplace_id], body=patch)
    said("a change of stock is accepted", answer.payload["status"] == "ACCEPTED", answer.payload)
    listing = listings.get_listings_item(SELLER, sku, includedData=["fulfillmentAvailability", "offers"]).payload
    said("the stock can be read back", listing["fulfillmentAvailability"][0]["quantity"] == 41, listing)
    said("a price is text", isinstance(listing["offers"][0]["price"]["amount"], str), listing["offers"])
    raises("an unknown listing", SellingApiNotFoundException, lambda: listings.get_listings_item(SELLER, "NO-SUCH"), "NOT_FOUND")
    summaries = shop.open(Inventories).get_inventory_summary_marketplace(details=True)
    said("stock has its details", "inventoryDetails" in summaries.payload["inventorySummaries"][0], summaries.payload)
    asin = items[0]["summaries"][0]["asin"]
    article = shop.open(CatalogItemsV20220401).get_catalog_item(asin, includedData=["identifiers", "summaries"]).payload
    said("the catalogue knows the article", article["asin"] == asin, article)


def check_finances(shop):
    groups = shop.open(FinancesV0).list_financial_event_groups(FinancialEventGroupStartedAfter="2020-01-01T00:00:00Z")
    first = groups.payload["FinancialEventGroupList"][0]
    said("amounts of finances are numbers", isinstance(first["OriginalTotal"]["CurrencyAmount"], (int, float)), first)
    events = shop.open(FinancesV0).list_financial_events_by_group_id(first["FinancialEventGroupId"])
    said("a group has shipments", "ShipmentEventList" in events.payload["FinancialEvents"], events.payload)


def check_reports(shop):
    reports = shop.open(Reports)
    made = reports.create_report(reportType="GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL")
    state = reports.get_report(made.payload["reportId"]).payload["processingStatus"]
    said("a new report waits", state in ("IN_QUEUE", "IN_PROGRESS", "DONE"), state)
    done = reports.get_reports(
        reportTypes=["GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2"], processingStatuses=["DONE"]
    ).payload
    listed = done["reports"] if isinstance(done, dict) else done
    if listed:
        document = reports.get_report_document(listed[0]["reportDocumentId"], download=True)
        said("a document is unpacked and decoded", isinstance(document.payload["document"], str), document.payload)
        said("its charset is told", document.character_code.lower() in ("cp1252", "windows-1252"), document.character_code)
    raises(
        "settlements cannot be asked for",
        SellingApiBadRequestException,
        lambda: reports.create_report(reportType="GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2"),
    )


def check_access(shop):
    sellers = shop.open(Sellers).get_marketplace_participation().payload
    said("the seller takes part", sellers[0]["participation"]["isParticipating"], sellers)
    wrong = {**CREDENTIALS, "lwa_client_secret": "wrong", "refresh_token": "Atzr|other"}
    raises(
        "a wrong secret is refused by the login service",
        AuthorizationError,
        lambda: shop.open(Sellers, credentials=wrong).get_marketplace_participation(),
        "Client authentication failed",
    )
    raises(
        "a token that is none",
        SellingApiForbiddenException,
        lambda: shop.open(OrdersV0, restricted_data_token="nonsense").get_orders(CreatedAfter="2020-01-01T00:00:00Z"),
        "Unauthorized",
    )


def check_limit(shop):
    inventories = shop.open(Inventories)

    def storm():
        for _ in range(40):
            inventories.get_inventory_summary_marketplace()

    raises("too many requests", SellingApiRequestThrottledException, storm, "QuotaExceeded")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--marketplace", default="US", help="the country of the simulated marketplace")
    chosen = parser.parse_args()
    shop = Shop(chosen.host, chosen.port, chosen.marketplace)
    check_access(shop)
    ids = check_orders(shop)
    check_new_orders(shop, ids)
    check_stock(shop)
    check_finances(shop)
    check_reports(shop)
    check_limit(shop)


main()
