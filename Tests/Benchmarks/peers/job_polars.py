#!/usr/bin/env python3
"""The job in Polars, written through Python's sqlite3: job_polars.py ORDERS.csv[.gz] ECB.csv OUTDIR. Needs polars 2.1.0."""

import gzip

import polars as pl
from common import EXCLUSIVE, RATE, REPORTED, STATUS, arguments, new_ledger

NEEDED = [
    "Name",
    "Id",
    "Email",
    "Financial Status",
    "Currency",
    "Total",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Lineitem sku",
    "Shipping Country",
    "Shipping Name",
    "Shipping Zip",
    "Phone",
]


def cents(column):
    return whole(pl.col(column).cast(pl.Float64) * 100)


def whole(expression):
    return expression.round().cast(pl.Int64)


def fixings(path):
    """Every published rate against the euro, the euro's own included, sorted by day."""
    table = pl.read_csv(path, infer_schema=False).unpivot(index="Date", variable_name="currency", value_name="rate")
    known = table.filter(~pl.col("rate").is_in(["", "N/A"]) & pl.col("rate").is_not_null())
    fx = known.select(pl.col("Date").str.to_date().alias("date"), "currency", pl.col("rate").cast(pl.Float64).alias("per_euro"))
    euro = fx.select("date").unique().with_columns(pl.lit("EUR").alias("currency"), pl.lit(1.0).alias("per_euro"))
    return pl.concat([fx, euro.select(fx.columns)]).sort("date")


orders, ecb, out = arguments()
raw = pl.read_csv(orders, columns=NEEDED, infer_schema=False).with_row_index("n", offset=1)
rates = pl.DataFrame({"country": list(RATE), "rate": list(RATE.values()), "exclusive": [country in EXCLUSIVE for country in RATE]})
heads = (
    raw.filter(pl.col("Id").is_not_null() & (pl.col("Id") != ""))
    .with_row_index("id", offset=1)
    .with_columns(
        email=pl.col("Email").str.to_lowercase(),
        day=pl.col("Created at").str.slice(0, 10),
        amount=cents("Total"),
        status=pl.col("Financial Status").replace_strict(STATUS),
        country=pl.col("Shipping Country"),
    )
    .with_columns(
        date=pl.col("day").str.to_date(),
        match_key=pl.when(pl.col("email").fill_null("") != "")
        .then("e:" + pl.col("email"))
        .when(pl.col("Phone").fill_null("") != "")
        .then("p:" + pl.col("Phone").str.replace_all("[^0-9]", ""))
        .otherwise("n:" + pl.col("Shipping Name").str.to_lowercase() + pl.col("Shipping Zip")),
    )
)
customers = (
    heads.group_by("match_key", maintain_order=True)
    .agg(pl.col("email", "Phone", "Shipping Name", "country").first())
    .with_row_index("customer", offset=1)
)
documents = (
    heads.join(customers.select("match_key", "customer"), on="match_key")
    .join(rates, on="country")
    .sort("date")
    .join_asof(fixings(ecb), on="date", by_left="Currency", by_right="currency", check_sortedness=False)
    .with_columns(amount_eur=whole(pl.col("amount") / pl.col("per_euro")))
    .sort("id")
)
lines = (
    raw.join(documents.select("Name", "id", "rate", "exclusive", "per_euro", "country", "day", "status"), on="Name")
    .with_columns(quantity=pl.col("Lineitem quantity").cast(pl.Int64), price=cents("Lineitem price"))
    .with_columns(charged=pl.col("price") * pl.col("quantity"))
    .with_columns(
        tax=whole(
            pl.when("exclusive")
            .then(pl.col("charged") * pl.col("rate") / 1000.0)
            .otherwise(pl.col("charged") * pl.col("rate") / (1000.0 + pl.col("rate")))
        )
    )
    .with_columns(net=pl.when("exclusive").then(pl.col("charged")).otherwise(pl.col("charged") - pl.col("tax")))
    .with_columns(net_eur=whole(pl.col("net") / pl.col("per_euro")), tax_eur=whole(pl.col("tax") / pl.col("per_euro")))
    .sort("n")
)

_, ledger = new_ledger(out)
for table, rows in (
    ("customers", customers.select("customer", "match_key", "email", "Phone", "Shipping Name", "country")),
    (
        "transactions",
        documents.select("id", "Id", "Name", "day", "status", "customer", "country", "Currency", "amount", "amount_eur"),
    ),
    (
        "items",
        lines.select("n", "id", "Lineitem sku", "Lineitem name", "quantity", "price", "rate", "net", "tax", "net_eur", "tax_eur"),
    ),
):
    ledger.executemany(f"INSERT INTO {table} VALUES({','.join('?' * rows.width)})", rows.iter_rows())
ledger.commit()

report = (
    lines.filter(pl.col("status").is_in(list(REPORTED)))
    .with_columns(month=pl.col("day").str.slice(0, 7))
    .group_by("country", "month", "rate")
    .agg(pl.col("net_eur").sum().alias("net"), pl.col("tax_eur").sum().alias("tax"))
    .sort("country", "month", "rate")
)
with gzip.open(f"{out}/vat.csv.gz", "wb") as file:
    file.write(report.write_csv().encode())
