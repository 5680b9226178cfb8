"""Processes of ours as an office runs them, beside the process of the test."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from outreach.settings import Settings
from tests import make

ROOT = Path(__file__).parents[2]


@contextmanager
def running(role: str, settings: Settings, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A worker or the clock, as `role` says, killed in the end where it goes on."""
    with subprocess.Popen(
        [sys.executable, "-m", "workers.main", role],
        cwd=folder,
        env={**os.environ, **make.environment(settings), "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until(reached: Callable[[], bool], seconds: float = 40.0) -> None:
    give_up = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < give_up
        time.sleep(0.1)
