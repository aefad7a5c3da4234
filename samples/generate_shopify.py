#!/usr/bin/env python3
"""Write samples/shopify and what an importer must find in it: `samples/generate_shopify.py`. Deterministic; standard library only."""

import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from shopify_generator import damage, expected, layout, ordinary
from shopify_generator.cases import CASES

HERE = Path(__file__).resolve().parent
EXPECTED = HERE.parent / "Tests" / "Oracles" / "shopify_expected.json"


def numbered(shop):
    """The shop's orders in the order of time, numbered one after another."""
    orders = sorted(CASES[shop]() + ordinary.ordinary(shop), key=lambda order: order.created)
    for number, order in enumerate(orders, shop.first_number):
        order.number = number
    return orders


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(layout.compressed(data) if path.suffix == ".gz" else data)


def main():
    folder = HERE / "shopify"
    facts = {"files": {}, "damaged": {}}
    for shop in CASES:
        orders = numbered(shop)
        rows = [row for order in (reversed(orders) if shop.newest_first else orders) for row in order.rows()]
        write(folder / shop.file, layout.table(layout.columns_of(shop.vintage), rows).encode())
        facts["files"][shop.file] = {
            "columns": shop.vintage,
            "newest_first": shop.newest_first,
            "rejects": 0,
            **expected.of_orders(orders),
            "cases": {order.name: expected.of_case(order) for order in orders if order.shown},
        }
    for name, (data, fact) in damage.files().items():
        (folder / "damaged").mkdir(exist_ok=True)
        (folder / "damaged" / name).write_bytes(data)
        facts["damaged"][name] = fact
    EXPECTED.write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
