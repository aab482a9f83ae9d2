"""What is imported once, in the server that workers and kernels are forked from; see `server`. Nothing is built."""

import gc
import os

from helpers.publish.lean import import_seaborn, without

gc.disable()  # what is imported stays: looking through it for what may go takes a tenth of the time
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")  # as kernels do, before it is imported
# What is never asked for: grammars of web addresses and durations, and a debugger. A third of the time.
with without("rfc3986_validator", "rfc3987_syntax", "isoduration", "debugpy"):
    import ipykernel.debugger
    import nbformat

import ipykernel.kernelapp
import papermill
import pikepdf

import helpers.notebook
import helpers.publish.build
import helpers.publish.clean
from helpers.publish.reviewers import reviewers_page

__all__ = ["helpers", "ipykernel", "nbformat", "papermill", "pikepdf"]

import_seaborn()
reviewers_page(nbformat.v4.new_notebook())  # the page's templates are read
gc.freeze()  # so that no fork looks through it either
gc.enable()
