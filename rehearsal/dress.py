"""A dress rehearsal: somebody's own campaign and script, played with invented people.

    python -m rehearsal.dress FOLDER --people 60

FOLDER holds `campaign.yaml` and `script.yaml`; `outcome.json` is left there: how far people came,
whether each promise was kept, what was called and written, and what the processes complained of.
"""

import argparse
import csv
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console

from rehearsal.demo import REGISTRY, ROOT, WEEKS, Demo
from rehearsal.processes import ProcessDied
from rehearsal.progress import Progress

LIST = "retornados"  # as the demo imports it
STEPS = ("attempted", "contacted", "identified", "validated", "interested", "lead")
_ROWS_PER_PERSON = 3  # of the sample registry: some of its rows are no good, as in life


class Dress(Demo):
    """One run of a campaign that somebody has written down. Its users are nobody."""

    workers = ("worker1",)

    def __init__(self, place: Path, people: int) -> None:
        self._document: dict[str, Any] = yaml.safe_load((place / "campaign.yaml").read_text())
        self._script = place / "script.yaml"
        self.campaign = self._document["campaign"]
        self.caller = _first_caller(self._document)
        registry = place / "registry.csv"
        _some_rows(ROOT / REGISTRY, registry, people * _ROWS_PER_PERSON)
        super().__init__(people, "dress", place / "run", registry)

    def _file(self) -> Path:
        self._document |= {"list": LIST, "sample": self.people}
        path = self.folder / "campaign.yaml"
        path.write_text(yaml.safe_dump(self._document, sort_keys=False, allow_unicode=True))
        return path

    def _add_team(self) -> None:
        """Nobody signs in."""

    def _troubles(self) -> Sequence[str]:
        """The usual ones; and WhatsApp's template, where texts go that way."""
        template = self._document.get("whatsapp_template")
        approved = ("--template", f"{template}=Hola {{{{1}}}}, le escribimos.") if template else ()
        return (*super()._troubles(), *approved)

    def play(self, console: Console) -> Mapping[str, Any]:
        """The campaign from the first call to the last; what came of it."""
        with self.processes:
            self.set_up(console)
            self._flask("campaign", "script", self.campaign, str(self._script))
            self.start()
            with Progress(console, self.people) as progress:
                progress.follow(self.web, self.processes.check, WEEKS)
            self.stop_clock()
            report = self.report()
        figures = json.loads((report.parent / "informe.json").read_text())
        return outcome(figures, _complaints(self.folder / "logs"))


def outcome(figures: Mapping[str, Any], complaints: int) -> Mapping[str, Any]:
    """What an operator looks at before the start, of the figures of a report."""
    steps = {step["code"]: step["count"] for step in figures["funnel"]}
    mechanism = figures["mechanism"]
    hours = sorted({slot["hour"] for slot in mechanism["by_slot"] if slot["calls"]})
    ours = [line for line in mechanism["by_medium"] if not line["inbound"]]
    return {
        "people": figures["draw"]["size"],
        **{step: steps.get(step, 0) for step in STEPS},
        "calls": sum(line["attempts"] for line in ours if line["medium"] == "voice"),
        "texts": mechanism["texts"]["sent"],
        "talk_minutes": round(mechanism["talk_seconds"] / 60),
        "opted_out": mechanism["opted_out"],
        "first_hour": hours[0] if hours else None,
        "last_hour": hours[-1] if hours else None,
        "broken": [p["code"] for p in figures["promises"] if p["breaches"]],
        "promises": len(figures["promises"]),
        "complaints": complaints,
    }


def _first_caller(document: Mapping[str, Any]) -> str:
    lines = document.get("caller_ids") or []
    return str(document.get("caller_id") or lines[-1]["number"])


def _some_rows(registry: Path, path: Path, rows: int) -> None:
    with registry.open(encoding="utf-8-sig", newline="") as whole:
        lines = csv.reader(whole)
        kept = [row for _, row in zip(range(rows + 1), lines, strict=False)]
    with path.open("w", encoding="utf-8-sig", newline="") as part:
        csv.writer(part).writerows(kept)


def _complaints(logs: Path) -> int:
    """How many errors our own processes told of."""
    texts = (path.read_text(errors="replace") for path in logs.glob("*.log"))
    return sum(text.count('"level": "error"') for text in texts)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser("rehearsal.dress", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=60)
    told = parser.parse_args(arguments)
    place = told.folder.resolve()
    os.chdir(ROOT)
    os.nice(10)  # a campaign may be running beside it
    try:
        found = Dress(place, told.people).play(Console(stderr=True, quiet=True))
    except (ProcessDied, TimeoutError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    (place / "outcome.json").write_text(json.dumps(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
