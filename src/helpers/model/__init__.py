"""Frozen types in the field's own words. Nothing here reads a file, and nothing here loads pandas or matplotlib."""
