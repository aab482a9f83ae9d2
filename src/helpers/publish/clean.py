"""The engine that runs notebooks: Papermill's own, but what it has run bears no mark of clock and machine."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from papermill.engines import NBClientEngine, papermill_engines

CLEAN = "clean"


class CleanEngine(NBClientEngine):  # type: ignore[misc]
    """Cleans what has been run before Papermill writes it, so that a notebook of megabytes is written but once."""

    @classmethod
    def execute_notebook(cls, nb: NotebookNode, *args: Any, **kwargs: Any) -> NotebookNode:
        """Run the notebook; one that failed is left as it is, since Papermill still looks for the reason."""
        executed = super().execute_notebook(nb, *args, **kwargs)
        return executed if executed.metadata.papermill["exception"] else cleaned(executed)


def cleaned(executed: NotebookNode) -> NotebookNode:
    """The notebook without times, durations and random ids, so that the same inputs give the same bytes."""
    executed.metadata.pop("papermill", None)
    executed.metadata.get("language_info", {}).pop("version", None)
    for number, cell in enumerate(executed.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = f"parameters-{number}"
    return executed


papermill_engines.register(CLEAN, CleanEngine)
