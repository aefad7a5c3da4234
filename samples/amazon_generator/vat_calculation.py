"""The VAT calculation report of the same shop: comma-separated, quoted, dates with English months."""
from decimal import Decimal

from .writing import cents, commas, contained, money

HEAD = (
    "Marketplace ID,Merchant ID,Order Date,Transaction Type,Is Invoice Corrected,Order ID,Shipment Date,Shipment ID,"
    "Transaction ID,ASIN,SKU,Quantity,Tax Calculation Date,Tax Rate,Product Tax Code,Currency,Tax Type,"
    "Tax Calculation Reason Code,Tax Reporting Scheme,Tax Collection Responsibility,Tax Address Role,"
    "Jurisdiction Level,Jurisdiction Name"
).split(",")
CHARGE = (
    "Tax Inclusive Selling Price,Tax Amount,Tax Exclusive Selling Price,Tax Inclusive Promo Amount,Tax Amount Promo,"
    "Tax Exclusive Promo Amount"
).split(",")
TAIL = (
    "Seller Tax Registration,Seller Tax Registration Jurisdiction,Buyer Tax Registration,"
    "Buyer Tax Registration Jurisdiction,Buyer Tax Registration Type,Invoice Level Currency Code,"
    "Invoice Level Exchange Rate,Invoice Level Exchange Rate Date,Converted Tax Amount,VAT Invoice Number,Invoice Url,"
    "Export Outside EU,Ship From City,Ship From State,Ship From Country,Ship From Postal Code,Ship To City,"
    "Ship To State,Ship To Country,Ship To Postal Code,Return Fc Country,Is Amazon Invoiced,"
    "Original VAT Invoice Number,Invoice Correction Details"
).split(",")
COLUMNS = HEAD + [f"{name} {part}" for name in ("OUR_PRICE", "SHIPPING", "GIFTWRAP") for part in CHARGE] + TAIL


def row(kind, order, transaction, day, rate, price, promo="0.00", ship="0.00", who="Seller", sign=1, **more):
    cells = {
        "Marketplace ID": "DE", "Merchant ID": "A1EXAMPLE", "Order Date": f"{day}-Jun-2024 UTC", "Transaction Type": kind,
        "Is Invoice Corrected": "false", "Order ID": order, "Shipment Date": f"{day}-Jun-2024 UTC",
        "Transaction ID": transaction, "ASIN": "B0MUG02000", "SKU": "MUG-02", "Quantity": "1",
        "Tax Calculation Date": f"{day}-Jun-2024 UTC", "Tax Rate": f"{Decimal(rate) / 100:.4f}", "Currency": "EUR",
        "Tax Type": "VAT", "Tax Collection Responsibility": who, "Ship From Country": "DE", "Ship To Country": "DE",
        "Jurisdiction Name": "GERMANY", "Ship To Postal Code": "50667",
    }
    for name, gross, reduction in (("OUR_PRICE", price, promo), ("SHIPPING", ship, "0.00"), ("GIFTWRAP", "0.00", "0.00")):
        values = (sign * cents(gross), -sign * cents(reduction))
        taxes = [contained(value, rate) for value in values]
        for part, value in zip(CHARGE, (values[0], taxes[0], values[0] - taxes[0], values[1], taxes[1], values[1] - taxes[1])):
            cells[f"{name} {part}"] = money(value)
    return cells | more


def rows():
    return [
        row("SHIPMENT", "306-0000201-0000001", "4093001", "03", 19, "23.80", promo="3.80", ship="4.76"),
        row("SHIPMENT", "306-0000202-0000002", "4093002", "04", 22, "12.20", **{
            "Ship To Country": "IT", "Jurisdiction Name": "ITALY", "Tax Reporting Scheme": "VCS_EU_OSS",
            "Ship To Postal Code": "20121", "Ship From Country": "PL"}),
        row("SHIPMENT", "026-0000203-0000003", "4093003", "05", 20, "36.00", who="Marketplace", **{
            "Marketplace ID": "GB", "Currency": "GBP", "Ship To Country": "GB", "Jurisdiction Name": "UNITED KINGDOM",
            "Tax Reporting Scheme": "DEEMED_RESELLER"}),
        row("REFUND", "306-0000201-0000001", "amzn1:crow:EXAMPLE1", "25", 19, "20.00", sign=-1),
        row("RETURN", "306-0000201-0000001", "amzn1:crow:EXAMPLE2", "26", 19, "0.00"),
    ]


def figures():
    tax = (contained("23.80", 19) - contained("3.80", 19) + contained("4.76", 19) + contained("12.20", 22)
           - contained("20.00", 19))
    return {"vat-calculation.csv": {
        "documents": 4, "gross": money(Decimal("23.80") - Decimal("3.80") + Decimal("4.76") + Decimal("12.20") - 20),
        "gross_gbp": "30.00", "tax": money(tax), "left_out": {"RETURN": 1}}}


def files():
    return {"vat-calculation.csv": commas(COLUMNS, rows()).encode("utf-8")}
