"""How far the rehearsal is, as a person wants to see it in a terminal."""

import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self
from zoneinfo import ZoneInfo

from prometheus_client.parser import text_string_to_metric_families
from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table

_ZONE = ZoneInfo("America/Tegucigalpa")
_EVERY_SECONDS = 1.0
_LONGEST_STANDSTILL_SECONDS = 60.0


class Progress:
    """A live display of the simulated date, calls under way, people validated, leads, opt-outs."""

    def __init__(self, console: Console, people: int) -> None:
        self._people = people
        self._live = Live(console=console, refresh_per_second=4, transient=False)
        self._quiet = not console.is_terminal
        self._console = console
        self._told: int | None = None

    def __enter__(self) -> Self:
        if not self._quiet:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._quiet:
            self._live.stop()

    def follow(self, web: str, check: Callable[[], None], weeks: int) -> None:
        """Shows the figures until the campaign is done or `weeks` have passed in its time."""
        ends: datetime | None = None
        last, moved = None, time.monotonic()
        while time.monotonic() - moved < _LONGEST_STANDSTILL_SECONDS:
            check()
            now, counts = figures(web)
            ends = ends or now + timedelta(weeks=weeks)
            self._show(now, counts)
            if now >= ends or not counts.get("running"):
                return
            if now != last:
                last, moved = now, time.monotonic()
            time.sleep(_EVERY_SECONDS)
        raise TimeoutError("time stands still; the logs of the clock and the workers tell why")

    def _show(self, now: datetime, counts: dict[str, int]) -> None:
        local = now.astimezone(_ZONE)
        if self._quiet:
            if self._told != local.toordinal():
                self._told = local.toordinal()
                self._console.print(
                    f"{local:%a %d %b}  validated {counts.get('validated', 0)}  "
                    f"leads for an agent {counts.get('leads', 0)}  "
                    f"opt-outs {counts.get('opted_out', 0)}"
                )
            return
        self._live.update(_picture(local, counts, self._people))


def _picture(local: datetime, counts: dict[str, int], people: int) -> Group:
    table = Table.grid(padding=(0, 3))
    table.add_row("simulated", f"[bold]{local:%A %d %B %Y, %H:%M}[/bold]")
    for label, key in (
        ("calls under way", "calls_under_way"),
        ("identity confirmed", "identified"),
        ("validated", "validated"),
        ("leads for an agent", "leads"),
        ("opt-outs", "opted_out"),
        ("cases closed", "closed"),
    ):
        table.add_row(label, f"[bold]{counts.get(key, 0):>6}[/bold]")
    return Group(table, ProgressBar(total=people, completed=counts.get("closed", 0), width=60))


def figures(web: str) -> tuple[datetime, dict[str, int]]:
    """The simulated moment, and the counts of the campaign, from /metrics."""
    with urllib.request.urlopen(f"{web}/metrics", timeout=30) as answer:  # noqa: S310 – loopback
        text = answer.read().decode()
    now, counts = datetime.now(UTC), {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            if sample.name == "convoca_clock_seconds":
                now = datetime.fromtimestamp(sample.value, UTC)
            elif sample.name == "convoca_people":
                counts[sample.labels["stage"]] = int(sample.value)
    return now, counts


_STEPS = {
    "rows": "rows of the registry",
    "people": "people in it",
    "eligible": "eligible",
    "drawn": "drawn",
    "released": "released",
    "attempted": "attempted",
    "contacted": "somebody answered",
    "identified": "identity confirmed",
    "validated": "validated",
    "interested": "interested",
    "lead": "interested, lead made",
    "agent_reached": "interested, reached by an agent",
    "enrolled": "interested, enrolled",
}


def show(console: Console, report: dict[str, Any]) -> None:
    """The funnel of the report: its leads are those of the interested, and no others."""
    table = Table(
        title="From the registry to a lead",
        title_justify="left",
        caption="Leads for an agent are more: also who asked for a person or another language.",
        caption_justify="left",
    )
    table.add_column("step")
    table.add_column("people", justify="right")
    for step in report["funnel"]:
        table.add_row(
            _STEPS.get(step["code"], step["code"].replace("_", " ")), f"{step['count']:,}"
        )
    console.print(table)
