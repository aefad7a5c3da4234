"""Over the counter and over the sea."""

from dataclasses import replace
from functools import partial

from ..ordinary import item
from ..people import NOWHERE, invented
from ..shops import AUSTRALIA, utc
from .making import order


def australia():
    make, person, shop = partial(order, AUSTRALIA), invented, AUSTRALIA
    till = {"Location": "Surry Hills", "Employee": "Kim Sample", "Device ID": "3", "Receipt Number": "2-1015"}
    walk_in = replace(person("AU", 0), address=NOWHERE, email="", account_phone="")
    sold_here = person("AU", 0).address
    counter = [item(shop, sold_here, 0, 2), item(shop, sold_here, 2)]
    return [
        make(
            utc(2021, 4, 3, 2),
            walk_in,
            counter,
            source="pos",
            counter=till,
            payment="Cash",
            shipping_method="",
            shown="sold over the counter: no address, a receipt number, GST and GST-free goods",
        ),
        make(utc(2021, 4, 3, 15, 59), person("AU", 5, 0), [(1, 1)], shown="the last minute of summer time, +1100"),
        make(utc(2021, 4, 3, 16, 1), person("AU", 6, 0), [(1, 1)], shown="the first minute of standard time, +1000"),
        make(utc(2021, 5, 1, 3), person("NZ", 2), [(3, 1)], fee=True, shown="export without a tax line"),
        make(
            utc(2021, 5, 2, 3),
            person("AU", 7, 1),
            [(4, 2)],
            fee=True,
            shown="postcode `'0800` keeps its zero; digits-only telephone",
        ),
    ]
