"""What a command costs, with every process that it starts: `python measured.py COMMAND...` prints it as JSON.

Processes that outlive the one that started them are counted too: they become children of this one, which waits.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """Wall and CPU seconds, the most memory that one process held in megabytes, and instructions where they can be
    counted.
    """

    wall: float
    cpu: float
    memory: float
    instructions: int | None = None


def cost(command: Sequence[str], folder: Path) -> Cost:
    """Run the command in a folder; raises CalledProcessError when it fails. Compiled modules are kept, as is usual."""
    here = [sys.executable, str(Path(__file__).resolve()), *command]
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(here, cwd=folder, env=usual, stdout=subprocess.PIPE, text=True, check=True)
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def main(command: Sequence[str]) -> None:
    """Run the command and print what it cost."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.NamedTemporaryFile("r") as counted:
        counting = ["perf", "stat", "-x,", "-e", "instructions:u", "-o", counted.name] if _can_count() else []
        started = time.perf_counter()
        subprocess.run([*counting, *command], stdout=sys.stderr, check=True)
        wall = time.perf_counter() - started
        _wait_for_all()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        found = [line.split(",")[0] for line in counted.read().splitlines() if "instructions" in line]
    instructions = int(found[0]) if found and found[0].isdigit() else None
    print(json.dumps(asdict(Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, instructions))))


def _can_count() -> bool:
    if shutil.which("perf") is None:
        return False
    tried = subprocess.run(
        ["perf", "stat", "-e", "instructions:u", "true"], capture_output=True, text=True, check=False
    )
    return tried.returncode == 0 and "not supported" not in tried.stderr


def _wait_for_all() -> None:
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


if __name__ == "__main__":
    main(sys.argv[1:])
