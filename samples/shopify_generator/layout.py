"""The export's columns, which of them each vintage has, and how its cells are written."""

import csv
import gzip
import io

COLUMNS = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,"
    "Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
    "Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,"
    "Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,"
    "Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,"
    "Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,"
    "Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,"
    "Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,"
    "Payment Terms Name,Next Payment Due At,Payment References"
).split(",")

TAX_SLOTS = 5

_COUNTER = {"Outstanding Balance", "Employee", "Location", "Device ID"}
_TERMS = {"Payment Terms Name", "Next Payment Due At"}
_LATE = {"Payment ID", "Payment References"}

ABSENT = {71: _COUNTER | _TERMS | _LATE, 73: _COUNTER | _LATE, 75: _TERMS | _LATE, 78: {"Payment References"}, 79: set()}


def columns_of(vintage):
    """The header of a vintage, named after its number of columns."""
    header = [column for column in COLUMNS if column not in ABSENT[vintage]]
    assert len(header) == vintage
    return header


def table(header, rows):
    """The file's text: RFC 4180, line feeds, cells in the header's order."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([row.get(column, "") for column in header] for row in rows)
    return text.getvalue()


def compressed(data):
    """The bytes as one gzip member that names neither file nor time."""
    return gzip.compress(data, compresslevel=9, mtime=0)
