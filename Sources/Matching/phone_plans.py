#!/usr/bin/env python3
"""Write Data/phone_plans.csv from the metadata of libphonenumber, as the PyPI package `phonenumbers` carries it.

    pip install phonenumbers==9.0.43 && Sources/Matching/phone_plans.py > Sources/Matching/Data/phone_plans.csv

README.md says what the columns mean and on what terms the data may be used.
"""

import csv
import re
import sys

import phonenumbers
from phonenumbers import PhoneMetadata
from phonenumbers.phonenumberutil import COUNTRY_CODE_TO_REGION_CODE

HEADER = "region,leads,calling_code,international_prefix,trunk_prefix,rewritten,inserted,number,lengths,local_lengths"

# Codes of countries and territories that the metadata leaves out, and where their telephones belong.
PART_OF = {"AN": "CW", "BV": "NO", "EA": "ES", "GS": "FK", "HM": "AU", "IC": "ES", "PN": "NZ", "UM": "US", "XI": "GB"}

# What is dropped and what is rewritten stand in one expression there. Those that are no mere choice of the two are told
# apart by hand; the program's tests and Tests/Oracles compare the result with the original.
BY_HAND = {
    "AR": lambda whole: ("0?", re.sub(r"^0\?\(\?:(\(.*\))15\)\?$", r"0?\g<1>15", whole)),
    "BR": lambda whole: (
        "0|90",
        re.sub(r"^\(\?:0\|90\)\(\?:\((.*?)\)\((.d\{10,11\})\)\)\?$", r"(?:0|90)(?:\g<1>)(\g<2>)", whole),
    ),
}


def alternatives(pattern):
    """The parts of a pattern between the bars that stand in no parentheses."""
    parts, depth = [""], 0
    for place, mark in enumerate(pattern):
        depth += (mark in "([") - (mark in ")]")
        if mark == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += mark
    return parts


def trunk(region, plan):
    """What is dropped from a national number, what is rewritten, and the digits that are put before what is kept."""
    whole, rule = plan.national_prefix_for_parsing or "", plan.national_prefix_transform_rule
    if not rule:
        # No parentheses have to be remembered.
        return re.sub(r"\((?!\?)", "(?:", whole), "", ""
    inserted = re.sub(r"\\\d$", "", rule)
    if region in BY_HAND:
        return *BY_HAND[region](whole), inserted
    parts = alternatives(whole)
    return "|".join(part for part in parts if not re.search(r"\((?!\?)", part)), "|".join(
        part for part in parts if re.search(r"\((?!\?)", part)
    ), inserted


def row(region, plan, leads):
    lengths = plan.general_desc.possible_length
    return (
        region,
        "yes" if leads else "",
        plan.country_code,
        plan.international_prefix or "",
        *trunk(region, plan),
        plan.general_desc.national_number_pattern,
        " ".join(map(str, lengths)),
        " ".join(map(str, plan.general_desc.possible_length_local_only)),
    )


def main():
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(HEADER.split(","))
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        plan = PhoneMetadata.metadata_for_region(region)
        table.writerow(row(region, plan, COUNTRY_CODE_TO_REGION_CODE[plan.country_code][0] == region))
    for region, whole in PART_OF.items():
        table.writerow(row(region, PhoneMetadata.metadata_for_region(whole), False))
    for code in sorted(phonenumbers.COUNTRY_CODES_FOR_NON_GEO_REGIONS):
        table.writerow(row("001", PhoneMetadata.metadata_for_nongeo_region(code), True))


if __name__ == "__main__":
    main()
