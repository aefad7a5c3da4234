"""Below the OSS threshold, across the turn of the year and the start of summer time."""

from functools import partial

from ..people import invented
from ..shops import PORTUGAL, utc
from .making import order


def portugal():
    make, person = partial(order, PORTUGAL), invented
    broken = person("PT", 3).at(name='Simões, "Zé"\nao cuidado da loja', address2="2.º Dto.\nsala 4")
    return [
        make(
            utc(2020, 12, 31, 23, 30),
            person("PT", 1),
            [(0, 2)],
            shown="half an hour before the year ends, in UTC and on the shop's clock",
        ),
        make(utc(2021, 3, 28, 0, 59, 30), person("PT", 2), [(1, 1)], shown="the last minute at +0000"),
        make(utc(2021, 3, 28, 1, 0, 30), person("ES", 2), [(1, 1)], shown="the first minute at +0100; ES buyer, seller's rate"),
        make(
            utc(2021, 2, 3, 10), person("GB", 4), [(3, 2)], fee=True, shown="`GB VAT 23%`: the buyer's country, the seller's rate"
        ),
        make(
            utc(2021, 2, 4, 11),
            person("US", 1, 1),
            [(3, 1)],
            shown="`California State Tax 23%`: a title that is no jurisdiction's tax",
        ),
        make(
            utc(2021, 2, 5, 12),
            broken,
            [(0, 1), (4, 2)],
            notes='Deixar na porta, "sff"\nobrigada',
            shown="quotes, commas and line breaks in names, streets and notes",
        ),
        make(utc(2021, 2, 6, 9), person("PT", 6), [(2, 1), (3, 1)], shown="6 % and 23 % in one order"),
        make(utc(2021, 2, 7, 9), person("DE", 7, 1), [(0, 1), (0, 1)], shown="two equal lines; a postcode that begins with zero"),
    ]
