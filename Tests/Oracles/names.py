"""Every name that the checks take from the program: files, report columns, ledger queries, commands. Nothing else knows them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
SAMPLES = ROOT / "samples"
RETAIL = SAMPLES / "retail" / "online_retail_2010-12_2011-12.csv.gz"
RATES = SAMPLES / "fx" / "eurofxref-hist.zip"
SHOPIFY = SAMPLES / "shopify"
COUNTRY_MONTH = HERE / "data" / "uci_country_month.csv"
EXPECTED = HERE / "shopify_expected.json"
VENV = ROOT / ".venv-oracles"
PACKAGES = ["python-stdnum==2.2", "iso4217"]
SCHEMA_VENV = ROOT / ".venv-schemas"
SCHEMA_PACKAGES = ["jsonschema==4.25.1"]
CORE_RETURN_SCHEMA = HERE / "data" / "hmrc_oss_core_return.json"
CORE_RETURNS = [ROOT / "Tests" / "ReportsTests" / "Golden" / "authority" / "oss_hmrc.json"]
TAX_VENV = ROOT / ".venv-tax"
TAX_PACKAGES = ["CurrencyConverter==0.18.23", "duty27-eu-vat==0.1.0", "eu-vat-rates-data==2026.9.29", "vat-moss==0.11.0"]
PEOPLE_VENV = ROOT / ".venv-people"
PEOPLE_PACKAGES = ["recordlinkage==0.16", "phonenumbers==9.0.43"]
CLIENT_VENV = ROOT / ".venv-clients"
CLIENT_PACKAGES = ["ShopifyAPI==12.7.0", "WooCommerce==3.0.0", "python-amazon-sp-api==2.1.35"]
BOOKS_VENV = ROOT / ".venv-books"
BOOKS_PACKAGES = ["beancount==3.2.3", "mloda-community-german-ledger==0.11.0"]
BOOKS_RUNS = ["pipelines/shopify-nightly.json", "pipelines/woocommerce-nightly.json"]
BOOKS_FORMATS = ["hledger", "beancount", "datev"]
BUSINESS = "pipelines/business.json"
EXPORTS = ROOT / "Tests" / "ReportsTests" / "Golden" / "exports"
VECTORS = ROOT / "Tests" / "BooksTests" / "Fixtures" / "posting_vectors.csv"
# Individual accounts of the tests where a chart has none of its own.
FILLED_ACCOUNTS = {
    "skr03": {"rev_deemed": "8328", "rev_uk": "8325", "tax_uk": "1769"},
    "skr04": {"tax_uk": "3819"},
    "us_uk": {},
}

LEDGER = "ledger.sqlite"
RETAIL_LEDGER = "retail-uk.sqlite"
REPORTS = "retail-uk"
MANIFEST = "manifest.json"


def manifest_entries(manifest):
    """(file name, SHA-256 in hex) of every file that a manifest lists."""
    return [(entry["name"], entry["sha256"]) for entry in manifest["files"]]


class Sales:
    """The columns of `sales_by_country`."""

    FILE = "sales_by_country"
    COUNTRY = "country_source"
    MONTH = "month"
    LINES = "lines"
    SOURCE_AMOUNT = "source_amount"
    ROUNDING = "rounding"
    NET = "net"


class Vat:
    """The columns of `vat_by_country` and of what it leaves out, and the words they have for places and reasons."""

    FILE = "vat_by_country"
    COUNTRY = "country"
    MONTH = "period"
    RATE = "rate"
    NET = "net"
    TAX = "tax"
    GROSS = "gross"
    CHANNEL_ISLANDS = "channel_islands"

    LEFT_OUT_FILE = "vat_by_country.left_out"
    REASON = "reason"
    NO_SUPPLY = "no_supply"
    TAX_PENDING = "tax_pending"


class VAT_ID:
    """The columns of `vatid check`."""

    COUNTRY = "country"
    INPUT = "input"
    NUMBER = "vat_id"
    STATUS = "status"
    REASON = "reason"


class PEOPLE:
    """The columns of `customers match`."""

    RECORD = "record"
    CLUSTER = "cluster"


SHOPIFY_RUN = [
    "{binary}",
    "run",
    "pipelines/shopify-orders.json",
    "--ledger",
    "{out}/ledger.sqlite",
    "--output",
    "{out}",
    "--set",
    "input={file}",
]
PUBLISHED = {0, 5}

ORDERS = "SELECT count(*) FROM v_transactions WHERE kind = 'sale'"
TOTAL = "SELECT coalesce(sum(gross), 0) FROM v_transactions WHERE kind = 'sale'"
TAXES = "SELECT coalesce(sum(tax), 0) FROM v_transactions WHERE kind = 'sale'"
LINES_OF_KIND = """SELECT count(*) FROM v_lines JOIN v_transactions t ON t.id = v_lines.transaction_id
  WHERE t.kind = 'sale' AND v_lines.kind = ?"""
REFUNDS = "SELECT count(*), coalesce(-sum(gross), 0) FROM v_transactions WHERE kind = 'refund'"
# An order's refund is rejected with it: both stand at the order's first row.
REJECTED = "SELECT count(DISTINCT source_line) FROM rejects"
LINES_OF_ORDER = """SELECT v_lines.kind, v_lines.net, v_lines.tax, v_lines.gross
  FROM v_lines JOIN v_transactions t ON t.id = v_lines.transaction_id WHERE t.kind = 'sale' AND t.reference = ?"""
# Exact and booked amounts of each document, at the level of its prices, and its lines that came from the source.
ROUNDINGS = """SELECT t.kind, t.reference, sum(l.source_amount_millionths),
    sum(CASE WHEN t.price_basis = 'net' THEN l.net ELSE l.gross END), count(*)
  FROM v_transactions t JOIN v_lines l ON l.transaction_id = t.id
  WHERE l.source_amount_millionths IS NOT NULL GROUP BY t.id"""
# When each order was made: the instant in UTC, and the day on the shop's own calendar.
MOMENTS = "SELECT reference, placed_at, tax_date FROM v_transactions WHERE kind = 'sale'"
FIXINGS = """SELECT DISTINCT currency, tax_date, fixing_date, fixing_units || 'E-' || fixing_scale
  FROM v_transactions WHERE currency <> 'EUR' AND fixing_units IS NOT NULL"""

DAY_COLUMN = "InvoiceDate"
DAYS_RUN = [
    "{binary}",
    "run",
    "pipelines/retail-uk.json",
    "--quiet",
    "--ledger",
    "{out}/ledger.sqlite",
    "--output",
    "{out}",
    "--set",
    "input={input}",
]
# What a ledger says, without the numbers that it gives out and the places that records stand at.
CONTENT_TRANSACTIONS = """SELECT store, kind, external_id, revision, reference, placed_at, tax_date, status, currency, price_basis, country,
    country_source, customer_rule IS NULL, net, tax, base_net, base_tax FROM v_transactions ORDER BY store, kind, external_id"""
CONTENT_LINES = """SELECT store, external_id, revision, line_no, kind, sku, title, quantity_millionths, unit_price_millionths,
    source_amount_millionths, net, tax, rate_thousandths_percent, treatment, scheme, tax_country FROM v_lines
    ORDER BY store, external_id, revision, line_no"""
BASKETS = "SELECT customer_id, kind || ' ' || external_id FROM v_transactions WHERE customer_id IS NOT NULL"
