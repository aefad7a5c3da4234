#!/usr/bin/env python3
"""What other people's packages say of the samples, as JSON lines of [check, held, found]; runs in the virtual environment."""

import json
import re

from iso4217 import Currency
from names import EXPECTED, SHOPIFY
from reading import rows
from stdnum import vatin


def said(name, held, found=""):
    print(json.dumps([name, bool(held), str(found)]))


def main():
    for name in json.loads(EXPECTED.read_text())["files"]:
        for row in rows(SHOPIFY / name):
            if row["Currency"]:
                decimals = len(row["Total"].partition(".")[2])
                said(
                    f"{name} {row['Name']}: decimals of {row['Currency']}",
                    decimals == (Currency(row["Currency"]).exponent or 0),
                    row["Total"],
                )
            for number in re.findall(r"vat_number: (\S+)", row["Note Attributes"]):
                said(f"{name} {row['Name']}: {number} is well formed", vatin.is_valid(number), number)


main()
