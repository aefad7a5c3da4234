"""A currency without decimals."""

from functools import partial

from ..people import invented
from ..shops import JAPAN, utc
from .making import order


def japan():
    make, person = partial(order, JAPAN), invented
    return [
        make(
            utc(2022, 1, 20, 3),
            person("JP", 1),
            [(0, 1), (1, 3)],
            fee=True,
            shown="a currency without decimals; 10 % and 8 % in one order",
        ),
        make(
            utc(2022, 1, 21, 3),
            person("JP", 2),
            [(2, 1)],
            status="partially_refunded",
            refunded=1650,
            shown="partial refund in yen",
        ),
        make(utc(2022, 1, 31, 15, 30), person("JP", 3), [(3, 1)], shown="February on the shop's clock, January in UTC"),
        make(
            utc(2022, 1, 22, 3),
            person("US", 2, 0),
            [(3, 2)],
            terms=("Net 30", "2022-02-21 12:00:00 +0900"),
            status="pending",
            shown="sold on terms, not paid",
        ),
    ]
