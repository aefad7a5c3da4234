"""The retail ledger's reports against sums made from the raw file, with no code and no table of the program."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from names import COUNTRY_MONTH, REPORTS, RETAIL, Sales, Vat
from reading import rounded, rows

# The countries as the file spells them: the Union's members of 2010 and 2011, whose consumers a trader below their
# thresholds taxed at home, and the destinations of exports with their codes.
UNION = {
    "Austria",
    "Belgium",
    "Cyprus",
    "Czech Republic",
    "Denmark",
    "EIRE",
    "Finland",
    "France",
    "Germany",
    "Greece",
    "Italy",
    "Lithuania",
    "Malta",
    "Netherlands",
    "Poland",
    "Portugal",
    "Spain",
    "Sweden",
    "United Kingdom",
}
OUTSIDE = {
    "Australia": "AU",
    "Bahrain": "BH",
    "Brazil": "BR",
    "Canada": "CA",
    "Channel Islands": Vat.CHANNEL_ISLANDS,
    "Hong Kong": "HK",
    "Iceland": "IS",
    "Israel": "IL",
    "Japan": "JP",
    "Lebanon": "LB",
    "Norway": "NO",
    "RSA": "ZA",
    "Saudi Arabia": "SA",
    "Singapore": "SG",
    "Switzerland": "CH",
    "USA": "US",
    "United Arab Emirates": "AE",
}
UNKNOWN = {"European Community", "Unspecified"}

RATE_CHANGE = "2011-01-04"
NO_SUPPLY = {"BANK CHARGES", "AMAZONFEE", "B", "CRUK"}


@dataclass(frozen=True)
class Line:
    """A row of the source with its amount exactly as quantity times price."""

    country: str
    day: str
    amount: Decimal
    is_supply: bool

    @property
    def month(self):
        return self.day[:7]

    @property
    def rate(self):
        """In percent: home and Union at the seller's rate of the day, exports at zero, `None` where the country is unknown."""
        if self.country in UNKNOWN:
            return None
        if self.country in OUTSIDE:
            return Decimal(0)
        return Decimal("17.5") if self.day < RATE_CHANGE else Decimal(20)

    @property
    def taxing_country(self):
        """The country whose tax it is; of an export, its destination."""
        return "GB" if self.country in UNION else OUTSIDE[self.country]


def _is_supply(row, amount):
    code = row["StockCode"]
    stock_adjustment = amount == 0 and not row["CustomerID"]
    return not (code in NO_SUPPLY or code.startswith("gift_0001_") or stock_adjustment)


def source_lines():
    for row in rows(RETAIL):
        amount = int(row["Quantity"]) * Decimal(row["UnitPrice"])
        yield Line(row["Country"], row["InvoiceDate"][:10], amount, _is_supply(row, amount))


def check(checks, folder):
    lines = list(source_lines())
    folder = folder / REPORTS
    with checks.group("retail: the raw file against the published sums"):
        _source(checks, lines)
    with checks.group("retail: sales by country and month"):
        _sales(checks, lines, folder)
    with checks.group("retail: VAT by country, month and rate"):
        _vat(checks, lines, folder)
    with checks.group("retail: what the VAT report leaves out, by reason and month"):
        _left_out(checks, lines, folder)


def _sums_of_source(lines):
    sums = defaultdict(lambda: [0, Decimal(0)])
    for line in lines:
        group = sums[line.country, line.month]
        group[0] += 1
        group[1] += line.amount
    return {key: (count, amount) for key, (count, amount) in sums.items()}


def _source(checks, lines):
    published = {(row["country"], row["month"]): (int(row["lines"]), Decimal(row["amount_gbp"])) for row in rows(COUNTRY_MONTH)}
    checks.equal("groups", len(published), 314)
    checks.equal_groups("source", _sums_of_source(lines), published)


def _sales(checks, lines, folder):
    found, net, rounding = defaultdict(lambda: [0, Decimal(0)]), Decimal(0), Decimal(0)
    for row in rows(folder / f"{Sales.FILE}.csv.gz"):
        group = found[row[Sales.COUNTRY], row[Sales.MONTH]]
        group[0] += int(row[Sales.LINES])
        group[1] += Decimal(row[Sales.SOURCE_AMOUNT])
        net += Decimal(row[Sales.NET])
        rounding += Decimal(row[Sales.ROUNDING])
    checks.equal_groups("sales", {key: tuple(value) for key, value in found.items()}, _sums_of_source(lines))
    checks.equal("net of every line, rounded to pence line by line", net, sum(rounded(line.amount) for line in lines))
    checks.equal("rounding", rounding, sum(rounded(line.amount) - line.amount for line in lines))


def expected_vat(lines):
    """Net, tax and gross by taxing country, month and rate of every supply whose country decides them."""
    sums = defaultdict(lambda: [Decimal(0)] * 3)
    for line in lines:
        if line.is_supply and line.rate is not None:
            net = rounded(line.amount)
            tax = rounded(net * line.rate / 100)
            key = (line.taxing_country, line.month, line.rate)
            sums[key] = [a + b for a, b in zip(sums[key], (net, tax, net + tax))]
    return {key: tuple(value) for key, value in sums.items()}


def _vat(checks, lines, folder):
    found = defaultdict(lambda: [Decimal(0)] * 3)
    for row in rows(folder / f"{Vat.FILE}.csv.gz"):
        key = (row[Vat.COUNTRY], row[Vat.MONTH], Decimal(row[Vat.RATE]))
        found[key] = [a + Decimal(row[column]) for a, column in zip(found[key], (Vat.NET, Vat.TAX, Vat.GROSS))]
    checks.equal_groups("VAT", {key: tuple(value) for key, value in found.items()}, expected_vat(lines))


def _left_out(checks, lines, folder):
    """Net amounts; lines without an amount are goods to the program and nothing to the tax."""
    expected, found = defaultdict(Decimal), defaultdict(Decimal)
    for line in lines:
        if line.rate is None or not line.is_supply:
            reason = Vat.TAX_PENDING if line.is_supply else Vat.NO_SUPPLY
            expected[reason, line.month] += rounded(line.amount)
    for row in rows(folder / f"{Vat.LEFT_OUT_FILE}.csv.gz"):
        found[row[Vat.REASON], row[Vat.MONTH]] += Decimal(row[Vat.NET])
        checks.equal(f"tax left out in {row}", Decimal(row[Vat.TAX]), 0)
    without_zero = lambda sums: {key: amount for key, amount in sums.items() if amount != 0}
    checks.equal_groups("left out", without_zero(found), without_zero(expected))
