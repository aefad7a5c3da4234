"""Tax on top, tips, gift cards, discounts, duties, and every status."""

from datetime import timedelta
from functools import partial

from ..order import Item, tip
from ..ordinary import item
from ..people import NOWHERE, invented
from ..shops import AMERICA, utc
from .making import order


def america():
    make, person, shop = partial(order, AMERICA), invented, AMERICA
    york, angeles, lakewood, boston, portland = (person("US", 10 + n, n) for n in range(5))
    card = Item("Gift Card - $50", 5000, sku="GIFT-50", kind="gift_card", requires_shipping=False, vendor=shop.vendor)
    reduced_line = item(shop, york.address, 2, 2, discount=900)
    return [
        make(utc(2022, 10, 5, 15), angeles, [tip(400), (0, 2)], shown="the tip is the first row and carries the order's columns"),
        make(utc(2022, 10, 6, 15), angeles, [(0, 1), tip(250)], fee=True, shown="the tip comes last"),
        make(
            utc(2022, 10, 7, 15), lakewood, [(2, 1), (3, 2)], shown="seven tax lines, five slots: the rest of `Taxes` is in no slot"
        ),
        make(
            utc(2022, 10, 8, 15),
            lakewood,
            [(4, 3)],
            fee=True,
            status="partially_refunded",
            refunded="1/3",
            shown="seven tax lines and a partial refund",
        ),
        make(utc(2022, 10, 9, 15), york, [(1, 1), (0, 1)], shown="exempt clothing beside taxed goods"),
        make(utc(2022, 10, 10, 15), portland, [(2, 1)], shown="a state without sales tax"),
        make(
            utc(2022, 10, 11, 15),
            boston,
            [(4, 1)],
            shipping=1500,
            shipping_taxes=AMERICA.taxes(boston.address, False),
            shipping_discount=1500,
            discount_code="FREESHIP",
            shown="a shipping code: Shipping stays gross, Subtotal does not subtract it",
        ),
        make(
            utc(2022, 10, 12, 15),
            york,
            [reduced_line],
            discount_code="LINE10",
            shown="`Lineitem discount` is already inside Discount Amount",
        ),
        make(
            utc(2022, 10, 13, 15),
            angeles,
            [(0, 1), (2, 1)],
            discount=1010,
            discount_code="SAVE20",
            shown="one discount over two lines",
        ),
        make(
            utc(2022, 10, 14, 15),
            york,
            [card],
            source="web",
            payment="Shopify Payments",
            ship_to=NOWHERE,
            shown="a gift card is sold: a liability, no tax, nothing to ship",
        ),
        make(
            utc(2022, 10, 15, 15),
            angeles,
            [(4, 2)],
            payment="Gift Card + Shopify Payments",
            shown="paid with a gift card and a card",
        ),
        make(
            utc(2022, 10, 16, 15),
            person("CA", 3),
            [(2, 4)],
            shipping=2149,
            duties=3488,
            shown="duties collected on the way to Canada",
        ),
        make(utc(2022, 10, 17, 15), boston, [(3, 1)], status="refunded", refunded="all", shown="refunded in full"),
        make(
            utc(2022, 10, 18, 15),
            boston,
            [(3, 2)],
            status="voided",
            cancelled_after=timedelta(hours=2),
            fulfilled=False,
            shown="voided and cancelled: nothing was collected",
        ),
        make(
            utc(2022, 10, 19, 15),
            york,
            [(0, 1)],
            status="authorized",
            cancelled_after=timedelta(hours=5),
            refunded="all",
            fulfilled=False,
            shown="authorized, cancelled and refunded",
        ),
        make(
            utc(2022, 10, 20, 15),
            angeles,
            [(5, 2)],
            status="partially_paid",
            outstanding=2000,
            fulfilled=False,
            shown="paid in part",
        ),
        make(
            utc(2022, 10, 21, 15),
            angeles,
            [(2, 1)],
            discount=3450,
            discount_code="GIFT100",
            shown="nothing to pay: no tax, no payment, `Paid at` blank",
        ),
        make(utc(2022, 11, 6, 5, 30), boston, [(4, 1)], shown="half past one in summer time, -0400"),
        make(utc(2022, 11, 6, 6, 30), boston, [(4, 1)], shown="half past one again, -0500"),
        make(utc(2023, 1, 1, 4, 30), york, [(0, 1)], shown="23:30 on 31 December for the shop, next year in UTC"),
    ]
