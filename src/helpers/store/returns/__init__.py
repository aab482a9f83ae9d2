"""Suppliers' returns: a workbook goes out to each supplier for the figures due, and what comes back goes on record."""
