#!/usr/bin/env python3
"""What other people's packages say of exchange rates, tax rates and places, as JSON lines of [check, held, found].

    tax_checks.py BINARY        runs in the virtual environment that has the packages

Every answer of the program is asked of it as a file of rows, and compared with the package's, one check a year or state.
"""

import csv
import datetime
import io
import json
import random
import subprocess
import sys
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import duty27_eu_vat
import eu_vat_rates_data
from currency_converter import CurrencyConverter, RateNotFoundError
from names import RATES, ROOT
from vat_moss import billing_address

ONE_DAY = datetime.timedelta(days=1)


def said(name, held, found=""):
    print(json.dumps([name, bool(held), str(found)]))


def asked(binary, command, header, rows):
    """The program's answers to rows, each as a dictionary."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    answer = subprocess.run(
        [binary, *command, "-", "--format", "csv"], input=text.getvalue(), capture_output=True, text=True, cwd=ROOT
    )
    if answer.returncode not in (0, 5):
        raise OSError(answer.stderr[-500:])
    return list(csv.DictReader(io.StringIO(answer.stdout)))


def table(binary, *command):
    answer = subprocess.run([binary, *command, "--format", "csv"], capture_output=True, text=True, check=True, cwd=ROOT)
    return list(csv.DictReader(io.StringIO(answer.stdout)))


def rounded(amount, decimals):
    return amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def is_published(converter, currency, day):
    """Whether the bank published the currency on its last publication day, which is one that has the dollar."""
    for back in range(7):
        last = day - ONE_DAY * back
        try:
            converter.convert(1, "USD", "EUR", last)
        except RateNotFoundError:
            continue
        try:
            converter.convert(1, currency, "EUR", last)
            return True
        except RateNotFoundError:
            return False
    return False


def check_fixings(binary, target, count):
    """Random days, currencies and amounts against CurrencyConverter, which takes the last known rate."""
    known = CurrencyConverter(
        str(RATES), decimal=True, fallback_on_missing_rate=True, fallback_on_missing_rate_method="last_known"
    )
    strict = CurrencyConverter(str(RATES), decimal=True)
    currencies = sorted(known.currencies)
    draw = random.Random(27)
    rows, wanted = [], []
    for _ in range(count):
        currency = draw.choice(currencies)
        bounds = [known.bounds[currency], known.bounds[target]]
        first, last = max(b.first_date for b in bounds), min(b.last_date for b in bounds)
        day = first + ONE_DAY * draw.randrange((last - first).days + 1)
        amount = Decimal(draw.randrange(1, 10_000_000)).scaleb(-2)
        rows.append(["TRANSACTION_DATE", day.isoformat(), currency, str(amount)])
        wanted.append(rounded(known.convert(amount, currency, target, day), 2))
    answers = asked(binary, ["fx", "--to", target], ["rule", "date", "currency", "amount_in_currency"], rows)
    said(f"fx to {target}: an answer for every question", len(answers) == count, len(answers))
    differing, checked, without = Counter(), Counter(), []
    for row, answer, want in zip(rows, answers, wanted):
        found = answer[f"amount_{target.lower()}"]
        # The package goes back for years where a currency had paused; that is no rate of the day.
        if found == "NO_RATE":
            without.append((row[2], datetime.date.fromisoformat(row[1])))
            continue
        checked[row[1][:4]] += 1
        differing[row[1][:4]] += Decimal(found) != want
    for year in sorted(checked):
        said(f"fx to {target}: {checked[year]} amounts of {year}", differing[year] == 0, differing[year])
    paused = [question for question in without if is_published(strict, *question)]
    said(f"fx to {target}: {len(without)} without a rate had none on the last publication day", not paused, paused[:5])


def check_standard_rates(binary):
    """The standard rate of each member state on every day since 2016 against duty27-eu-vat."""
    listed = {}
    for row in table(binary, "rates", "list", "--category", "standard"):
        listed.setdefault(row["territory"], []).append((row["valid_from"], row["valid_to"] or "9999", row["rate"]))
    last = min(duty27_eu_vat.DATA_AS_OF, datetime.date(2026, 10, 31))
    for country in duty27_eu_vat.list_countries():
        code = getattr(country, "code", country)
        ours = listed.get({"GR": "EL"}.get(code, code), [])
        differing, day, days = [], datetime.date(2016, 1, 1), 0
        while day <= last:
            text = day.isoformat()
            found = [rate for first, end, rate in ours if first <= text <= end]
            if len(found) != 1 or Decimal(found[0]) != duty27_eu_vat.get_standard_rate(code, day):
                differing.append((text, found))
            day += ONE_DAY
            days += 1
        said(f"standard rate of {code} on {days} days", not differing, differing[:3])


# Where the European Commission's list is otherwise than the table, and why.
REGIONAL = {
    "AT": ({"19"}, "Jungholz and Mittelberg, kept as AT-JM"),
    "EL": ({"17", "4"}, "islands, kept as EL-ISL"),
    "FR": ({"0.9", "1.05", "8.5", "13"}, "Corsica and the overseas departments, kept as FR-20R, GP, MQ and RE"),
    "PT": ({"16", "22"}, "Azores and Madeira, kept as PT-20 and PT-30"),
}
# Rates that the list lacks.
MISSING = {"IE": ({"4.8"}, "livestock"), "NO": ({"11.11"}, "raw fish")}
REDUCED = {"reduced", "reduced2", "super_reduced", "parking"}


def check_rates_of_today(binary):
    """Every rate in force on 2026-09-29 against eu-vat-rates-data, apart from what it is known to mix in or to lack."""
    held = {}
    for row in table(binary, "rates", "list", "--on", "2026-09-29"):
        held.setdefault(row["territory"], []).append((row["category"], row["rate"]))
    for code in [*(c for c in held if "-" not in c), "PT-20", "PT-30"]:
        theirs = eu_vat_rates_data.get_rate({"EL": "GR"}.get(code, code))
        if theirs is None or not theirs.get("standard"):
            continue
        ours = {Decimal(rate) for category, rate in held[code] if category == "standard"}
        said(f"standard rate of {code} today", ours == {Decimal(str(theirs["standard"]))}, sorted(ours))
        if not eu_vat_rates_data.is_eu_member({"EL": "GR"}.get(code, code)) and code not in ("CH", "NO"):
            continue
        rates = [*theirs["reduced"], theirs["super_reduced"], theirs["parking"]]
        listed = {Decimal(str(rate)) for rate in rates if rate}
        listed -= {Decimal(rate) for rate in REGIONAL.get(code, (set(), ""))[0]}
        ours = {Decimal(rate) for category, rate in held[code] if category in REDUCED and Decimal(rate)}
        ours -= {Decimal(rate) for rate in MISSING.get(code, (set(), ""))[0]}
        said(f"reduced rates of {code} today", ours == listed, f"{sorted(ours ^ listed)} differ")


# Places of vat-moss by its own names, and the territory that they are here.
PLACES = {
    "Jungholz": "AT-JM",
    "Mittelberg": "AT-JM",
    "Büsingen am Hochrhein": "DE-BUE",
    "Heligoland": "DE-HEL",
    "Canary Islands": "ES-CN",
    "Ceuta": "EA",
    "Melilla": "EA",
    "Mount Athos": "EL-ATH",
    "Campione d'Italia": "IT-CAM",
    "Livigno": "IT-LIV",
    "Madeira": "PT-30",
    "Azores": "PT-20",
}
STATES = "AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IT LT LU LV MT NL PL PT RO SE SI SK CH".split()
CITIES = ["Mittelberg", "Livigno (SO)", "Campione d'Italia", "Anywhere"]


def moss_differs(country, postcode, city, ours):
    """Why the program answers otherwise than vat-moss; empty where it has no reason to."""
    if country in ("AT", "DE") and ours == "AT-JM" and city != "Mittelberg":
        return "these postcodes are of the Kleinwalsertal alone, whatever the city is called"
    if country == "ES" and ours == "EA":
        return "all of 51 and 52, not only the postcodes that were in use in 2014"
    if country == "IT" and ours in ("IT-LIV", "IT-CAM"):
        return "23041 and 22061 are their postcodes since 2018"
    if country == "GR" and ours in ("EL-ISL", "EL-ATH"):
        return "islands with rates of their own, and 63087 on Mount Athos"
    if country == "FR" or (country == "FI" and ours == "AX") or (country == "GB" and ours in ("XI", "JE", "GG", "GI")):
        return "parts that the package does not tell by their postcodes"
    if country == "CH" and postcode == "3907":
        return "the package holds that post office for Italian; no second source was found"
    return ""


def check_places(binary):
    """Every postcode that a numeric pattern allows, in steps, against vat-moss, which knows most special territories."""
    rows = []
    for country in STATES:
        five = country in ("CZ", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IT", "LT", "PL", "SE", "SK")
        low, high = (10_000, 99_999) if five else (1_000, 9_999)
        interesting = {51001, 51081, 52006, 35001, 38999, 27498, 78266, 87491, 87567, 87568, 87569, 63086, 63087}
        interesting |= {22060, 22061, 23030, 23041, 6691, 6991, 6992, 6993, 8238, 6911, 3907}
        codes = sorted({*range(low, high, 37 if five else 3), *(n for n in interesting if low <= n <= high)})
        if country not in ("GB", "MT"):
            rows += [[country, str(code), city, "2026-03-02"] for code in codes for city in CITIES]
    answers = asked(binary, ["rates", "place"], ["country", "postcode", "city", "date"], rows)
    said("places: an answer for every address", len(answers) == len(rows), len(answers))
    differing, checked, explained = {}, Counter(), Counter()
    for (country, postcode, city, _), answer in zip(rows, answers):
        _, mapped, name = billing_address.calculate_rate(country, postcode, city)
        want = PLACES.get(name, {"GR": "EL"}.get(mapped, mapped))
        checked[country] += 1
        if answer["territory"] == want:
            continue
        why = moss_differs(country, postcode, city, answer["territory"])
        explained[why] += 1
        if not why:
            differing.setdefault(country, []).append((postcode, city, answer["territory"], want))
    for country in sorted(checked):
        said(f"places: {checked[country]} addresses of {country}", country not in differing, differing.get(country, [])[:3])
    for why in sorted(filter(None, explained)):
        said(f"places: {explained[why]} differ because {why}", True)


def main():
    binary = sys.argv[1]
    check_fixings(binary, "EUR", 40_000)
    check_fixings(binary, "USD", 10_000)
    check_standard_rates(binary)
    check_rates_of_today(binary)
    check_places(binary)


main()
