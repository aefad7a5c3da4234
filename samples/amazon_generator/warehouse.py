"""What Amazon's warehouses report: goods that came back, and the stock."""
from .writing import tabs

RETURNS = (
    "return-date order-id sku asin fnsku product-name quantity fulfillment-center-id detailed-disposition reason status "
    "license-plate-number customer-comments"
).split()
STOCK = (
    "sku fnsku asin product-name condition your-price mfn-listing-exists mfn-fulfillable-quantity afn-listing-exists "
    "afn-warehouse-quantity afn-fulfillable-quantity afn-unsellable-quantity afn-reserved-quantity afn-total-quantity "
    "per-unit-volume afn-inbound-working-quantity afn-inbound-shipped-quantity afn-inbound-receiving-quantity "
    "afn-researching-quantity afn-reserved-future-supply afn-future-supply-buyable"
).split()


def returned(day, order, sku, plate, disposition, reason, quantity="1", comment=""):
    return dict(zip(RETURNS, (
        f"2024-06-{day}T15:31:40+00:00", order, sku, "B0LAMP0100", "X000EXAMPLE", 'Lampe 7", schwärzlich', quantity,
        "LEJ1", disposition, reason, "Unit returned to inventory", plate, comment)))


def returns():
    return [
        returned("05", "306-0000001-0000007", "LAMP-01", "LPNEXAMPLE01", "CUSTOMER_DAMAGED", "NOT_COMPATIBLE",
                 comment="zu „dunkel“"),
        returned("05", "306-0000002-0000014", "MUG-02", "LPNEXAMPLE02", "SELLABLE", "UNWANTED_ITEM"),
        returned("06", "306-0000002-0000014", "MUG-02", "", "SELLABLE", "UNWANTED_ITEM", quantity="2"),
    ]


def stock():
    rows = [
        ("LAMP-01", "X000EXAMPLE", "B0LAMP0100", 'Lampe 7", schwärzlich', "New", "27.50", "No", "", "Yes",
         "420", "390", "6", "24", "450", "0.01", "0", "20", "10", "0", "0", "0"),
        ("MUG-02", "X000EXAMPLF", "B0MUG02000", "Becher", "New", "13.75", "Yes", "5", "Yes",
         "0", "0", "0", "0", "0", "0.00", "0", "0", "0", "0", "0", "0"),
    ]
    return [dict(zip(STOCK, row)) for row in rows]


def figures():
    return {"fba-returns.txt": {"documents": 3, "units": 4}, "fba-inventory.txt": {"documents": 2, "available": 390}}


def files():
    return {
        "fba-returns.txt": tabs(RETURNS, returns(), cut_empty=True).encode("utf-8"),
        "fba-inventory.txt": tabs(STOCK, stock()).encode("cp1252"),
    }
