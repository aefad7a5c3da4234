"""The Shopify samples: first the files themselves, then what the program makes of them, against the generator's own figures."""

import json
import sqlite3
import subprocess
import tempfile
from collections import Counter
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

from names import (
    EXPECTED,
    FIXINGS,
    LEDGER,
    LINES_OF_KIND,
    LINES_OF_ORDER,
    MOMENTS,
    ORDERS,
    PUBLISHED,
    RATES,
    REFUNDS,
    REJECTED,
    ROOT,
    ROUNDINGS,
    SHOPIFY,
    SHOPIFY_RUN,
    TAXES,
    TOTAL,
)
from reading import Fixings, rows

EXPONENT = {"JPY": 0}
ROW_KINDS = ("goods", "tip", "gift_card")


def check_files(checks):
    """The samples are what they are said to be: counts, sums and the export's arithmetic, read with `csv` and `Decimal`."""
    expected = json.loads(EXPECTED.read_text())
    for name, fact in expected["files"].items():
        with checks.group(f"samples: {name}"):
            _check_file(checks, SHOPIFY / name, fact)
    with checks.group("samples: the damaged files are all there"):
        checks.equal("files", sorted(path.name for path in (SHOPIFY / "damaged").iterdir()), sorted(expected["damaged"]))


def _check_file(checks, path, fact):
    found = rows(path)
    orders = {}
    for row in found:
        orders.setdefault(row["Name"], []).append(row)
    heads = [lines[0] for lines in orders.values()]
    only = lambda key: Decimal(next(iter(fact[key].values())))
    checks.equal("columns", len(found[0]), fact["columns"])
    checks.equal("orders", len(orders), fact["orders"])
    checks.equal("rows", len(found), fact["lines"])
    for key, column in (
        ("total", "Total"),
        ("taxes", "Taxes"),
        ("shipping", "Shipping"),
        ("discounts", "Discount Amount"),
        ("refunded", "Refunded Amount"),
    ):
        checks.equal(column, sum(Decimal(head[column]) for head in heads), only(key))
    checks.equal("refunds", sum(Decimal(head["Refunded Amount"]) != 0 for head in heads), fact["refunds"])
    checks.equal("tax in no slot", sum(Decimal(head["Taxes"]) - _slots(head) for head in heads), only("unattributed_tax"))
    checks.equal("orders that do not add up", [name for name, lines in orders.items() if not _adds_up(lines)], [])


def _slots(head):
    return sum(Decimal(head[f"Tax {slot} Value"] or 0) for slot in range(1, 6))


def _adds_up(lines):
    head = lines[0]
    money = lambda column: Decimal(head.get(column) or 0)
    charged = lambda tip: sum(
        Decimal(line["Lineitem price"]) * int(line["Lineitem quantity"])
        for line in lines
        if (line["Lineitem name"] == "Tip") == tip
    )
    goods, tips = charged(False), charged(True)
    on_shipping = goods == money("Subtotal")
    subtotal = goods - (0 if on_shipping else money("Discount Amount"))
    before_tax = subtotal + money("Shipping") - (money("Discount Amount") if on_shipping else 0) + money("Duties") + tips
    return subtotal == money("Subtotal") and money("Total") in (before_tax, before_tax + money("Taxes"))


def check_imports(checks, binary):
    """Every sample through the program into a ledger of its own."""
    expected, fixings = json.loads(EXPECTED.read_text()), Fixings(RATES)
    for name, fact in expected["files"].items():
        with checks.group(f"import: {name}"), tempfile.TemporaryDirectory() as out:
            code = _run(binary, SHOPIFY / name, out)
            checks.that("published", code in PUBLISHED, f"exit code {code}")
            with sqlite3.connect(Path(out) / LEDGER) as ledger:
                _check_ledger(checks, ledger, fact, fixings)
                _check_moments(checks, ledger, SHOPIFY / name)
    for name, fact in expected["damaged"].items():
        with checks.group(f"import: damaged/{name} ({fact['reason']})"), tempfile.TemporaryDirectory() as out:
            _check_damaged(checks, _run(binary, SHOPIFY / "damaged" / name, out), Path(out) / LEDGER, fact)


def _run(binary, file, out):
    command = [part.format(binary=binary, out=out, file=file) for part in SHOPIFY_RUN]
    return subprocess.run(command, cwd=ROOT, capture_output=True).returncode


def _minor(amount, currency):
    return int(Decimal(amount).scaleb(EXPONENT.get(currency, 2)))


def _check_ledger(checks, ledger, fact, fixings):
    ask = lambda sql, *values: ledger.execute(sql, values).fetchone()
    (currency,) = fact["total"]
    checks.equal("orders", ask(ORDERS)[0], fact["orders"])
    checks.equal("sum of totals", ask(TOTAL)[0], _minor(fact["total"][currency], currency))
    checks.equal("sum of taxes", ask(TAXES)[0], _minor(fact["taxes"][currency], currency))
    checks.equal("refunds", ask(REFUNDS), (fact["refunds"], _minor(fact["refunded"][currency], currency)))
    checks.equal("rejects", ask(REJECTED)[0], fact["rejects"])
    for kind in ROW_KINDS:
        checks.equal(f"{kind} lines", ask(LINES_OF_KIND, kind)[0], fact["lines_by_kind"].get(kind, 0))
    for name, case in fact["cases"].items():
        _check_case(checks, name, case, ledger.execute(LINES_OF_ORDER, (name,)).fetchall())
    checks.equal("documents whose lines are booked at other amounts", _misbooked(ledger, EXPONENT.get(currency, 2)), [])
    for currency, day, fixed, rate in ledger.execute(FIXINGS).fetchall():
        checks.equal(f"fixing of {currency} for {day}", (fixed, Decimal(rate)), fixings.on(currency, day))


def _check_moments(checks, ledger, file):
    """Every order has the instant that its offset gives, and the civil date that is written."""
    written = {row["Name"]: datetime.strptime(row["Created at"], "%Y-%m-%d %H:%M:%S %z") for row in rows(file)}
    wanted = {name: (f"{at.astimezone(timezone.utc):%Y-%m-%d %H:%M:%S}", f"{at:%Y-%m-%d}") for name, at in written.items()}
    found = {name: (instant, day) for name, instant, day in ledger.execute(MOMENTS)}
    checks.equal("orders at another instant or day", {name: at for name, at in found.items() if at != wanted[name]}, {})


def _misbooked(ledger, exponent):
    """Documents whose booked amounts lie further from the exact ones than rounding each line can move them."""
    unit = Decimal(10) ** (6 - exponent)
    return [
        (kind, reference)
        for kind, reference, exact, booked, lines in ledger.execute(ROUNDINGS)
        if abs(exact / unit - booked) > Decimal(lines)
    ]


def _check_case(checks, name, case, found):
    minor = lambda amount: _minor(amount, case["currency"])
    title = f"{name} ({case['shows']})"
    checks.equal(f"{title}: total", sum(gross for *_, gross in found), minor(case["total"]))
    checks.equal(f"{title}: taxes", sum(tax for _, _, tax, _ in found), minor(case["taxes"]))
    if all(line["net"] is not None for line in case["lines"]):
        wanted = Counter((line["kind"], minor(line["net"]), minor(line["tax"]), minor(line["gross"])) for line in case["lines"])
        checks.equal(f"{title}: lines", Counter(found), wanted)


def _check_damaged(checks, code, ledger, fact):
    if fact.get("refused"):
        checks.that("refused", code not in PUBLISHED, f"exit code {code}")
        return
    with sqlite3.connect(ledger) as opened:
        checks.equal("rejects", opened.execute(REJECTED).fetchone()[0], fact["rejects"])
        if code in PUBLISHED:
            checks.equal("orders", opened.execute(ORDERS).fetchone()[0], fact["orders"])
