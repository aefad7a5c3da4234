"""Counts what held and what did not, and says so in one voice."""

from contextlib import contextmanager


class Checks:
    """A tally of checks; a failed one is printed with what was found."""

    def __init__(self, verbose=False):
        self.passed = self.failed = self.skipped = 0
        self.verbose = verbose

    def that(self, name, held, found=""):
        if held:
            self.passed += 1
            if self.verbose:
                print(f"ok    {name}")
        else:
            self.failed += 1
            print(f"FAIL  {name}{f': {found}' if found != '' else ''}")

    def equal(self, name, found, wanted):
        self.that(name, found == wanted, f"found {found}, wanted {wanted}")

    def equal_groups(self, name, found, wanted):
        """One check a key, so that a report that lacks a group or has one too many is seen as such."""
        for key in sorted(set(found) | set(wanted), key=str):
            self.equal(f"{name} {key}", found.get(key), wanted.get(key))

    def skip(self, name, why):
        self.skipped += 1
        print(f"skip  {name}: {why}")

    @contextmanager
    def group(self, title):
        """A heading; what breaks inside fails the group and not the rest."""
        print(f"== {title}")
        before = self.passed
        try:
            yield
        except Exception as problem:
            self.that(title, False, f"{type(problem).__name__}: {problem}")
        print(f"   {self.passed - before} passed")
