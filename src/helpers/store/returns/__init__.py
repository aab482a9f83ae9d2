"""Suppliers' returns: a workbook goes out to each supplier for the figures due, and comes back to be checked and filed."""
