"""The all-orders report: a German marketplace in Windows-1252, and an American one."""
from decimal import Decimal

from .writing import cents, contained, money, tabs

COLUMNS_2017 = (
    "amazon-order-id merchant-order-id purchase-date last-updated-date order-status fulfillment-channel sales-channel "
    "order-channel url ship-service-level product-name sku asin item-status quantity currency item-price item-tax "
    "shipping-price shipping-tax gift-wrap-price gift-wrap-tax item-promotion-discount ship-promotion-discount ship-city "
    "ship-state ship-postal-code ship-country promotion-ids is-business-order purchase-order-number price-designation"
).split()
COLUMNS_US = (
    "amazon-order-id merchant-order-id purchase-date last-updated-date order-status fulfillment-channel sales-channel "
    "order-channel ship-service-level product-name sku asin number-of-items item-status tax-collection-model "
    "tax-collection-responsible-party quantity currency item-price item-tax shipping-price shipping-tax gift-wrap-price "
    "gift-wrap-tax item-promotion-discount ship-promotion-discount address-type ship-city ship-state ship-postal-code "
    "ship-country promotion-ids cpf is-business-order purchase-order-number price-designation is-sold-by-ab"
).split()


def order(number, day, status="Shipped", **more):
    row = {
        "amazon-order-id": f"306-{number:07d}-{number * 7 % 10_000_000:07d}", "purchase-date": f"2024-{day}T08:04:21+00:00",
        "last-updated-date": f"2024-{day}T20:11:02+00:00", "order-status": status, "fulfillment-channel": "Amazon",
        "sales-channel": "Amazon.de", "ship-service-level": "Expedited", "is-business-order": "false",
        "ship-city": "Köln", "ship-postal-code": "50667", "ship-country": "DE",
    }
    return row | more


def item(head, sku, title, quantity="1", price="", tax="", **more):
    row = {
        "sku": sku, "asin": "B0" + sku.replace("-", "")[:8].ljust(8, "0"), "product-name": title, "quantity": quantity,
        "item-status": "Shipped", "currency": "EUR", "item-price": price, "item-tax": tax,
    }
    return head | row | more


def german():
    """Rows by last update, so that the items of one order stand apart."""
    rows = []
    plain = order(1, "05-02")
    rows.append(item(plain, "LAMP-01", 'Lampe 7", schwarz', price="27.50", tax="0.00"))
    vcs = order(2, "05-03")
    rows.append(item(vcs, "MUG-02", "Becher „Käuzchen“", price="27.50", tax=money(contained("27.50", 19))))
    # Its second item comes after the next three orders.
    late = item(vcs, "BOOK-03", "Buch über Bäume", price="10.70", tax=money(contained("10.70", 7)))
    carriage = order(3, "05-04", **{"fulfillment-channel": "Merchant"})
    goods, carried = cents("40.00") - cents("5.00"), cents("4.99")
    rows.append(item(
        carriage, "LAMP-01", 'Lampe 7", schwarz', quantity="2", price="40.00", tax=money(contained(goods, 19)),
        **{"item-promotion-discount": "5.00", "promotion-ids": "Frühling 5", "shipping-price": "4.99",
           "shipping-tax": money(contained(carried, 19)), "gift-wrap-price": "2.98",
           "gift-wrap-tax": money(contained("2.98", 19))}))
    pending = order(4, "05-05", "Pending", **{"fulfillment-channel": "Merchant"})
    rows.append(item(pending, "MUG-02", "Becher „Käuzchen“", currency="", **{"item-status": "Unshipped"}))
    cancelled = order(5, "05-06", "Cancelled")
    rows.append(item(cancelled, "MUG-02", "Becher „Käuzchen“", quantity="0", currency="", **{"item-status": "Cancelled"}))
    rows.append(late)
    half = order(6, "05-07")
    rows.append(item(half, "LAMP-01", 'Lampe 7", schwarz', price="20.00", tax=money(contained("20.00", 19))))
    rows.append(item(half, "MUG-02", "Becher „Käuzchen“", quantity="0", price="13.75", tax="2.20",
                     **{"item-status": "Cancelled"}))
    thrice = order(7, "05-08", **{"ship-country": "AT", "ship-city": "Graz", "ship-postal-code": "8010"})
    for quantity, price in (("1", "12.00"), ("2", "24.00"), ("1", "11.50")):
        rows.append(item(thrice, "SOAP-04", "Seife, Lavendel", quantity=quantity, price=price,
                         tax=money(contained(price, 20))))
    rows.append(dict(rows[-1]))
    elsewhere = order(8, "05-09", **{"sales-channel": "Non-Amazon DE", "fulfillment-channel": "Amazon"})
    rows.append(item(elsewhere, "SOAP-04", "Seife, Lavendel", quantity="3"))
    swiss = order(9, "05-10", **{"ship-country": "CH", "ship-city": "Bern", "ship-postal-code": "3011"})
    rows.append(item(swiss, "LAMP-01", 'Lampe 7", schwarz', price="25.00", tax="0.00"))
    return rows


def american():
    base = {"sales-channel": "Amazon.com", "ship-city": "DENVER", "ship-state": "CO", "ship-postal-code": "80202",
            "ship-country": "US", "ship-service-level": "Standard", "address-type": "Residential", "number-of-items": "1"}
    theirs = {"tax-collection-model": "MarketplaceFacilitator",
              "tax-collection-responsible-party": "Amazon Services, Inc."}
    rows = []
    first = order(21, "05-02", **base)
    rows.append(item(first, "LAMP-01", "Desk lamp 7\"", price="25.99", tax="1.01", currency="USD",
                     **theirs, **{"shipping-price": "5.99", "shipping-tax": "0.00", "ship-promotion-discount": "5.99"}))
    second = order(22, "05-03", **base | {"ship-state": "OR", "ship-city": "PORTLAND", "ship-postal-code": "97201"})
    rows.append(item(second, "MUG-02", "Mug, owl", quantity="2", price="30.00", tax="0.00", currency="USD"))
    third = order(23, "05-04", **base)
    rows.append(item(third, "MUG-02", "Mug, owl", price="15.00", tax="1.20", currency="USD",
                     **{"item-promotion-discount": "3.00", "promotion-ids": "Spring"}))
    return rows


def figures():
    """What the files hold by the rules of the report, worked out apart from the rows."""
    # Order 1 and 9 state no tax: it is computed, 19 % in Germany, none on an export.
    german_totals = {
        "1": "27.50", "2": "38.20", "3": "42.97", "4": None, "5": "0", "6": "20.00", "7": "59.00", "8": None, "9": "25.00"}
    tax = (contained("27.50", 19) + contained("27.50", 19) + contained("10.70", 7) + contained("35.00", 19)
           + contained("4.99", 19) + contained("2.98", 19) + contained("20.00", 19)
           + contained("12.00", 20) + contained("24.00", 20) + 2 * contained("11.50", 20))
    gross = sum(Decimal(total) for total in german_totals.values() if total)
    return {
        "all-orders-de.txt": {"documents": 9, "lines": 18, "gross": money(gross), "tax": money(tax)},
        # The facilitator's 1.01 is not the seller's; the seller's own tax of 1.20 comes on top.
        "all-orders-us.txt": {"documents": 3, "lines": 6, "gross": "69.19", "tax": "1.20"},
    }


def files():
    return {
        "all-orders-de.txt": tabs(COLUMNS_2017, german()).encode("cp1252"),
        "all-orders-us.txt": tabs(COLUMNS_US, american()).encode("utf-8"),
    }
