"""What only somebody can mend stops at once, says why, and goes on when it was mended."""

from datetime import timedelta

import pytest

from outreach import agenda, campaigns, texts
from outreach.errors import NotAllowed
from outreach.rules.contact_policy import voice_attempts_used
from outreach.rules.dispositions import CarrierResult, Disposition
from outreach.rules.states import AttemptState, CampaignState
from outreach.store import histories, tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier, FakeJobs

ACCOUNT = {
    "20003": "credenciales", "10002": "saldo", "30002": "saldo", "21215": "este país",
    "13227": "este país", "21210": "número con el que llamamos",
}  # fmt: skip
TEXTS_FIRST = {"text_after_voice_attempts": [0]}
MANY = [make.Invented(name=f"Persona {i}", numbers=(f"+504990003{i:02}",)) for i in range(60)]


def campaign_of(system: System) -> object:
    return look.one(system.store, tables.campaigns)


def events(system: System) -> list[str]:
    return [row.event for row in look.rows(system.store, tables.campaign_log)]


@pytest.mark.parametrize(("code", "reason"), ACCOUNT.items())
def test_an_error_of_the_account_pauses_the_campaign_and_says_why(
    system: System, carrier: FakeCarrier, code: str, reason: str
) -> None:
    """In the log and in the status, in plain words and with the carrier's code."""
    make.a_list(system.store, people=MANY[:3], clock=system.clock)
    make.a_campaign(system)
    carrier.refuses_with = code
    for attempt_id in play.planned(system):
        play.place(system, attempt_id)
    status = campaigns.status(system, "piloto")
    assert status["state"] == CampaignState.PAUSED
    assert reason in status["why"]
    assert code in status["why"]
    logged = look.one(system.store, tables.campaign_log, event="paused")
    assert logged.actor == "carrier"
    assert logged.detail == {"why": status["why"], "code": code}
    refused = look.rows(system.store, tables.attempts, state=AttemptState.ENDED)
    assert len(refused) == 1, "the others were not even tried"


def test_a_number_of_a_country_that_we_may_not_call_stops_nobody_else(
    system: System, carrier: FakeCarrier
) -> None:
    """A cousin's in the United States: that number is of no use, and the person has another."""
    person = make.Invented(numbers=("+13055550123", make.ANA))
    make.a_list(system.store, people=(person, MANY[0]), clock=system.clock)
    with system.store.transaction() as connection:
        abroad = tables.phones.c.number_hash == system.store.keyring.blind_index(
            "number", "+13055550123"
        )
        connection.execute(tables.phones.update().where(abroad).values(country="US"))
    make.a_campaign(system)
    case = look.one(system.store, tables.cases, person_id=1)
    (attempt_id,) = play.planned(system, case_id=case.id)
    carrier.refuses_with = "21215"
    play.place(system, attempt_id)
    assert campaigns.status(system, "piloto")["state"] == CampaignState.RUNNING
    ended = look.one(system.store, tables.attempts, id=attempt_id)
    assert ended.disposition == Disposition.INVALID_NUMBER
    following = look.one(system.store, tables.attempts, case_id=case.id, state="planned")
    own = look.one(system.store, tables.phones, person_id=1, rank=2)
    assert following.phone_id == own.id


def test_the_attempt_that_met_it_is_not_used_up(system: System, carrier: FakeCarrier) -> None:
    """The person has lost nothing, and is called when the campaign goes on."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    carrier.refuses_with = "20003"
    play.place(system)
    case = look.one(system.store, tables.cases)
    with system.store.reading() as connection:
        history = histories.known(connection, case.id, case.person_id).history
    assert voice_attempts_used(history) == 0
    carrier.refuses_with = None
    play.wait_until_due(system)
    assert agenda.tick(system, system.clock.now()).calls == []
    campaigns.change_state(
        system, "piloto", CampaignState.RUNNING, actor="ana", now=system.clock.now()
    )
    assert campaigns.status(system, "piloto")["why"] is None
    play.place(system)
    assert len(carrier.calls) == 1


def test_an_account_error_in_a_callback_counts_too(system: System, carrier: FakeCarrier) -> None:
    """Permissions are sometimes found missing only when the call is routed."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, media=["text"], policy=TEXTS_FIRST)
    ref = play.place(system)
    texts.report(system, ref, "failed", "30002", system.clock.now())
    assert look.one(system.store, tables.campaigns).state == CampaignState.PAUSED


def test_a_text_that_the_carrier_would_not_take_stops_the_texts_and_not_the_calls(
    system: System, carrier: FakeCarrier, jobs: FakeJobs
) -> None:
    """The next text of the campaign would meet the same; its calls would not."""
    make.a_list(system.store, people=MANY[:4], clock=system.clock)
    make.a_campaign(system, policy=TEXTS_FIRST)
    carrier.refuses_with = "21617"
    first, *others = play.planned(system)
    play.place(system, first)
    carrier.refuses_with = None
    status = campaigns.status(system, "piloto")
    assert (status["state"], "21617" in status["texts_stopped"]) == (CampaignState.RUNNING, True)
    for attempt_id in others:
        play.place(system, attempt_id)
    assert carrier.texts == []
    media = [a.medium for a in look.rows(system.store, tables.attempts, state="planned")]
    assert media == ["voice"] * 4
    play.wait(system, timedelta(hours=1))
    for attempt_id in play.planned(system):
        play.place(system, attempt_id)
    assert carrier.calls
    assert events(system).count("texts_stopped") == 1


def test_texts_go_out_again_when_somebody_says_so(system: System, carrier: FakeCarrier) -> None:
    """After the wording was mended; not before, and not twice."""
    make.a_list(system.store, people=MANY[:2], clock=system.clock)
    make.a_campaign(system, policy=TEXTS_FIRST)
    now = system.clock.now()
    with pytest.raises(NotAllowed, match="not stopped"):
        campaigns.allow_texts(system, "piloto", actor="ana", now=now)
    carrier.refuses_with = "21408"
    first, second = play.planned(system)
    play.place(system, first)
    carrier.refuses_with = None
    campaigns.allow_texts(system, "piloto", actor="ana", now=now)
    assert campaigns.status(system, "piloto")["texts_stopped"] is None
    play.place(system, second)
    assert len(carrier.texts) == 1
    assert events(system)[-1] == "texts_allowed"


def test_a_campaign_of_texts_alone_is_paused(system: System, carrier: FakeCarrier) -> None:
    """Without calls there is nothing to go on with, and nobody's case is closed for it."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, media=["text"], policy=TEXTS_FIRST)
    carrier.refuses_with = "21606"
    play.place(system)
    assert look.one(system.store, tables.campaigns).state == CampaignState.PAUSED
    assert look.one(system.store, tables.cases).state == "open"


def test_a_filtered_text_here_and_there_stops_nothing_and_many_do(
    system: System, carrier: FakeCarrier
) -> None:
    """Networks filter one in a hundred for no reason of ours."""
    make.a_list(system.store, people=MANY, clock=system.clock)
    make.a_campaign(system, policy=TEXTS_FIRST)
    refs = [play.place(system, attempt_id) for attempt_id in play.planned(system)]
    now = system.clock.now()
    for ref in refs[:4]:
        texts.report(system, ref, "undelivered", "30007", now)
    assert campaigns.status(system, "piloto")["texts_stopped"] is None
    texts.report(system, refs[4], "undelivered", "30007", now)
    assert "30007" in campaigns.status(system, "piloto")["texts_stopped"]
    assert campaigns.status(system, "piloto")["state"] == CampaignState.RUNNING


@pytest.mark.parametrize("code", ["21211", "21610", "13224", "99999", "20429"])
def test_what_is_about_one_number_stops_nothing(
    quick_system: System, carrier: FakeCarrier, code: str
) -> None:
    """Nor does a moment of too much traffic."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    carrier.refuses_with = code
    play.place(quick_system)
    status = campaigns.status(quick_system, "piloto")
    assert status["state"] != CampaignState.PAUSED
    assert status["texts_stopped"] is None


def test_a_call_with_a_busy_line_is_no_error(system: System, carrier: FakeCarrier) -> None:
    """An end without a code says nothing about the account."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    play.hang_up(system, play.place(system), CarrierResult.BUSY)
    assert look.one(system.store, tables.campaigns).state == CampaignState.RUNNING
