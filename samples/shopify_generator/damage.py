"""Exports as people spoil them on the way: one kind of damage a file, the rest of the file sound."""

from dataclasses import replace
from datetime import datetime

from . import expected, layout, ordinary
from .order import Order
from .people import invented
from .shops import GERMANY, utc

HEADER = layout.columns_of(79)
SHOP = replace(
    GERMANY, file="", newest_first=False, orders=12, first_number=90001, seed=90, span=(utc(2024, 10, 28), utc(2024, 11, 25))
)
VICTIM = 4  # the order that is spoilt where only one is
MONEY = (
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Amount",
    "Lineitem price",
    "Lineitem discount",
    "Refunded Amount",
    "Outstanding Balance",
    "Tax 1 Value",
    "Tax 2 Value",
    "Tax 3 Value",
)
STAMPS = ("Paid at", "Fulfilled at", "Created at", "Cancelled at")


def _orders(shop=SHOP):
    """A small sound shop; two of its orders hold quotes and line breaks."""
    awkward = invented("DE", 8, 0).at(name='Weiß, "Jürgen"\nHinterhaus', company="Muster & Söhne; Filiale")
    noted = [ordinary.item(shop, awkward.address, 5), ordinary.item(shop, awkward.address, 0)]
    extra = [
        Order(shop, utc(2024, 11, 10, 8, 17), awkward, noted, note_attributes='gift: yes\nmessage: "Alles Gute"\nfrom: Käthe'),
        Order(
            shop,
            utc(2024, 11, 11, 9, 17),
            invented("AT", 3),
            [ordinary.item(shop, invented("AT", 3).address, 4)],
            notes="zwei Zeilen\nbitte klingeln",
        ),
    ]
    orders = sorted(ordinary.ordinary(shop) + extra, key=lambda order: order.created)
    for number, order in enumerate(orders, shop.first_number):
        order.number = number
    return orders


def _rows(orders):
    return [row for order in orders for row in order.rows()]


def _text(rows, header=HEADER):
    return layout.table(header, rows)


def _fact(orders, rejects, reason):
    """What is loaded from the sound orders, how many orders are rejected, and why."""
    fact = {"rejects": rejects, "reason": reason, "orders": len(orders)}
    if orders:
        fact.update(expected.of_orders(orders))
    return fact


def _refused(reason):
    return {"rejects": 0, "refused": True, "reason": reason, "orders": 0}


def _without(orders, spoilt=VICTIM):
    return [order for at, order in enumerate(orders) if at != spoilt]


def _one_spoilt(change, reason):
    """The file with one order's rows changed, which costs that order and no other."""
    orders = _orders()
    rows = [row for order in orders[:VICTIM] for row in order.rows()]
    spoilt = orders[VICTIM].rows()
    change(spoilt)
    rows += spoilt + _rows(orders[VICTIM + 1 :])
    return _text(rows).encode(), _fact(_without(orders), 1, reason)


def _set(column, value):
    def change(rows):
        rows[0][column] = value

    return change


def _ten_more(rows):
    whole, cents = rows[0]["Total"].split(".")
    rows[0]["Total"] = f"{int(whole) + 10}.{cents}"


def _as_excel_shows(row):
    """Numbers without trailing zeros, ids to six figures, dates as the American locale writes them, booleans in capitals."""
    shown = dict(row)
    for column in MONEY:
        if "." in shown.get(column, ""):
            shown[column] = shown[column].rstrip("0").rstrip(".")
    for column in STAMPS:
        if shown.get(column):
            shown[column] = datetime.strptime(shown[column][:19], "%Y-%m-%d %H:%M:%S").strftime("%m/%d/%y %H:%M")
    for column, value in shown.items():
        if value in ("true", "false"):
            shown[column] = value.upper()
    if shown.get("Id"):
        shown["Id"] = f"{int(shown['Id']):.5E}"
    return shown


def _through_semicolon_excel(text):
    """Each physical line becomes one cell of a `;` table: wrapped in quotes when it holds any, ended by `;` and CR LF."""
    cells = (
        f'"{line}"' if '"' in line or ";" in line else line
        for line in (line.replace('"', '""') for line in text.rstrip("\n").split("\n"))
    )
    return "".join(f"{cell};\r\n" for cell in cells)


def _excel_ids():
    orders = _orders()
    return _text(map(_as_excel_shows, _rows(orders))).encode(), _fact(
        [], len(orders), "ids in scientific notation are no keys, and the dates could be two days"
    )


def _excel_semicolon():
    orders = _orders()
    return _through_semicolon_excel(_text(_rows(orders))).encode(), _fact(orders, 0, "every physical line is one cell; repaired")


def _trailing_header():
    orders = _orders()
    text = _text(_rows(orders)).replace("Payment References\n", "Payment References;\n", 1)
    return text.encode(), _fact(orders, 0, "the last column's name ends in a semicolon")


def _concatenated():
    orders = _orders()
    text = _text(_rows(orders[:8])) + _text(_rows(orders[5:]))
    fact = _fact(orders, 0, "the header comes again and three orders come twice")
    fact["repeated_orders"] = 3
    return text.encode(), fact


def _missing_total():
    return _text(_rows(_orders()), [column for column in HEADER if column != "Total"]).encode(), _refused(
        "the column Total is missing"
    )


def _unknown_currency():
    return _one_spoilt(_set("Currency", "AED"), "the fixings hold no AED")


def _invalid_utf8():
    data, fact = _one_spoilt(_set("Billing Name", "J\x00rgen Latin"), "a byte that is no UTF-8")
    return data.replace(b"\x00", b"\xfc"), fact


def _too_many_cells():
    data, fact = _one_spoilt(_set("Payment References", "SPARE CELLS"), "a row with two cells more than the header")
    return data.replace(b"SPARE CELLS", b"c1.1,spare,spare"), fact


def _abandoned_checkouts():
    absent = {
        "Financial Status",
        "Paid at",
        "Fulfillment Status",
        "Fulfilled at",
        "Outstanding Balance",
        "Receipt Number",
        "Duties",
        "Payment ID",
        "Payment References",
    }
    return _text(_rows(_orders()), [column for column in HEADER if column not in absent]).encode(), _refused(
        "abandoned checkouts, not orders: Financial Status is missing"
    )


def _customers_export():
    header = (
        "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,"
        "Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,"
        "Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags"
    ).split(",")
    rows = []
    for number in range(12):
        person = invented(("DE", "GB", "US")[number % 3], number)
        given, _, family = person.address.name.partition(" ")
        rows.append(
            {
                "Customer ID": f"'{7_000_000_000_000 + number * 32_768}",
                "First Name": given,
                "Last Name": family,
                "Email": person.email,
                "Accepts Email Marketing": "yes" if number % 2 else "no",
                "Default Address Address1": person.address.address1,
                "Default Address City": person.address.city,
                "Default Address Province Code": person.address.province,
                "Default Address Country Code": person.address.country,
                "Default Address Zip": person.address.cells("Billing")["Billing Zip"],
                "Default Address Phone": person.address.cells("Billing")["Billing Phone"],
                "Accepts SMS Marketing": "no",
                "Total Spent": f"{number * 17}.50",
                "Total Orders": str(number % 4),
                "Tax Exempt": "no",
            }
        )
    return _text(rows, header).encode(), _refused("customers, not orders")


def _truncated():
    orders = _orders(replace(SHOP, orders=240, seed=91, first_number=80001))
    whole = layout.compressed(_text(_rows(orders)).encode())
    fact = _refused("the gzip member ends in its middle")
    fact["orders_in_the_whole_file"] = len(orders)
    return whole[: len(whole) // 2], fact


def files():
    """Every damaged file by name: its bytes, and what an importer must report."""
    return {
        "excel-ids.csv": _excel_ids(),
        "excel-semicolon.csv": _excel_semicolon(),
        "trailing-header.csv": _trailing_header(),
        "concatenated.csv": _concatenated(),
        "missing-total.csv": _missing_total(),
        "lines-do-not-add-up.csv": _one_spoilt(_ten_more, "the lines sum to 10.00 less than Total"),
        "ambiguous-number.csv": _one_spoilt(_set("Lineitem price", "1.234,56"), "1.234,56 among prices with a decimal point"),
        "invalid-utf8.csv": _invalid_utf8(),
        "unknown-status.csv": _one_spoilt(_set("Financial Status", "on_hold"), "no status on_hold"),
        "unknown-currency.csv": _unknown_currency(),
        "abandoned-checkouts.csv": _abandoned_checkouts(),
        "customers-export.csv": _customers_export(),
        "header-only.csv": (_text([]).encode(), _fact([], 0, "a header without rows")),
        "empty.csv": (b"", _refused("an empty file")),
        "truncated.csv.gz": _truncated(),
        "too-many-cells.csv": _too_many_cells(),
    }
