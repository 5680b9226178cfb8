"""The log of whole conversations: ids and results, and nothing that anybody said or is."""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import structlog

from outreach import agenda, attempts, inbound, logs
from outreach.attempts import Ending
from outreach.rules.dispositions import CarrierResult
from outreach.system import System
from tests import make, play
from tests.fakes import FakeCarrier

PERSON = make.Invented(
    name="Eufemia Zelaya", numbers=("+50499887766",), birth_year=1983, document="0801198312345"
)
PRIVATE = (
    "Eufemia", "Zelaya", "99887766", "0801198312345", "1983", "choluteca", "Choluteca",
    "emprender", "jueves", "contento", "entrepreneurship",
)  # fmt: skip


@contextmanager
def logging_as_a_process() -> Iterator[None]:
    """The log as a process writes it, at its most talkative, with the libraries' own."""
    before = structlog.get_config()
    root = logging.getLogger()
    handler, level = logging.StreamHandler(), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    logs.configure("DEBUG")
    structlog.configure(cache_logger_on_first_use=False)  # the next test has another stderr
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        structlog.configure(**before)


def play_everything(system: System, carrier: FakeCarrier) -> None:
    """A refusal of the carrier, a lost answer, a whole conversation, texts, an opt-out."""
    make.a_list(system.store, people=(PERSON,), clock=system.clock)
    make.a_campaign(system)
    carrier.refuses_with = "20429"
    play.place(system)
    carrier.refuses_with, carrier.loses_answers = None, True
    play.wait_until_due(system)
    agenda.tick(system, system.clock.now())
    (attempt_id,) = play.planned(system)
    ref = play.place(system, attempt_id)
    play.wait(system, timedelta(minutes=4))
    agenda.tidy(system, system.clock.now())
    play.talk(
        system, ref, "sí soy Eufemia Zelaya", "1983", "sí", "no, ahora vivo en Choluteca",
        "sí, bien contento", "quiero emprender", "el jueves a las tres",
    )  # fmt: skip
    attempts.end_by_ref(system, ref, Ending(CarrierResult.COMPLETED, 80), system.clock.now())
    for sid, body in (("SM1", "soy Eufemia, bien contento"), ("SM2", "BAJA"), ("SM3", "jueves")):
        inbound.receive_text(system, sid, PERSON.numbers[0], body, system.clock.now())
    agenda.tidy(system, system.clock.now())


def test_nothing_of_a_person_is_ever_logged(
    quick_system: System, carrier: FakeCarrier, capfd: pytest.CaptureFixture[str]
) -> None:
    """Not the name, a number, the document, the birth year, an answer; each line is JSON."""
    with logging_as_a_process():
        play_everything(quick_system, carrier)
    out, err = capfd.readouterr()
    lines = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    events = {line["event"] for line in lines}
    assert {"attempt ended", "lead", "carrier refused", "carrier unavailable"} <= events
    timeless = re.sub(r'"timestamp": "[^"]+"', "", out + err)  # its digits may be anybody's year
    for secret in PRIVATE:
        assert secret not in timeless


def test_a_crash_is_logged_without_what_was_in_the_hands(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A traceback names kinds and places; values and the exception's own words stay out."""
    name = "Eufemia Zelaya"
    with logging_as_a_process():
        try:
            raise ExceptionGroup(name, [KeyError(f"{name} said no")])
        except ExceptionGroup:
            structlog.get_logger().exception("tick failed")
    _, err = capfd.readouterr()
    (line,) = err.splitlines()
    assert json.loads(line)["exception"][0]["exc_type"] == "ExceptionGroup"
    assert "KeyError" in line
    assert name not in line
