"""Run a command and see how long it took and how much memory it had at most."""

import os
import subprocess
import time
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Run:
    """Wall time and processor time in seconds, and the child's highest resident set in MiB."""

    seconds: float
    peak: float
    processor: float


class Failed(Exception):
    """A contender that ended with another code than zero; what it said is the message."""


def measured(command, log, cwd, accepted=(0,)):
    """One run of the command; what it prints goes to the log. The peak is the child's alone, by `wait4`."""
    with open(log, "wb") as said:
        begun = time.monotonic()
        child = subprocess.Popen(command, cwd=cwd, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in accepted:
        with open(log, errors="replace") as said:
            raise Failed(f"{' '.join(command)}\nended with {child.returncode}:\n{said.read()[-2000:]}")
    return Run(seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


def table(title, runs, reference):
    """A Markdown table of (name, runs), with ratios of the medians to the reference's."""
    base = median(run.seconds for run in dict(runs)[reference])
    lines = [f"| {title} | min s | median s | × {reference.strip('*')} | peak MiB |", "|---|---:|---:|---:|---:|"]
    for name, of_one in runs:
        seconds = [run.seconds for run in of_one]
        peak = max(run.peak for run in of_one)
        lines.append(f"| {name} | {min(seconds):.2f} | {median(seconds):.2f} | {median(seconds) / base:.2f} | {peak:,.0f} |")
    return "\n".join(lines)
