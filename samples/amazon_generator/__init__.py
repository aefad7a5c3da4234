"""Invented files in the layouts of Amazon's reports."""
