"""Draws VAT ids, right and damaged, of every prefix, and says what python-stdnum finds of each; run inside its environment.

Writes the input as CSV to the file named first, and to standard output one line each: what stdnum says, and its normal form.
"""

import csv
import random
import string
import sys
from importlib import import_module

from stdnum import exceptions
from stdnum.eu import vat as union

# The form of a number behind its prefix: d is a digit, A a letter, everything else stands for itself.
FORMS = {
    "AT": ["Udddddddd"],
    "BE": ["0ddddddddd", "1ddddddddd", "ddddddddd"],
    "BG": ["ddddddddd", "dddddddddd"],
    "CY": ["ddddddddA"],
    "CZ": ["dddddddd", "6dddddddd", "dddddddddd", "ddddddddd"],
    "DE": ["ddddddddd"],
    "DK": ["dddddddd"],
    "EE": ["ddddddddd"],
    "EL": ["ddddddddd", "dddddddd"],
    "GR": ["ddddddddd"],
    "ES": ["ddddddddA", "AdddddddA", "Adddddddd", "XdddddddA", "KdddddddA"],
    "FI": ["dddddddd"],
    "FR": ["ddddddddddd", "Adddddddddd", "dAddddddddd", "AAddddddddd", "dd000dddddd"],
    "HR": ["ddddddddddd"],
    "HU": ["dddddddd"],
    "IE": ["dddddddA", "dddddddAA", "dAdddddA", "d+dddddA"],
    "IT": ["ddddddd0ddd", "ddddddddddd"],
    "LT": ["ddddddd1d", "dddddddddd1d"],
    "LU": ["dddddddd"],
    "LV": ["4dddddddddd", "32ddddddddd", "ddddddddddd"],
    "MT": ["dddddddd"],
    "NL": ["dddddddddBdd", "dddddddBdd"],
    "PL": ["dddddddddd"],
    "PT": ["ddddddddd"],
    "RO": ["dd", "dddd", "dddddddd", "dddddddddd", "ddddddddddddd"],
    "SE": ["dddddddddd01"],
    "SI": ["dddddddd"],
    "SK": ["dddddddddd"],
    "XI": ["ddddddddd", "dddddddddddd", "GDddd", "HAddd", "GD8888ddddd"],
    "GB": ["ddddddddd", "dddddddddddd", "GDddd", "HAddd", "HA8888ddddd"],
    "EU": ["ddddddddd", "372dddddd", "276dddddd"],
    "IM": ["dddddddddd", "528ddddddd", "040ddddddd"],
    "CH": ["EdddddddddMWST", "EdddddddddTVA", "EdddddddddIVA", "EdddddddddTPV", "Eddddddddd"],
    "NO": ["dddddddddMVA", "ddddddddd"],
}
# Personal numbers hold dates, which digits drawn at random seldom are.
DATED = {
    "BG": lambda draw: f"{draw.randrange(100):02}{draw.randrange(1, 13) + draw.choice([0, 20, 40]):02}{draw.randrange(1, 32):02}",
    "CZ": lambda draw: f"{draw.randrange(100):02}{draw.randrange(1, 13) + draw.choice([0, 20, 50, 70]):02}{draw.randrange(1, 32):02}",
    "SK": lambda draw: f"{draw.randrange(100):02}{draw.randrange(1, 13) + draw.choice([0, 50]):02}{draw.randrange(1, 32):02}",
    "LV": lambda draw: f"{draw.randrange(1, 32):02}{draw.randrange(1, 13):02}{draw.randrange(100):02}{draw.randrange(3)}",
    "RO": lambda draw: f"{draw.randrange(1, 10)}{draw.randrange(100):02}{draw.randrange(1, 13):02}{draw.randrange(1, 32):02}{draw.randrange(1, 60):02}",
}
DATED_LENGTHS = {"BG": [10], "CZ": [9, 10], "SK": [10], "LV": [11], "RO": [13]}
SEPARATORS = " -./,:;_()'\t\u00a0\u2009\u2013\u2212\u00b7\uff0e\u3000\u2028"
OTHER = {"GB": "gb.vat", "CH": "ch.vat", "NO": "no.mva"}
REASONS = {
    exceptions.InvalidLength: "length",
    exceptions.InvalidFormat: "character",
    exceptions.InvalidComponent: "part",
    exceptions.InvalidChecksum: "check_digits",
}


def module(country):
    return import_module("stdnum." + OTHER[country]) if country in OTHER else union


def verdict(country, text):
    """`valid` and the normal form, or the reason; `None` where stdnum itself breaks."""
    try:
        return "valid", module(country).validate(text)
    except exceptions.ValidationError as problem:
        return REASONS[type(problem)], ""
    except Exception:
        return None, ""


def drawn(draw, country):
    if country in DATED and draw.random() < 0.4:
        body = DATED[country](draw)
        missing = draw.choice(DATED_LENGTHS[country]) - len(body)
        return country + body + "".join(draw.choice(string.digits) for _ in range(missing))
    form = draw.choice(FORMS[country])
    letters = {"d": string.digits, "A": string.ascii_uppercase}
    return country + "".join(draw.choice(letters.get(mark, mark)) for mark in form)


def mended(draw, country, text):
    """A number like it that is valid, found by trying other characters near its end or, failing that, anywhere."""
    for attempt in range(400):
        if verdict(country, text)[0] == "valid":
            return text
        place = draw.randrange(2, len(text)) if attempt > 60 else len(text) - 1 - draw.randrange(min(4, len(text) - 2))
        pool = string.digits if text[place].isdigit() else string.ascii_uppercase
        text = text[:place] + draw.choice(pool) + text[place + 1 :]
    return text


def damaged(draw, text):
    place = draw.randrange(len(text))
    kind = draw.randrange(6)
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + draw.choice(string.digits + string.ascii_uppercase + "?+*éß９") + text[place:]
    if kind == 2:
        return text[:place] + draw.choice(string.digits) + text[place + 1 :]
    if kind == 3:
        return text[:place] + text[place:][::-1]
    if kind == 4:
        return draw.choice(list(FORMS)) + text[2:]
    return text[2:]


def written(draw, text):
    """As people write it: small letters, separators, blanks around it."""
    if draw.random() < 0.3:
        text = text.lower()
    for _ in range(draw.choice([0, 0, 1, 2, 3])):
        place = draw.randrange(len(text) + 1)
        text = text[:place] + draw.choice(SEPARATORS) + text[place:]
    return text


def main():
    draw = random.Random(2026)
    rows = []
    each = int(sys.argv[2])
    for country in FORMS:
        for number in range(each):
            text = drawn(draw, country)
            if number % 2:
                text = mended(draw, country, text)
            if number % 3 == 2:
                text = damaged(draw, text)
            if text and number % 4 == 3:
                text = written(draw, text)
            rows.append((country, text))
    with open(sys.argv[1], "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(("country", "input"))
        table.writerows(rows)
    for country, text in rows:
        found, normal = verdict(country, text)
        # Greece is EL in VIES, whichever prefix was written; of the others stdnum may leave the prefix out.
        if found == "valid" and country in ("GB", "NO") and not normal.startswith(("GB", "XI", "NO")):
            normal = ("XI" if text.upper().strip().startswith("XI") else country) + normal
        # A French key may be FR itself, which stdnum then takes for the prefix.
        if normal.startswith("FR") and len(normal) == 11:
            normal = "FR" + normal
        print(found, normal.replace("GR", "EL", 1) if normal.startswith("GR") else normal, sep="\t")


if __name__ == "__main__":
    main()
