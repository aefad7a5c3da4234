#!/usr/bin/env python3
"""The job in DuckDB: job_duckdb.py ORDERS.csv[.gz] ECB.csv OUTDIR. Needs duckdb, duckdb-extensions and duckdb-extension-sqlite, all 1.5.5."""

import duckdb
from common import EXCLUSIVE, RATE, REPORTED, STATUS, arguments, new_ledger
from duckdb_extensions import import_extension

orders, ecb, out = arguments()
path, ledger = new_ledger(out)
ledger.close()

db = duckdb.connect()
import_extension("sqlite", con=db)
db.execute("LOAD sqlite")

statuses = ",".join(f"('{theirs}', '{ours}')" for theirs, ours in STATUS.items())
rates = ",".join(f"('{country}', {rate}, {country in EXCLUSIVE})" for country, rate in RATE.items())
db.execute(f"CREATE TABLE status AS SELECT * FROM (VALUES {statuses}) t(theirs, ours)")
db.execute(f"CREATE TABLE rate AS SELECT * FROM (VALUES {rates}) t(country, rate, exclusive)")
db.execute(f"""
  CREATE TABLE fx AS
  SELECT CAST("Date" AS DATE) AS day, currency, CAST(value AS DOUBLE) AS per_euro
  FROM (UNPIVOT (SELECT * FROM read_csv('{ecb}', all_varchar=true)) ON COLUMNS(* EXCLUDE ("Date")) INTO NAME currency VALUE value)
  WHERE value NOT IN ('', 'N/A')
  UNION ALL SELECT DISTINCT CAST("Date" AS DATE), 'EUR', 1.0 FROM read_csv('{ecb}', all_varchar=true)""")
db.execute(f"""
  CREATE TABLE raw AS
  SELECT row_number() OVER () AS n, "Name" AS ref, "Id" AS ext, "Email" AS email, "Financial Status" AS theirs, "Currency" AS currency,
    "Total" AS total, "Created at" AS made, CAST("Lineitem quantity" AS BIGINT) AS quantity, "Lineitem name" AS item,
    CAST(round(CAST("Lineitem price" AS DECIMAL(18,2)) * 100) AS BIGINT) AS price, "Lineitem sku" AS sku,
    "Shipping Country" AS country, "Shipping Name" AS person, "Shipping Zip" AS zip, "Phone" AS phone
  FROM read_csv('{orders}', all_varchar=true, header=true)""")
db.execute("""
  CREATE TABLE heads AS
  SELECT row_number() OVER (ORDER BY n) AS id, ref, ext, theirs, currency, country, lower(email) AS email, person, phone,
    CAST(round(CAST(total AS DECIMAL(18,2)) * 100) AS BIGINT) AS amount, CAST(made[1:10] AS DATE) AS date, made[1:10] AS day,
    CASE WHEN email <> '' THEN 'e:' || lower(email) WHEN phone <> '' THEN 'p:' || regexp_replace(phone, '[^0-9]', '', 'g')
         ELSE 'n:' || lower(person) || zip END AS match_key
  FROM raw WHERE ext IS NOT NULL AND ext <> ''""")
db.execute("""
  CREATE TABLE customers AS
  SELECT row_number() OVER (ORDER BY min(id)) AS id, match_key, first(email) AS email, first(phone) AS phone, first(person) AS person,
    first(country) AS country
  FROM heads GROUP BY match_key""")
db.execute("""
  CREATE TABLE documents AS
  SELECT heads.*, customers.id AS customer, status.ours AS status, fx.per_euro, rate.rate, rate.exclusive
  FROM heads JOIN customers USING (match_key) JOIN status USING (theirs) JOIN rate ON rate.country = heads.country
  ASOF JOIN fx ON fx.currency = heads.currency AND heads.date >= fx.day""")
db.execute("""
  CREATE TABLE lines AS
  SELECT raw.n, documents.id AS document, raw.sku, raw.item, raw.quantity, raw.price, rate, exclusive, per_euro, documents.country, day, status,
    CASE WHEN exclusive THEN CAST(round(raw.price * raw.quantity * rate / 1000.0) AS BIGINT)
         ELSE CAST(round(raw.price * raw.quantity * rate / (1000.0 + rate)) AS BIGINT) END AS tax
  FROM raw JOIN documents ON raw.ref = documents.ref""")

net = "(CASE WHEN exclusive THEN price * quantity ELSE price * quantity - tax END)"
db.execute(f"ATTACH '{path}' AS ledger (TYPE sqlite)")
db.execute("INSERT INTO ledger.customers SELECT id, match_key, email, phone, person, country FROM customers")
db.execute(
    """
  INSERT INTO ledger.transactions
  SELECT id, ext, ref, day, status, customer, country, currency, amount, CAST(round(amount / per_euro) AS BIGINT) FROM documents ORDER BY id"""
)
db.execute(f"""
  INSERT INTO ledger.items
  SELECT n, document, sku, item, quantity, price, rate, {net}, tax, CAST(round({net} / per_euro) AS BIGINT), CAST(round(tax / per_euro) AS BIGINT)
  FROM lines ORDER BY n""")
db.execute(f"""
  COPY (SELECT country, day[1:7] AS month, rate, sum(CAST(round({net} / per_euro) AS BIGINT)) AS net, sum(CAST(round(tax / per_euro) AS BIGINT)) AS tax
        FROM lines WHERE status IN {REPORTED} GROUP BY ALL ORDER BY ALL) TO '{out}/vat.csv.gz' (HEADER)""")
