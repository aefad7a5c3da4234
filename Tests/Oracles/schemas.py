"""Returns in authorities' own JSON against the authorities' own schemas, by the package jsonschema."""

import json
import subprocess

from names import HERE, SCHEMA_PACKAGES, SCHEMA_VENV
from packages import python_with


def check(checks):
    """Runs the validator where it is installed; without a network it is left out, and said to be."""
    try:
        python = python_with(SCHEMA_VENV, SCHEMA_PACKAGES)
    except (subprocess.CalledProcessError, OSError) as problem:
        return checks.skip("schemas", f"jsonschema cannot be installed: {problem}")
    with checks.group("schemas: returns against the schemas of HM Revenue and Customs"):
        said = subprocess.run([python, HERE / "validate.py"], check=True, capture_output=True, text=True).stdout
        for line in said.splitlines():
            checks.that(*json.loads(line))
