"""The VAT transactions report of a German seller with stock in Poland: 95 columns of today, 92 of 2020, both ragged."""
from decimal import Decimal

from .writing import cents, contained, money, tabs

AMOUNTS = (
    "PRICE_OF_ITEMS PROMO_PRICE_OF_ITEMS TOTAL_PRICE_OF_ITEMS SHIP_CHARGE PROMO_SHIP_CHARGE TOTAL_SHIP_CHARGE GIFT_WRAP "
    "PROMO_GIFT_WRAP TOTAL_GIFT_WRAP TOTAL_ACTIVITY_VALUE"
).split()
HEAD = (
    "UNIQUE_ACCOUNT_IDENTIFIER ACTIVITY_PERIOD SALES_CHANNEL MARKETPLACE PROGRAM_TYPE TRANSACTION_TYPE "
    "TRANSACTION_EVENT_ID ACTIVITY_TRANSACTION_ID TAX_CALCULATION_DATE TRANSACTION_DEPART_DATE TRANSACTION_ARRIVAL_DATE "
    "TRANSACTION_COMPLETE_DATE SELLER_SKU ASIN ITEM_DESCRIPTION ITEM_MANUFACTURE_COUNTRY QTY ITEM_WEIGHT "
    "TOTAL_ACTIVITY_WEIGHT COST_PRICE_OF_ITEMS"
).split()
VAT = (
    "PRICE_OF_ITEMS_VAT_RATE_PERCENT PRICE_OF_ITEMS_VAT_AMT PROMO_PRICE_OF_ITEMS_VAT_AMT TOTAL_PRICE_OF_ITEMS_VAT_AMT "
    "SHIP_CHARGE_VAT_RATE_PERCENT SHIP_CHARGE_VAT_AMT PROMO_SHIP_CHARGE_VAT_AMT TOTAL_SHIP_CHARGE_VAT_AMT "
    "GIFT_WRAP_VAT_RATE_PERCENT GIFT_WRAP_VAT_AMT PROMO_GIFT_WRAP_VAT_AMT TOTAL_GIFT_WRAP_VAT_AMT "
    "TOTAL_ACTIVITY_VALUE_VAT_AMT"
).split()
TAIL = (
    "TRANSACTION_CURRENCY_CODE COMMODITY_CODE STATISTICAL_CODE_DEPART STATISTICAL_CODE_ARRIVAL "
    "COMMODITY_CODE_SUPPLEMENTARY_UNIT ITEM_QTY_SUPPLEMENTARY_UNIT TOTAL_ACTIVITY_SUPPLEMENTARY_UNIT PRODUCT_TAX_CODE "
    "DEPATURE_CITY DEPARTURE_COUNTRY DEPARTURE_POST_CODE ARRIVAL_CITY ARRIVAL_COUNTRY ARRIVAL_POST_CODE "
    "SALE_DEPART_COUNTRY SALE_ARRIVAL_COUNTRY TRANSPORTATION_MODE DELIVERY_CONDITIONS SELLER_DEPART_VAT_NUMBER_COUNTRY "
    "SELLER_DEPART_COUNTRY_VAT_NUMBER SELLER_ARRIVAL_VAT_NUMBER_COUNTRY SELLER_ARRIVAL_COUNTRY_VAT_NUMBER "
    "TRANSACTION_SELLER_VAT_NUMBER_COUNTRY TRANSACTION_SELLER_VAT_NUMBER BUYER_VAT_NUMBER_COUNTRY BUYER_VAT_NUMBER "
    "VAT_CALCULATION_IMPUTATION_COUNTRY TAXABLE_JURISDICTION TAXABLE_JURISDICTION_LEVEL VAT_INV_NUMBER "
    "VAT_INV_CONVERTED_AMT VAT_INV_CURRENCY_CODE VAT_INV_EXCHANGE_RATE VAT_INV_EXCHANGE_RATE_DATE EXPORT_OUTSIDE_EU "
    "INVOICE_URL BUYER_NAME ARRIVAL_ADDRESS SUPPLIER_NAME SUPPLIER_VAT_NUMBER TAX_REPORTING_SCHEME "
    "TAX_COLLECTION_RESPONSIBILITY"
).split()
COLUMNS = HEAD + [a + "_AMT_VAT_EXCL" for a in AMOUNTS] + VAT + [a + "_AMT_VAT_INCL" for a in AMOUNTS] + TAIL
OLD = [c for c in COLUMNS if c not in ("PROGRAM_TYPE", "TAX_REPORTING_SCHEME", "TAX_COLLECTION_RESPONSIBILITY")]


def row(kind, order, activity, day, **more):
    base = {
        "UNIQUE_ACCOUNT_IDENTIFIER": "A1EXAMPLE", "ACTIVITY_PERIOD": "2024-MAY", "SALES_CHANNEL": "AFN",
        "MARKETPLACE": "amazon.de", "PROGRAM_TYPE": "REGULAR", "TRANSACTION_TYPE": kind, "TRANSACTION_EVENT_ID": order,
        "ACTIVITY_TRANSACTION_ID": activity, "TAX_CALCULATION_DATE": f"{day}-05-2024",
        "TRANSACTION_DEPART_DATE": f"{day}-05-2024", "TRANSACTION_COMPLETE_DATE": f"{day}-05-2024",
        "SELLER_SKU": "LAMP-01", "ASIN": "B0LAMP0100", "ITEM_DESCRIPTION": 'Lampe 7", schwärzlich', "QTY": "1",
    }
    return base | more


def amounts(price, percent, promo="0", ship="0", wrap="0", sign=1, states_vat=True):
    """The amounts of a row, VAT included as the buyer paid; what is without VAT is the rest."""
    cells = {}
    totals = {"EXCL": Decimal(0), "VAT": Decimal(0), "INCL": Decimal(0)}
    for name, gross, reduction in (("PRICE_OF_ITEMS", price, promo), ("SHIP_CHARGE", ship, "0"), ("GIFT_WRAP", wrap, "0")):
        values = {name: sign * cents(gross), "PROMO_" + name: -sign * cents(reduction)}
        values["TOTAL_" + name] = values[name] + values["PROMO_" + name]
        taxes = {key: contained(values[key], percent) for key in (name, "PROMO_" + name)}
        taxes["TOTAL_" + name] = taxes[name] + taxes["PROMO_" + name]
        for key, value in values.items():
            cells[key + "_AMT_VAT_INCL"] = money(value)
            if states_vat:
                cells[key + "_VAT_AMT"] = money(taxes[key])
                cells[key + "_AMT_VAT_EXCL"] = money(value - taxes[key])
        if states_vat:
            cells[name + "_VAT_RATE_PERCENT"] = str(Decimal(percent) / 100)
        totals["INCL"] += values["TOTAL_" + name]
        totals["VAT"] += taxes["TOTAL_" + name]
    cells["TOTAL_ACTIVITY_VALUE_AMT_VAT_INCL"] = money(totals["INCL"])
    if states_vat:
        cells["TOTAL_ACTIVITY_VALUE_VAT_AMT"] = money(totals["VAT"])
        cells["TOTAL_ACTIVITY_VALUE_AMT_VAT_EXCL"] = money(totals["INCL"] - totals["VAT"])
    return cells


def route(departure, arrival, jurisdiction, scheme="REGULAR", who="SELLER", postcode="", **more):
    return {
        "TRANSACTION_CURRENCY_CODE": "EUR", "DEPARTURE_COUNTRY": departure, "ARRIVAL_COUNTRY": arrival,
        "ARRIVAL_POST_CODE": postcode, "SALE_DEPART_COUNTRY": departure, "SALE_ARRIVAL_COUNTRY": arrival,
        "TAXABLE_JURISDICTION": jurisdiction, "TAXABLE_JURISDICTION_LEVEL": "Country", "EXPORT_OUTSIDE_EU": "NO",
        "TAX_REPORTING_SCHEME": scheme, "TAX_COLLECTION_RESPONSIBILITY": who,
    } | more


def rows():
    home = route("DE", "DE", "GERMANY", postcode="50667")
    book = {"SELLER_SKU": "BOOK-03", "ASIN": "B0BOOK0300", "ITEM_DESCRIPTION": "Buch über Bäume"}
    return [
        row("SALE", "306-0000101-0000001", "D1aaa1", "02", **amounts("27.50", 19), **home),
        # Two rates in one shipment: 40.00 - 5.00 and carriage and wrap at 19 %, a book at 7 %.
        row("SALE", "306-0000102-0000002", "D1aaa2", "03", QTY="2",
            **amounts("40.00", 19, promo="5.00", ship="4.99", wrap="2.98"), **home),
        row("FC_TRANSFER", "X000000001", "", "03", MARKETPLACE="N/A", QTY="24", DEPARTURE_COUNTRY="DE",
            ARRIVAL_COUNTRY="PL"),
        row("SALE", "306-0000102-0000002", "D1aaa2", "03", **book, **amounts("10.70", 7), **home),
        row("INBOUND", "FBA15EXAMPLE", "", "04", MARKETPLACE="N/A", QTY="40", ARRIVAL_COUNTRY="PL"),
        row("SALE", "306-0000103-0000003", "D1aaa3", "05", **amounts("24.00", 20),
            **route("DE", "AT", "AUSTRIA", scheme="UNION-OSS", postcode="8010")),
        row("SALE", "306-0000104-0000004", "D1aaa4", "06", **amounts("25.00", 0),
            **route("DE", "CH", "SWITZERLAND", EXPORT_OUTSIDE_EU="YES", postcode="3011")),
        row("SALE", "026-0000105-0000005", "D1aaa5", "07", MARKETPLACE="amazon.co.uk", **amounts("30.00", 20),
            **route("DE", "GB", "UNITED KINGDOM", scheme="UK_VOEC-IMPORT", who="MARKETPLACE", postcode="SW1A 1AA",
                    TRANSACTION_CURRENCY_CODE="GBP")),
        # An MFN row of a seller outside the VAT service: no address, no VAT, only what was paid.
        row("SALE", "306-0000106-0000006", "D1aaa6", "08", SALES_CHANNEL="MFN", **amounts("11.90", 0, states_vat=False),
            TRANSACTION_CURRENCY_CODE="EUR", TAXABLE_JURISDICTION="GERMANY"),
        row("REFUND", "306-0000101-0000001", "R1bbb1", "20", **amounts("5.00", 19, sign=-1), **home),
        row("RETURN", "306-0000102-0000002", "", "21", QTY="1", DEPARTURE_COUNTRY="DE", ARRIVAL_COUNTRY="DE"),
        row("SALE", "306-0000107-0000007", "D1aaa7", "22", **amounts("0.00", 19), **home),
        row("COMMINGLING_BUY", "C000000001", "", "23", MARKETPLACE="N/A", QTY="1", SUPPLIER_NAME="Another seller",
            **amounts("9.00", 19), **home),
    ]


def old_rows():
    return [r for r in rows() if r["TRANSACTION_EVENT_ID"] in ("306-0000101-0000001", "306-0000103-0000003")]


def figures():
    taxes = [contained("27.50", 19), contained("40.00", 19) - contained("5.00", 19), contained("4.99", 19),
             contained("2.98", 19), contained("10.70", 7), contained("24.00", 20), contained("11.90", 19),
             -contained("5.00", 19)]
    # The marketplace's pounds are counted apart, without the 5.00 of VAT that the marketplace owes.
    gross = [Decimal(a) for a in ("27.50", "42.97", "10.70", "24.00", "25.00", "11.90", "-5.00", "0.00")]
    return {
        "vat-transactions-95col.txt": {
            "documents": 8, "gross": money(sum(gross)), "tax": money(sum(taxes)), "gross_gbp": "25.00",
            "left_out": {"FC_TRANSFER": 1, "INBOUND": 1, "RETURN": 1, "COMMINGLING_BUY": 1}},
        "vat-transactions-92col.txt": {
            "documents": 3, "gross": "46.50",
            "tax": money(contained("27.50", 19) + contained("24.00", 20) - contained("5.00", 19)), "left_out": {}},
    }


def files():
    return {
        "vat-transactions-95col.txt": tabs(COLUMNS, rows(), cut_empty=True).encode("utf-8-sig"),
        "vat-transactions-92col.txt": tabs(OLD, old_rows(), cut_empty=True).encode("utf-8"),
    }
