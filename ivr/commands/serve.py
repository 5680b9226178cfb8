"""`flask serve`: the web server, once the settings are known to be good."""

import os
import sys

import click

from ivr.commands.wiring import wired


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True, help="Processes.")
@click.option("--threads", default=8, show_default=True, help="Threads of each process.")
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serves webhooks and console. Stops at once when a setting is missing."""
    wired().store.close()
    arguments = [
        sys.executable, "-m", "granian", "--interface", "wsgi",
        "--host", host, "--port", str(port), "--workers", str(workers),
        "--blocking-threads", str(threads), "--log-level", "warning", "--no-ws",
        "--respawn-failed-workers", "--workers-kill-timeout", "10", "wsgi:app",
    ]  # fmt: skip
    # Takes this process's place, so that a signal reaches the server itself.
    os.execv(sys.executable, arguments)  # noqa: S606 – our own arguments, no shell
