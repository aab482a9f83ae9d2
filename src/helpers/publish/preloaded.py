"""What is imported once, in the server that workers and kernels are forked from; see `server`. Nothing is run here."""

import os

os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")  # as kernels do, before it is imported

import ipykernel.kernelapp
import nbconvert
import papermill
import pikepdf
import typst

import helpers.notebook
import helpers.publish.build
from helpers.present.theme import seaborn

__all__ = ["helpers", "ipykernel", "nbconvert", "papermill", "pikepdf", "typst"]

seaborn()
