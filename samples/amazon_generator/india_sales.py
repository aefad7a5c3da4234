"""The sale report of an Indian seller: thirteen statuses, cancelled rows with and without amounts."""
from decimal import Decimal

from .writing import commas, money

COLUMNS = (
    "index,Order ID,Date,Status,Fulfilment,Sales Channel ,ship-service-level,Style,SKU,Category,Size,ASIN,Courier Status,"
    "Qty,currency,Amount,ship-city,ship-state,ship-postal-code,ship-country,promotion-ids,B2B,fulfilled-by,Unnamed: 22"
).split(",")
STATUSES = [
    ("Shipped", "completed"), ("Shipped - Delivered to Buyer", "completed"), ("Cancelled", "cancelled"),
    ("Shipped - Returned to Seller", "cancelled"), ("Shipped - Picked Up", "completed"), ("Pending", "pending"),
    ("Pending - Waiting for Pick Up", "processing"), ("Shipped - Returning to Seller", "cancelled"),
    ("Shipped - Out for Delivery", "completed"), ("Shipped - Rejected by Buyer", "cancelled"),
    ("Shipping", "processing"), ("Shipped - Lost in Transit", "cancelled"), ("Shipped - Damaged", "cancelled"),
]


def row(number, status, amount, quantity="1", **more):
    return {
        "index": str(number), "Order ID": f"405-{number:07d}-{number * 3:07d}", "Date": f"04-{number % 28 + 1:02d}-22",
        "Status": status, "Fulfilment": "Merchant", "Sales Channel ": "Amazon.in", "Style": "SET389",
        "SKU": "SET389-KR-NP-S", "Category": "Set", "ASIN": "B09KXVBD7Z", "Qty": quantity, "currency": "INR",
        "Amount": amount, "ship-city": "MUMBAI", "ship-state": "MAHARASHTRA", "ship-postal-code": "400081.0",
        "ship-country": "IN", "B2B": "False", "fulfilled-by": "Easy Ship",
    } | more


def rows():
    result = [row(index, status, f"{300 + index}.50") for index, (status, _) in enumerate(STATUSES, 1)]
    # Cancelled with an amount, without one, and half an order.
    result.append(row(14, "Cancelled", "647.62", quantity="0"))
    result.append(row(15, "Cancelled", "", quantity="0", currency="", **{"ship-country": ""}))
    result.append(row(16, "Shipped", "499.00"))
    result.append(row(17, "Shipped", "100.00"))
    result.append(row(16, "Cancelled", "250.00", SKU="OTHER"))
    return result


def figures():
    sums = {}
    for index, (status, meaning) in enumerate(STATUSES, 1):
        amount = Decimal(0) if status == "Cancelled" else Decimal(f"{300 + index}.50")
        sums[meaning] = sums.get(meaning, Decimal(0)) + amount
    sums["completed"] += Decimal("499.00") + Decimal("100.00")
    return {"india-sales.csv": {"documents": 17, "statuses": {key: money(value) for key, value in sums.items()}}}


def files():
    return {"india-sales.csv": commas(COLUMNS, rows(), quote_all=False, line_break="\n").encode("utf-8")}
