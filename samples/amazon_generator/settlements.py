"""Settlement reports: version 2 of a European marketplace with decimal commas, version 1 of an American one."""
from decimal import Decimal

from .writing import money, tabs

V2 = (
    "settlement-id settlement-start-date settlement-end-date deposit-date total-amount currency transaction-type order-id "
    "merchant-order-id adjustment-id shipment-id marketplace-name amount-type amount-description amount fulfillment-id "
    "posted-date posted-date-time order-item-code merchant-order-item-id merchant-adjustment-item-id sku "
    "quantity-purchased promotion-id"
).split()
V1 = (
    "settlement-id settlement-start-date settlement-end-date deposit-date total-amount currency transaction-type order-id "
    "merchant-order-id adjustment-id shipment-id marketplace-name shipment-fee-type shipment-fee-amount order-fee-type "
    "order-fee-amount fulfillment-id posted-date order-item-code merchant-order-item-id merchant-adjustment-item-id sku "
    "quantity-purchased price-type price-amount item-related-fee-type item-related-fee-amount misc-fee-amount "
    "other-fee-amount other-fee-reason-description promotion-id promotion-type promotion-amount direct-payment-type "
    "direct-payment-amount other-amount"
).split()

# Order, what it is, kind of line, amount.
EUROPE = [
    ("Order", "306-0000001-0000007", "ItemPrice", "Principal", "23.11"),
    ("Order", "306-0000001-0000007", "ItemPrice", "Tax", "4.39"),
    ("Order", "306-0000001-0000007", "ItemFees", "Commission", "-4.13"),
    ("Order", "306-0000001-0000007", "ItemFees", "FBAPerUnitFulfillmentFee", "-3.22"),
    ("Order", "306-0000002-0000014", "ItemPrice", "Principal", "1234.50"),
    ("Order", "306-0000002-0000014", "Promotion", "Principal", "-10.00"),
    ("Order", "306-0000002-0000014", "ItemWithheldTax", "MarketplaceFacilitatorVAT-Principal", "-197.10"),
    ("Refund", "306-0000001-0000007", "ItemPrice", "Principal", "-5.00"),
    ("Refund", "306-0000001-0000007", "ItemFees", "RefundCommission", "-0.40"),
    ("ServiceFee", "", "Cost of Advertising", "TransactionTotalAmount", "-12.34"),
    ("other-transaction", "", "other-transaction", "LowInventoryLevelFee", "-0.75"),
    ("other-transaction", "", "FBA Inventory Reimbursement", "WAREHOUSE_DAMAGE", "8.00"),
    ("other-transaction", "", "other-transaction", "Current Reserve Amount", "-100.00"),
    ("other-transaction", "", "other-transaction", "Something New", "1.01"),
]


def comma(text):
    """1234.50 as 1.234,50."""
    whole, decimals = text.split(".")
    sign = "-" if whole.startswith("-") else ""
    digits = whole.lstrip("-")
    return f"{sign}{digits[:-3]}.{digits[-3:]},{decimals}" if len(digits) > 3 else f"{sign}{digits},{decimals}"


def europe():
    head = {"settlement-id": "15000000001"}
    total = sum(Decimal(amount) for *_, amount in EUROPE)
    rows = [head | {
        "settlement-start-date": "09.06.2024 12:34:56 UTC", "settlement-end-date": "23.06.2024 12:34:56 UTC",
        "deposit-date": "25.06.2024 12:34:56 UTC", "total-amount": comma(money(total)), "currency": "EUR"}]
    for kind, order, group, name, amount in EUROPE:
        row = head | {"transaction-type": kind, "order-id": order, "amount-type": group, "amount-description": name,
                      "amount": comma(amount), "posted-date": "10/06/24", "posted-date-time": "2024-06-10 08:00:00 UTC"}
        if order:
            row |= {"marketplace-name": "Amazon.de", "sku": "LAMP-01", "quantity-purchased": "1"}
        else:
            # Fees of the account have neither a time nor a marketplace.
            row |= {"posted-date": "", "posted-date-time": ""}
        rows.append(row)
    return rows, total


AMERICA = [
    ("Order", "111-0000001-0000001", {"price-type": "Principal", "price-amount": "25.99"}),
    ("Order", "111-0000001-0000001", {"price-type": "Principal", "price-amount": "6.10"}),
    ("Order", "111-0000001-0000001", {"quantity-purchased": "2"}),
    ("Order", "111-0000001-0000001", {"price-type": "Tax", "price-amount": "10.40"}),
    ("Order", "111-0000001-0000001", {"price-type": "MarketplaceFacilitatorTax-Principal", "price-amount": "-10.40"}),
    ("Order", "111-0000001-0000001", {"item-related-fee-type": "Commission", "item-related-fee-amount": "-4.81    "}),
    ("Order", "111-0000001-0000001", {"promotion-id": "P1", "promotion-type": "Shipping", "promotion-amount": "-1.50"}),
    ("Refund", "111-0000001-0000001", {"price-type": "Principal", "price-amount": "-60.00",
                                       "adjustment-id": "amzn1:crow:EXAMPLE"}),
    ("Subscription Fee", "", {"other-amount": "-39.99"}),
]


def america():
    amounts = [c for _, _, cells in AMERICA for key, c in cells.items() if key.endswith("amount")]
    total = sum(Decimal(amount.strip()) for amount in amounts)
    head = {"settlement-id": "9000000001"}
    rows = [head | {
        "settlement-start-date": "2019-03-01T01:02:03+00:00", "settlement-end-date": "2019-03-15T01:02:03+00:00",
        "deposit-date": "2019-03-17T01:02:03+00:00", "total-amount": money(total), "currency": "USD"}]
    for kind, order, cells in AMERICA:
        rows.append(head | {"transaction-type": kind, "order-id": order, "sku": "LAMP-01" if order else "",
                            "marketplace-name": "Amazon.com" if order else "",
                            "posted-date": "2019-03-02T10:11:12+00:00"} | cells)
    return rows, total


def figures():
    kinds = {"sale": "23.11 4.39 1234.50 -10.00", "fee": "-4.13 -3.22 -0.40 -12.34 -0.75", "tax": "-197.10",
             "refund": "-5.00", "adjustment": "8.00", "reserve": "-100.00", "other": "1.01"}
    american = {"sale": "25.99 6.10 10.40 -1.50", "tax": "-10.40", "fee": "-4.81 -39.99", "refund": "-60.00"}
    sums = lambda table: {kind: money(sum(Decimal(a) for a in text.split())) for kind, text in table.items()}
    return {
        "settlement-v2-eu.txt": {"total": money(europe()[1]), "lines": 14, "kinds": sums(kinds)},
        "settlement-v1-us.txt": {"total": money(america()[1]), "lines": 8, "kinds": sums(american)},
    }


def files():
    return {
        "settlement-v2-eu.txt": tabs(V2, europe()[0], line_break="\n").encode("cp1252"),
        "settlement-v1-us.txt": tabs(V1, america()[0], line_break="\n").encode("utf-8"),
    }
