"""The invented shops: currency, clock, price level, goods, buyers and rule of tax."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import partial

from .tax_rules import buyer_rate, home_only, seller_rate, stacked

UTC = timezone.utc


@dataclass(frozen=True)
class Shop:
    """A shop as its admin is set up. `offsets` are the clock's (from this UTC instant, minutes ahead of UTC), first to last."""

    file: str
    vintage: int
    newest_first: bool
    currency: str
    exponent: int
    inclusive: bool
    offsets: tuple
    span: tuple
    orders: int
    first_number: int
    first_id: int
    seed: int
    goods: tuple
    buyers: tuple
    shipping: tuple
    taxes: object
    vendor: str
    spaced_percent_from: datetime | None = None

    def stamp(self, instant):
        """The instant on the shop's own clock, with the offset of that day."""
        minutes = max((start, offset) for start, offset in self.offsets if start <= instant)[1]
        return instant.astimezone(timezone(timedelta(minutes=minutes))).strftime("%Y-%m-%d %H:%M:%S %z")

    def percent_sign(self, instant):
        """An admin in some languages sets a space before the sign."""
        return " %" if self.spaced_percent_from and instant >= self.spaced_percent_from else "%"


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


BEGINNING = utc(2000, 1, 1)
# Goods are (name, sku, price, reduced rate).
PORTUGAL = Shop(
    file="orders-2021-71col.csv",
    vintage=71,
    newest_first=False,
    currency="EUR",
    exponent=2,
    inclusive=True,
    offsets=((BEGINNING, 0), (utc(2021, 3, 28, 1), 60)),
    span=(utc(2020, 12, 31, 9), utc(2021, 4, 30, 20)),
    orders=120,
    first_number=1001,
    first_id=3_090_000_000_000,
    seed=71,
    vendor="Exemplo Cerâmica",
    goods=(
        ("Azulejo, 15 × 15 cm", "AZ-15", 1290, False),
        ('Prato "Atlântico"', "PR-07", 2450, False),
        ("Livro de receitas", "LV-01", 1800, True),
        ("Caneca de grés", "CN-11", 1190, False),
        ("Tigela", "TG-02", 1675, False),
    ),
    buyers=(("PT", 55), ("ES", 14), ("FR", 10), ("DE", 8), ("GB", 8), ("IE", 5)),
    shipping=(6000, 450),
    taxes=seller_rate,
)

AUSTRALIA = Shop(
    file="orders-2021-75col.csv",
    vintage=75,
    newest_first=True,
    currency="AUD",
    exponent=2,
    inclusive=True,
    offsets=((BEGINNING, 660), (utc(2021, 4, 3, 16), 600)),
    span=(utc(2021, 3, 15), utc(2021, 5, 30)),
    orders=90,
    first_number=2001,
    first_id=3_700_000_000_000,
    seed=75,
    vendor="Sample Surf Co.",
    goods=(
        ("Surf Wax", "WAX-1", 795, False),
        ("Beach Towel, striped", "TWL-2", 4995, False),
        ("Fresh Bread Loaf", "BRD-1", 850, True),
        ('Fin Set 4.5"', "FIN-45", 8900, False),
        ("Sunscreen SPF 50", "SUN-50", 2150, False),
    ),
    buyers=(("AU", 85), ("NZ", 15)),
    shipping=(10000, 995),
    taxes=partial(home_only, "AU", "GST", 10000, None),
)

JAPAN = Shop(
    file="orders-2022-73col.csv",
    vintage=73,
    newest_first=True,
    currency="JPY",
    exponent=0,
    inclusive=True,
    offsets=((BEGINNING, 540),),
    span=(utc(2022, 1, 5), utc(2022, 2, 27)),
    orders=70,
    first_number=501,
    first_id=4_300_000_000_000,
    seed=73,
    vendor="見本堂",
    goods=(
        ("手ぬぐい「波」", "TN-01", 1430, False),
        ("緑茶 100g", "TEA-100", 1080, True),
        ("湯呑み", "YN-03", 3300, False),
        ("風呂敷, 大", "FR-L", 4180, False),
    ),
    buyers=(("JP", 88), ("US", 7), ("AU", 5)),
    shipping=(11000, 660),
    taxes=partial(home_only, "JP", "CT", 10000, 8000),
)

AMERICA = Shop(
    file="orders-2022-78col.csv",
    vintage=78,
    newest_first=True,
    currency="USD",
    exponent=2,
    inclusive=False,
    offsets=((BEGINNING, -300), (utc(2022, 3, 13, 7), -240), (utc(2022, 11, 6, 6), -300)),
    span=(utc(2022, 10, 1), utc(2023, 1, 1, 6)),
    orders=220,
    first_number=1050,
    first_id=4_800_000_000_000,
    seed=78,
    vendor="Example Outfitters",
    goods=(
        ("Enamel Mug", "MUG-EN", 1600, False),
        ("T-Shirt, navy / M", "TS-NV-M", 2800, True),
        ('Poster 18" x 24"', "PST-18", 3450, False),
        ("Field Notes, 3-pack", "FLD-3", 1295, False),
        ("Canvas Tote", "TOT-1", 2200, False),
        ("Wool Beanie", "BN-1", 2450, True),
    ),
    buyers=(("US", 90), ("CA", 6), ("GB", 4)),
    shipping=(7500, 695),
    taxes=stacked,
)

BRITAIN = Shop(
    file="orders-2023-79col.csv",
    vintage=79,
    newest_first=False,
    currency="GBP",
    exponent=2,
    inclusive=True,
    offsets=((BEGINNING, 0), (utc(2023, 3, 26, 1), 60), (utc(2023, 10, 29, 1), 0)),
    span=(utc(2023, 9, 20), utc(2023, 12, 31, 23, 45)),
    orders=150,
    first_number=5501,
    first_id=5_400_000_000_000,
    seed=79,
    vendor="Sample & Sons",
    goods=(
        ("Tea Towel “Heather”", "TT-HE", 1250, False),
        ("Marmalade Spoon", "SP-MA", 895, False),
        ("Picture Book", "BK-PIC", 799, True),
        ("Candle, beeswax", "CD-BW", 1600, False),
        ("Child's Mittens", "MT-CH", 1100, True),
    ),
    buyers=(("GB", 82), ("IE", 5), ("FR", 4), ("US", 6), ("JP", 3)),
    shipping=(5000, 395),
    taxes=partial(home_only, "GB", "GB VAT", 20000, 0),
)

GERMANY = Shop(
    file="orders-2024-79col.csv.gz",
    vintage=79,
    newest_first=True,
    currency="EUR",
    exponent=2,
    inclusive=True,
    offsets=((BEGINNING, 60), (utc(2024, 3, 31, 1), 120), (utc(2024, 10, 27, 1), 60)),
    span=(utc(2024, 1, 2), utc(2024, 12, 31, 22, 40)),
    orders=300,
    first_number=10001,
    first_id=5_900_000_000_000,
    seed=2024,
    vendor="Beispiel GmbH",
    spaced_percent_from=utc(2024, 9, 1),
    goods=(
        ("Notizbuch A5, gepunktet", "NB-A5", 1490, False),
        ("Roman „Der Beleg“", "BU-01", 2200, True),
        ("Espressotasse", "TS-ES", 990, False),
        ("Kaffee 500 g", "KF-500", 1150, True),
        ("Schreibtischlampe", "LA-01", 6490, False),
        ('Monitorarm 27"', "MA-27", 8900, False),
    ),
    buyers=(("DE", 58), ("AT", 9), ("FR", 7), ("NL", 6), ("IT", 5), ("ES", 5), ("BE", 3), ("PL", 3), ("CH", 2), ("GB", 2)),
    shipping=(8000, 490),
    taxes=buyer_rate,
)

SHOPS = (PORTUGAL, AUSTRALIA, JAPAN, AMERICA, BRITAIN, GERMANY)
