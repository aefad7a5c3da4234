#!/usr/bin/env python3
"""The floor for anyone who must write these rows: SQLite copies a finished ledger table by table. copy_ledger.py LEDGER OUTDIR"""

import sqlite3
import sys
from pathlib import Path

source, out = sys.argv[1:3]
Path(out).mkdir(parents=True, exist_ok=True)
for leftover in Path(out).glob("copy.sqlite*"):
    leftover.unlink()

copy = sqlite3.connect(f"{out}/copy.sqlite", isolation_level=None)
copy.execute("PRAGMA journal_mode=WAL")
copy.execute("PRAGMA synchronous=OFF")
copy.execute("ATTACH ? AS source", (source,))
schema = copy.execute(
    "SELECT type, name, sql FROM source.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
).fetchall()
made = {kind: [(name, sql) for type_, name, sql in schema if type_ == kind] for kind in ("table", "index")}

for _, sql in made["table"] + made["index"]:
    copy.execute(sql)
copy.execute("BEGIN")
for table, _ in made["table"]:
    stored = [name for _, name, *_, hidden in copy.execute(f'PRAGMA source.table_xinfo("{table}")') if not hidden]
    columns = ", ".join(f'"{name}"' for name in stored)
    copy.execute(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM source."{table}"')
copy.execute("COMMIT")
copy.close()
