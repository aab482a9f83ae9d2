"""What a report is made from, known before anything is run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.publish.hashes import Hashes
from helpers.publish.job import Job
from helpers.publish.layout import notebook
from helpers.publish.manifest import deciding
from helpers.publish.render.choose import Renderer
from helpers.publish.reports import Report, find_report
from helpers.store.register import Register


@dataclass(frozen=True)
class Making:
    """A report with its notebook, the `files` that it rests on, its parameters, and the renderer's name and version."""

    root: Path
    report: Report
    source: Path
    files: tuple[Path, ...]
    parameters: Mapping[str, str]
    renderer: Mapping[str, str]

    def decided(self, hashes: Hashes | None = None) -> dict[str, Any]:
        """Everything that decides what the report says; see `deciding`."""
        return deciding(self.root, self.files, self.source, self.parameters, self.renderer, hashes)


def making(register: Register, job: Job, renderer: Mapping[str, str]) -> Making:
    """What this job is made from, by this renderer. Raises Problems when there is no such report."""
    report = find_report(register, job.report, job.quarter)
    return Making(
        job.root,
        report,
        notebook(job.root, report.notebook),
        tuple(report.inputs(register, job.quarter)),
        {**report.parameters, "quarter": str(job.quarter), **job.parameters},
        renderer,
    )


def named(renderer: Renderer) -> dict[str, str]:
    """A renderer's name and version, as a manifest has them."""
    return {"name": renderer.name, "version": renderer.version()}
