"""Kernels that start warm: each a real process of its own, forked from the server that has everything imported."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from helpers.publish.server import PROVISIONER, end_with_parent, server

LAUNCHER = "ipykernel_launcher"


class WarmKernels(AsyncKernelManager):
    """Manages kernels that are forked; for everything else it is Jupyter's own manager."""

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The installed kernel's specification, with the provisioner that forks."""
        spec = super().kernel_spec
        if spec is not None:
            spec.metadata = {**spec.metadata, "kernel_provisioner": {"provisioner_name": PROVISIONER}}
        return spec


class WarmProvisioner(LocalProvisioner):
    """Forks the kernel where Jupyter's own provisioner starts a program; one of another Python is started as ever."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork a kernel that runs as `cmd` would."""
        if cmd[0] != sys.executable or LAUNCHER not in cmd:
            return await super().launch_kernel(cmd, **kwargs)
        arguments = cmd[cmd.index(LAUNCHER) + 1 :]
        environment = {**kwargs["env"], "JPY_PARENT_PID": str(os.getpid())}
        process = server().Process(target=_kernel, args=(arguments, environment, Path(kwargs.get("cwd") or ".")))
        process.start()
        self.process = Forked(process)  # type: ignore[assignment]
        self.pid = self.pgid = process.pid
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and see it gone; whoever waits for it would look only every tenth of a second."""
        await super().kill(restart)
        if isinstance(self.process, Forked):
            self.process.wait()


class Forked:
    """A forked process, with those methods of a `subprocess.Popen` that a provisioner asks for."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self._process = process

    @property
    def pid(self) -> int | None:
        """The id of the process."""
        return self._process.pid

    def poll(self) -> int | None:
        """Its exit code, or None while it runs."""
        return self._process.exitcode

    def wait(self) -> int | None:
        """Wait for its end; returns its exit code."""
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self._process.pid and self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


def _kernel(arguments: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
    """Be a kernel, in a session of its own as a kernel that was started is, until told to stop or left behind."""
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [str(find_spec(LAUNCHER).origin), *arguments]  # type: ignore[union-attr]
    end_with_parent()
    IPKernelApp.launch_instance(argv=list(arguments))
