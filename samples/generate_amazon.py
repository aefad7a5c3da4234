#!/usr/bin/env python3
"""Writes samples/amazon: invented files in the layouts of Amazon's reports, and what an importer must find in them."""
import json
import pathlib
import sys

sys.dont_write_bytecode = True
from amazon_generator import (
    all_orders, date_range, india_sales, settlements, vat_calculation, vat_transactions, warehouse)

MODULES = [all_orders, vat_transactions, vat_calculation, date_range, india_sales, settlements, warehouse]


def main():
    top = pathlib.Path(__file__).resolve().parent.parent
    expected = {}
    for module in MODULES:
        for name, content in module.files().items():
            (top / "samples" / "amazon" / name).write_bytes(content)
        expected |= module.figures()
    path = top / "Tests" / "Oracles" / "amazon_expected.json"
    path.write_text(json.dumps({"files": expected}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
