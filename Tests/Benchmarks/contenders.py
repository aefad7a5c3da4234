"""Who runs the job, by which command, and where each one's ledger keeps the figures they must agree on."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / "Tests" / "Benchmarks" / "peers"
BINARY = ROOT / ".build" / "release" / "shopledger"
VENV_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
PACKAGES = [
    "duckdb==1.5.5",
    "duckdb-extensions==1.5.5",
    "duckdb-extension-sqlite==1.5.5",
    "importlib_resources",
    "pytz",
    "polars==2.1.0",
]

OURS = [
    BINARY,
    "run",
    "pipelines/shopify-orders.json",
    "--ledger",
    "{out}/ledger.sqlite",
    "--output",
    "{out}",
    "--set",
    "input={orders}",
]


@dataclass(frozen=True)
class Figures:
    """SQL over a finished ledger: orders, goods lines, and the orders' totals in minor units by currency."""

    orders: str
    lines: str
    totals: str


OUR_FIGURES = Figures(
    orders="SELECT count(*) FROM v_transactions WHERE kind = 'sale'",
    lines="""SELECT count(*) FROM lines l JOIN line_terms w ON w.id = l.terms_id JOIN line_kinds k ON k.id = w.kind AND k.name = 'goods'
      JOIN transactions t ON t.id = l.id >> 20 JOIN transaction_kinds d ON d.id = t.kind AND d.name = 'sale'""",
    totals="SELECT currency, sum(gross) FROM v_transactions WHERE kind = 'sale' GROUP BY currency ORDER BY currency",
)
PEER_FIGURES = Figures(
    orders="SELECT count(*) FROM transactions",
    lines="SELECT count(*) FROM items",
    totals="SELECT currency, sum(amount) FROM transactions GROUP BY currency ORDER BY currency",
)


@dataclass(frozen=True)
class Contender:
    """One way to do the job. In a command, {orders}, {rates}, {out} and {ours} (the folder of our run) are filled in.

    `fresh` says that the output folder is emptied first; `folder` is where it works, by default a folder of its own.
    """

    key: str
    title: str
    command: list
    figures: Figures | None = None
    fresh: bool = True
    folder: str = ""

    def resolved(self, **places):
        return [str(part).format(**places) for part in self.command]


def _peer(key, title, script):
    return Contender(key, title, [VENV_PYTHON, PEERS / script, "{orders}", "{rates}", "{out}"], PEER_FIGURES)


CONTENDERS = [
    Contender("ours", "**shopledger**", OURS, OUR_FIGURES),
    Contender("again", "shopledger, source unchanged", OURS, OUR_FIGURES, fresh=False, folder="ours"),
    _peer("duckdb", "DuckDB 1.5.5", "job_duckdb.py"),
    _peer("polars", "Polars 2.1.0 + sqlite3", "job_polars.py"),
    _peer("python", "Python csv + sqlite3", "job_stdlib.py"),
    Contender("floor", "SQLite copying our ledger", [VENV_PYTHON, PEERS / "copy_ledger.py", "{ours}/ledger.sqlite", "{out}"]),
    # Last: it adds the journal to our ledger, which the floor is not to copy.
    Contender(
        "journal", "shopledger, booking what was loaded", [BINARY, "journal", "post", "--ledger", "{ours}/ledger.sqlite"], fresh=False
    ),
]
