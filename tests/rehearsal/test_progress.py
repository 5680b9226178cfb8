"""What the terminal says of a rehearsal: which leads are meant, and how far the people came."""

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from rich.console import Console

from outreach.report.funnel import Level
from rehearsal.progress import Progress, show

METRICS = b"""\
# TYPE convoca_clock_seconds gauge
convoca_clock_seconds 1793728800
# TYPE convoca_people gauge
convoca_people{campaign="picc",stage="validated"} 12
convoca_people{campaign="picc",stage="leads"} 7
convoca_people{campaign="picc",stage="opted_out"} 3
"""


class Metrics(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(METRICS)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def web() -> Iterator[str]:
    """A web process of which only the metrics matter: its campaign no longer runs."""
    with HTTPServer(("127.0.0.1", 0), Metrics) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def on_paper() -> tuple[Console, io.StringIO]:
    paper = io.StringIO()
    return Console(file=paper, width=100), paper


def test_the_live_figures_count_every_lead_for_an_agent(web: str) -> None:
    """Whoever asked for a person is one too, so there may be more of them than the interested."""
    console, paper = on_paper()
    with Progress(console, people=100) as progress:
        progress.follow(web, check=lambda: None, weeks=3)
    told = paper.getvalue()
    assert "Tue 03 Nov" in told
    assert "validated 12  leads for an agent 7  opt-outs 3" in told


def test_the_funnel_says_that_its_leads_are_of_the_interested() -> None:
    """Every step has a wording of its own; those of leads begin with the interested."""
    console, paper = on_paper()
    steps = ["rows", "people", "eligible", *(level.code for level in Level)]
    show(console, {"funnel": [{"code": code, "count": 1} for code in steps]})
    told = paper.getvalue()
    assert "interested, lead made" in told
    lines = [line.split("│")[1].strip() for line in told.splitlines() if line.startswith("│")]
    assert len(set(lines)) == len(steps)
    assert all(line.startswith("interested, ") for line in lines[-3:])
    assert not [line for line in lines if "_" in line]
