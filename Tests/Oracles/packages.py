"""Installs packages of other people into virtual environments of their own."""

import subprocess
import venv


def python_with(folder, packages):
    """The interpreter of a virtual environment that has the packages; made on the first call."""
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, symlinks=True, clear=True)
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages],
            check=True,
            capture_output=True,
        )
        (folder / "ready").touch()
    return python
