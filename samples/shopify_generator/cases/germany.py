"""Mixed rates, the OSS, reverse charge, and refunds."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from ..order import tip
from ..ordinary import item
from ..people import invented
from ..shops import GERMANY, utc
from .making import order


def germany():
    make, person = partial(order, GERMANY), invented
    firm = person("AT", 4).at(company="Muster & Söhne OG")
    reverse = [replace(one, taxes=(("Tax", 0),)) for one in (item(GERMANY, firm.address, 4, 2), item(GERMANY, firm.address, 0))]
    return [
        make(utc(2023, 12, 31, 23, 15), person("DE", 1, 0), [(2, 2)], shown="2024 on the shop's clock, 2023 in UTC"),
        make(utc(2024, 2, 1, 10), person("DE", 1, 0), [(0, 1), (1, 1)], shown="19 % and 7 % in one order"),
        make(
            utc(2024, 2, 2, 10),
            person("DE", 2, 1),
            [(0, 1), (3, 2)],
            fee=True,
            discount=379,
            discount_code="DANKE10",
            shown="mixed rates, carriage and a discount; postcode `'01067`",
        ),
        make(
            utc(2024, 2, 3, 10),
            firm,
            reverse,
            note_attributes="vat_number: ATU12345675\ncost_centre: 4711",
            shown="reverse charge: the VAT id stands in Note Attributes",
        ),
        make(utc(2024, 9, 15, 10), person("ES", 2, 0), [(4, 1)], shown="`ES IVA 21 %`: a space before the sign"),
        make(utc(2024, 2, 4, 10), person("CH", 0), [(5, 1)], fee=True, shown="`Tax 0%`: export"),
        make(
            utc(2024, 2, 5, 10),
            person("FR", 3, 1),
            [(4, 1)],
            status="refunded",
            refunded="all",
            shown="refunded in full, FR buyer in the OSS",
        ),
        make(utc(2024, 2, 6, 10), person("NL", 3), [(4, 2)], status="partially_refunded", refunded=6490, shown="half refunded"),
        make(
            utc(2024, 2, 7, 10),
            person("DE", 9, 2),
            [(4, 1)],
            status="pending",
            fulfilled=False,
            payment="Bank Deposit",
            shown="bank transfer not yet received",
        ),
        make(
            utc(2024, 2, 8, 10),
            person("DE", 10, 2),
            [(2, 3)],
            status="voided",
            cancelled_after=timedelta(days=1),
            fulfilled=False,
            shown="voided",
        ),
        make(utc(2024, 2, 9, 10), person("DE", 13, 0), [(4, 1), tip(300)], shown="a tip beside taxed goods"),
        make(utc(2024, 3, 31, 0, 59), person("DE", 4, 0), [(2, 1)], shown="the last minute at +0100"),
        make(utc(2024, 3, 31, 1, 1), person("DE", 4, 0), [(2, 1)], shown="the first minute at +0200"),
        make(utc(2024, 12, 31, 22, 30), person("DE", 5, 0), [(0, 1)], shown="23:30 on 31 December for the shop"),
    ]
