"""What is imported once, in the server that workers and kernels are forked from; see `server`. Nothing is built."""

import gc
import os
import sys

gc.disable()  # what is imported stays: looking through it for what may go takes a tenth of the time
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # else the debugger that kernels import would warn
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")  # as kernels do, before it is imported
# Half of the time would go to what no report asks for: nbformat builds a grammar of web addresses, and seaborn imports
# scipy, where it is installed, to draw densities.
NOT_NEEDED = ("rfc3987_syntax", "scipy")
sys.modules.update(dict.fromkeys(NOT_NEEDED))  # type: ignore[arg-type]

import ipykernel.debugger
import ipykernel.kernelapp
import nbformat
import papermill
import pikepdf
import typst

import helpers.notebook
import helpers.publish.build
import helpers.publish.clean
from helpers.present.theme import seaborn
from helpers.publish.reviewers import reviewers_page

__all__ = ["helpers", "ipykernel", "nbformat", "papermill", "pikepdf", "typst"]

seaborn()
reviewers_page(nbformat.v4.new_notebook())  # the page's templates are read
for name in NOT_NEEDED:
    del sys.modules[name]
gc.freeze()  # so that no fork looks through it either
gc.enable()
