"""Lets other people's client libraries talk to the simulated platforms, which the program serves over loopback."""

import json
import subprocess
from contextlib import contextmanager
from datetime import date, timedelta

from names import CLIENT_PACKAGES, CLIENT_VENV, HERE
from packages import python_with

# Amazon tells of the last two years only, by the clock of this machine.
LAST_YEAR = ["--from", str(date.today() - timedelta(days=365)), "--to", str(date.today() - timedelta(days=1))]

# How each platform is served, and how its client is told where; {port} and {address} come from the server's notice.
CLIENTS = {
    "shopify": (["--orders", "120"], ["--port", "{port}"]),
    "woocommerce": (["--orders", "120"], ["--url", "{address}"]),
    "amazon": (["--orders", "120", "--shop", "US", *LAST_YEAR], ["--port", "{port}", "--marketplace", "US"]),
}


@contextmanager
def served(binary, platform, options):
    """A simulated platform under way; gives its notice."""
    command = [binary, "simulate", platform, *options, "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            text = ""
            while not text.endswith("}\n"):
                line = server.stdout.readline()
                if not line:
                    raise OSError(f"{platform} could not be served")
                text += line
            yield json.loads(text)
        finally:
            server.terminate()


def check(checks, binary):
    """One process a client: each changes its own interpreter to reach loopback."""
    try:
        python = python_with(CLIENT_VENV, CLIENT_PACKAGES)
    except (subprocess.CalledProcessError, OSError) as problem:
        return checks.skip("clients", f"their packages cannot be installed: {problem}")
    for platform, (options, arguments) in CLIENTS.items():
        with checks.group(f"clients: {platform}"), served(binary, platform, options) as notice:
            address = notice["address"]
            places = {"address": address, "port": address.rpartition(":")[2]}
            client = subprocess.run(
                [python, HERE / "clients" / f"{platform}_client.py", *(word.format(**places) for word in arguments)],
                capture_output=True,
                text=True,
                timeout=300,
            )
            for line in client.stdout.splitlines():
                checks.that(*json.loads(line))
            checks.that(f"{platform}: the client came to its end", client.returncode == 0, client.stderr[-500:])
