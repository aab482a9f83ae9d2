"""Turning a collected pack into a web page, a PDF and a Word document."""
