"""Marketplace, download, zero rate, and the hour that comes twice."""

from functools import partial

from ..order import Item
from ..people import NOWHERE, invented
from ..shops import BRITAIN, utc
from .making import order


def britain():
    make, person = partial(order, BRITAIN), invented
    download = Item(
        "Pattern Download",
        500,
        sku="DL-1",
        taxes=BRITAIN.taxes(person("GB", 1).address, False),
        requires_shipping=False,
        vendor=BRITAIN.vendor,
    )
    market = Item("Candle, beeswax", 4212, sku="CD-BW", vendor=BRITAIN.vendor, taxes=())
    edited = person("GB", 6, 0)
    return [
        make(
            utc(2023, 10, 2, 12),
            person("GB", 8, 0),
            [market],
            shipping=0,
            shipping_taxes=(("Shipping fee tax", 0),),
            source="tiktok",
            payment="TikTok Shop",
            note_attributes="Order Id: 577000000000000001\r\nCustomer Payment: £31.12\r\nTikTok Shop Discount: £11",
            tags="TikTok Shop",
            shown="a marketplace's order: Total is not what the buyer paid",
        ),
        make(
            utc(2023, 10, 3, 12),
            person("GB", 9, 1),
            [download],
            ship_to=NOWHERE,
            shipping_method="",
            shown="digital: no shipping address",
        ),
        make(utc(2023, 10, 4, 12), person("GB", 5, 0), [(2, 1), (0, 1)], fee=True, shown="`GB VAT 0%` beside 20 %"),
        make(utc(2023, 10, 5, 12), person("US", 5, 0), [(3, 2)], shown="export, taxes zero: the price level cannot be inferred"),
        make(utc(2023, 10, 6, 12), person("GB", 4, 2), [(3, 1), (3, 1)], shown="two equal lines are two lines"),
        make(
            utc(2023, 10, 7, 12), edited, [(0, 4)], outstanding=1250, shown="edited after payment: paid, with a balance outstanding"
        ),
        make(utc(2023, 10, 29, 0, 30), person("GB", 3, 0), [(1, 1)], shown="half past one in summer time, +0100"),
        make(utc(2023, 10, 29, 1, 30), person("GB", 3, 0), [(1, 1)], shown="half past one again, +0000"),
        make(utc(2023, 12, 31, 23, 30), person("GB", 2, 2), [(0, 1)], shown="23:30 on 31 December"),
    ]
