"""Starts processes and makes sure that none is left behind, however we end."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_PR_SET_PDEATHSIG = 1
_GRACE_SECONDS = 5.0


class ProcessDied(Exception):
    """A process ended that should have gone on; the text says which and shows its last lines."""


class Processes:
    """A group of child processes, ended in the reverse order of their start."""

    def __init__(self, environment: Mapping[str, str], logs: Path) -> None:
        self._environment = dict(environment)
        self._logs = logs
        self._running: list[tuple[str, subprocess.Popen[bytes]]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self, name: str, command: Sequence[str]) -> None:
        """Starts a process that writes to a log of its own."""
        log = (self._logs / f"{name}.log").open("ab")
        with log:
            process = subprocess.Popen(  # noqa: S603 – our own commands
                command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=_die_with_parent,
                start_new_session=True,  # Ctrl-C reaches us alone, and we end them in order
            )
        self._running.append((name, process))

    def run(self, name: str, command: Sequence[str]) -> str:
        """Runs a command to its end and returns what it printed."""
        done = subprocess.run(  # noqa: S603 – our own commands
            command,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            preexec_fn=_die_with_parent,
        )
        if done.returncode:
            raise ProcessDied(f"{name} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def check(self) -> None:
        """Raises ProcessDied when one of them is no longer there."""
        for name, process in self._running:
            if process.poll() is not None:
                last = (self._logs / f"{name}.log").read_text(errors="replace")[-2000:]
                raise ProcessDied(f"{name} ended with {process.returncode}:\n{last}")

    def stop_one(self, name: str) -> None:
        """Ends the process of this name, and goes on without it."""
        for entry in [entry for entry in self._running if entry[0] == name]:
            self._running.remove(entry)
            _end(entry[1])

    def kill(self, name: str) -> None:
        """Kills the process of this name and its children outright, as a crash would."""
        for entry in [entry for entry in self._running if entry[0] == name]:
            self._running.remove(entry)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(entry[1].pid, signal.SIGKILL)
            entry[1].wait()

    def ended(self) -> list[str]:
        """The names of those that have ended by themselves; they are no longer ours."""
        gone = [entry for entry in self._running if entry[1].poll() is not None]
        self._running = [entry for entry in self._running if entry not in gone]
        return [name for name, _ in gone]

    def stop(self) -> None:
        """Ends all of them. Impatience does not interrupt it: it would leave some behind."""
        with _undisturbed():
            while self._running:
                _end(self._running.pop()[1])


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are not handled here
        return
    impatient = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, signal.SIG_IGN) for number in impatient]
    try:
        yield
    finally:
        for number, handler in zip(impatient, before, strict=True):
            signal.signal(number, handler)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Asks the process to end, then makes it; its own children go with it."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE_SECONDS)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _die_with_parent() -> None:
    # Even when we are killed outright, the kernel ends our children (Linux).
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_port(port: int, processes: Processes, seconds: float = 20.0) -> None:
    """Returns when something listens there. Raises ProcessDied or TimeoutError."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        processes.check()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")
