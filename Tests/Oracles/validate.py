#!/usr/bin/env python3
"""Validates returns against HM Revenue and Customs' schema, as JSON lines of [check, held, found]; runs in a virtual environment.

Also checks that the schema would have noticed: a row of nothing, a service, a negative total and a wrong reference.
"""

import json
from copy import deepcopy
from decimal import Decimal

from jsonschema import Draft4Validator, FormatChecker
from names import CORE_RETURN_SCHEMA, CORE_RETURNS


def said(name, held, found=""):
    print(json.dumps([name, bool(held), str(found)]))


def errors(schema, value):
    return [error.message for error in Draft4Validator(schema, format_checker=FormatChecker()).iter_errors(value)]


def broken(whole):
    """The return with one thing wrong, and what that is."""
    first = whole["msconSupplies"][0]["msidSupplies"][0]

    def change(name, place, key, value):
        other = deepcopy(whole)
        target = other
        for step in place:
            target = target[step]
        target[key] = value
        return name, other

    row = ("msconSupplies", 0, "msidSupplies", 0)
    assert first["vatAmountGBP"] > 0
    yield change("a row of nothing", row, "vatAmountGBP", 0)
    yield change("a service", row, "supplyType", "SERVICES")
    yield change("a negative total", (), "totalAmountVatDueGBP", -1)
    yield change("a reference of another state", (), "vatReturnReferenceNumber", "DE/DE1/Q1.2026")


def main():
    schema = json.loads(CORE_RETURN_SCHEMA.read_text())
    for path in CORE_RETURNS:
        whole = json.loads(path.read_text(), parse_float=Decimal)
        found = errors(schema, whole)
        said(f"{path.name} is a core return", not found, found)
        places = [
            amount
            for state in whole["msconSupplies"]
            for amount in [state["balanceOfVatDueGBP"], state["correctionsTotalGBP"]]
        ]
        said(f"{path.name}: amounts have two decimals", all(-Decimal(a).as_tuple().exponent == 2 for a in places), places)
        due = sum((max(state["balanceOfVatDueGBP"], Decimal(0)) for state in whole["msconSupplies"]), Decimal(0))
        said(f"{path.name}: the total is that of the positive balances", due == whole["totalAmountVatDueGBP"], due)
        for state in whole["msconSupplies"]:
            rows = state["msidSupplies"] + [row for place in state["msestSupplies"] for row in place["supplies"]]
            tax = sum((row["vatAmountGBP"] for row in rows), Decimal(0))
            tax += sum((entry["totalVatAmountCorrectionGBP"] for entry in state["corrections"]), Decimal(0))
            said(f"{path.name} {state['msconCountryCode']}: rows and corrections are the balance", tax == state["balanceOfVatDueGBP"], tax)
        for name, other in broken(whole):
            said(f"the schema notices {name}", errors(schema, other))


if __name__ == "__main__":
    main()
