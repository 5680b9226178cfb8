"""Entries that may be of one person are decided side by side, once and for good."""

import pytest

from outreach.registry import recognise
from outreach.rules.states import Role
from outreach.store import tables
from outreach.system import System
from tests import look, make
from tests.ivr.browser import Browser, signed_in
from tests.ivr.test_hostile_console import HOSTILE, is_text_in

PAGE = "/registry/matches"


def alike(system: System, name: str = "Ana María Mejía Paz") -> Browser:
    """An admin's browser, and two entries of one name with a number in common."""
    people = [make.Invented(name=name, numbers=(make.ANA,)) for _ in range(2)]
    make.a_list(system.store, people=people, clock=system.clock)
    recognise(system.store, "lista", system.clock.now())
    return signed_in(system, Role.ADMIN)


def test_two_that_are_one_are_decided_to_be_one(quick_system: System) -> None:
    """Seen with what they have in common; afterwards there is nothing left to decide."""
    browser = alike(quick_system)
    page = browser.get(PAGE).text
    assert "lista-000000" in page
    assert "lista-000001" in page
    assert "un número en común" in page
    browser.post(f"{PAGE}/1", on=PAGE, verdict="same")
    assert look.one(quick_system.store, tables.near_matches).verdict == "same"
    assert "No hay nada que decidir" in browser.get(PAGE).text


def test_a_decision_that_is_none_changes_nothing(quick_system: System) -> None:
    """Nor does one about what is not there, or was decided."""
    browser = alike(quick_system)
    for verdict in ("perhaps", "void"):
        browser.post(f"{PAGE}/1", on=PAGE, verdict=verdict)
        assert look.one(quick_system.store, tables.near_matches).verdict is None
    assert browser.post(f"{PAGE}/9", on=PAGE, verdict="same").status_code == 404
    browser.post(f"{PAGE}/1", on=PAGE, verdict="different")
    assert browser.post(f"{PAGE}/1", on=PAGE, verdict="same").status_code == 404
    for query in ("page=0", "page=99999999999", "page=x"):
        assert browser.get(f"{PAGE}?{query}").status_code == 200


@pytest.mark.parametrize("text", [text for text in HOSTILE if "script" in text or "<" in text])
def test_names_of_both_are_text(quick_system: System, text: str) -> None:
    """Whatever a registry calls people."""
    browser = alike(quick_system, f"Ana Mejía {text}")
    assert is_text_in(browser.get(PAGE), f"Ana Mejía {text}")
