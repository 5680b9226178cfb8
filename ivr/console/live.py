"""The page of what a campaign is doing now, and the part of it that moves."""

from flask import Blueprint, render_template

from ivr.console import campaign_words, wording
from ivr.console.access import actor
from ivr.system_of import carrier_of, system_of
from outreach import live as use_case

live = Blueprint("live", __name__)


@live.get("/campaigns/<name>/live")
def shown(name: str) -> str:
    return _page("live.html", name)


@live.get("/campaigns/<name>/live/part")
def part(name: str) -> str:
    """Asked for by the page every few seconds."""
    return _page("live_part.html", name)


def _page(template: str, name: str) -> str:
    system = system_of()
    found = use_case.live(system, name, actor(), system.clock.now())
    return render_template(
        template, live=found, words=campaign_words, wording=wording, carrier=carrier_of()
    )
