"""What a folder that is one project or risk may hold and name, so that anything else is found out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import did_you_mean
from helpers.model.record import Record
from helpers.store.parse import Document, Findings
from helpers.store.register import Register


@dataclass(frozen=True)
class Known:
    """The ids that exist, by the field that names one."""

    ids: Mapping[str, Collection[str]]

    def check(self, document: Document, record: Record, findings: Findings) -> None:
        """Note every id that the record names and that does not exist, with the nearest that does."""
        for field, choices in self.ids.items():
            given = getattr(record, field, None)
            for index, value in enumerate((given,) if isinstance(given, str) else given or ()):
                if value not in choices:
                    fix = did_you_mean(value, choices) or "None is on record yet."
                    findings.add(document.path, document.line((field, index)), field, f"there is no “{value}”.", fix)


def known_in(register: Register, projects: Collection[str] = ()) -> Known:
    """What a project or a risk of this workspace may name."""
    priorities = [priority.id for priority in register.organisation.priorities]
    named = {"committees": list(register.committees), "priority": priorities, "kpi": list(register.kpis)}
    return Known({**named, "project": list(projects)})


def check_id(document: Document, id: str, findings: Findings) -> None:
    """Note an id that is not the name of its folder."""
    folder = document.path.parent.name
    if id != folder:
        message = f"the id “{id}” is not the folder's name “{folder}”."
        findings.add(document.path, document.line(("id",)), "id", message, "Make them the same.")


def own_folders(folder: Path, findings: Findings) -> list[Path]:
    """The folders in this one, each of which is one project or one risk; a file beside them is a finding."""
    for path in sorted(folder.glob("[!.]*")):
        if path.is_file():
            findings.add(path, 0, "", "nothing reads this file.", f"Put it into a folder of its own in {folder.name}/.")
    return sorted(path for path in folder.glob("[!.]*") if path.is_dir())


def check_files(folder: Path, names: Collection[str], findings: Findings) -> None:
    """Note every file of the folder that nothing reads."""
    for path in sorted(folder.glob("[!.]*")):
        if path.name not in names and not path.name.startswith("~$"):  # a file that Excel has open
            findings.add(path, 0, "", "nothing reads this file.", did_you_mean(path.name, names))
