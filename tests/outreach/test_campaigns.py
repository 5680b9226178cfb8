"""A campaign's life: made, drawn once, started, paused, resumed, stopped, done."""

from pathlib import Path

import pytest
import yaml

from outreach import agenda, campaigns
from outreach.carrier.profile import Abilities, profile_of
from outreach.draws import drawing
from outreach.errors import BadFile, NotAllowed, NotFound
from outreach.rules import sampling
from outreach.rules.commitments import read_commitment
from outreach.rules.frames import read_frame
from outreach.rules.states import AttemptState, CampaignState, CaseState
from outreach.store import draws, frames, tables
from outreach.system import System
from tests import look, make, play

TOWNS = ("danli", "choluteca", "la_ceiba")


@pytest.fixture(autouse=True)
def registry(system: System) -> None:
    people = [
        make.Invented(name=f"Persona {i}", numbers=(f"+504990001{i:02}",), municipality=town)
        for i, town in enumerate(TOWNS * 4)
    ]
    make.a_list(system.store, people=people, clock=system.clock)


def draw(system: System, *, seed: str = "semilla", size: int | None = None) -> drawing.Done:
    return drawing.draw(
        system, "piloto", seed=seed, size=size, actor="ana", now=system.clock.now()
    )


def become(system: System, state: CampaignState) -> None:
    campaigns.change_state(system, "piloto", state, actor="ana", now=system.clock.now())


def start(system: System) -> int:
    return campaigns.start(system, "piloto", actor="ana", now=system.clock.now())


def create(system: System, folder: Path, **file: object) -> None:
    document = {
        "campaign": "piloto",
        "list": "lista",
        "sample": 6,
        "target": {"validated": 1, "enrolled": 1},
        "script": "retornados",
        "caller_id": "+50422000100",
        **file,
    }
    path = folder / "piloto.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    campaigns.create(system, path, actor="ana", now=system.clock.now())


def test_the_draw_is_stored_and_anybody_can_repeat_it(system: System, tmp_path: Path) -> None:
    """Frame, seed and rule are all that it takes: the same people in the same order."""
    create(system, tmp_path)
    drawn = draw(system)
    with system.store.snapshot() as connection:
        campaign = campaigns.found(connection, "piloto")
        stored = draws.of(connection, campaign.id)
        frozen = frames.frozen(connection, campaign.id)
        case_ids = [row.case_code for row in draws.drawn(connection, campaign.id)]
    assert stored is not None
    assert frozen is not None
    assert (stored.seed, stored.size, stored.frame_size) == ("semilla", 6, 12)
    assert stored.rule_version == sampling.RULE_VERSION
    commitment = read_commitment(frozen.commitment)
    assert stored.frame_sha256 == commitment.frame_sha256
    again = sampling.draw(read_frame(frozen.frame), stored.seed, commitment.terms)
    assert again == drawn.draw
    assert case_ids == [member.case_id for member in again.members]
    in_order = sorted(look.rows(system.store, tables.cases), key=lambda case: case.position)
    assert [case.order_key for case in in_order] == [m.order_key.hex() for m in again.members]
    assert {case.probability for case in in_order} == {0.5}
    assert {case.state for case in in_order} == {CaseState.DRAWN}


def test_a_draw_is_never_repeated(system: System, tmp_path: Path) -> None:
    """Nobody draws until they like the result, not even with another seed."""
    create(system, tmp_path)
    draw(system)
    before = look.rows(system.store, tables.cases)
    with pytest.raises(NotAllowed, match="drawn already"):
        draw(system, seed="otra")
    assert look.rows(system.store, tables.cases) == before


def test_more_than_there_are_cannot_be_drawn(system: System, tmp_path: Path) -> None:
    """The draw fails whole, and can be made with a size that is possible."""
    create(system, tmp_path, sample=500)
    with pytest.raises(NotAllowed, match="cannot draw 500 from a frame of 12"):
        draw(system)
    assert look.count(system.store, tables.cases) == 0
    assert len(draw(system, size=12).draw.members) == 12


def test_only_a_drawn_campaign_starts_and_only_once(system: System, tmp_path: Path) -> None:
    """Each drawn person has one first attempt, nobody else has any."""
    create(system, tmp_path)
    with pytest.raises(NotAllowed, match="only a drawn campaign can start"):
        start(system)
    draw(system)
    assert start(system) == 6
    assert len(play.planned(system)) == 6
    with pytest.raises(NotAllowed):
        start(system)
    assert len(play.planned(system)) == 6


def test_a_campaign_is_paused_resumed_and_stopped(system: System, tmp_path: Path) -> None:
    """A pause holds at once, a resume goes on where it was, a stop is for good."""
    create(system, tmp_path)
    draw(system)
    start(system)
    become(system, CampaignState.PAUSED)
    assert agenda.tick(system, system.clock.now()).calls == []
    become(system, CampaignState.RUNNING)
    assert len(agenda.tick(system, system.clock.now()).calls) == 6
    become(system, CampaignState.STOPPED)
    for state in (CampaignState.RUNNING, CampaignState.PAUSED, CampaignState.STOPPED):
        with pytest.raises(NotAllowed):
            become(system, state)
    log = [row.event for row in look.rows(system.store, tables.campaign_log)]
    assert log == ["created", "frozen", "drawn", "started", "paused", "running", "stopped"]
    assert {row.actor for row in look.rows(system.store, tables.campaign_log)} == {"ana"}


@pytest.mark.parametrize("state", [CampaignState.PAUSED, CampaignState.RUNNING])
def test_what_never_ran_is_neither_paused_nor_resumed(
    system: System, tmp_path: Path, state: CampaignState
) -> None:
    """`resume` is no back door around the draw."""
    create(system, tmp_path)
    with pytest.raises(NotAllowed):
        become(system, state)
    draw(system)
    with pytest.raises(NotAllowed):
        become(system, state)
    assert play.planned(system) == []


def test_a_campaign_in_which_nothing_is_left_is_done(system: System) -> None:
    """It ends by itself when the last case is closed, and not before."""
    make.a_campaign(system)
    for attempt_id in play.planned(system):
        agenda.tidy(system, system.clock.now())
        assert campaigns.status(system, "piloto")["state"] == CampaignState.RUNNING
        ref = play.place(system, attempt_id)
        play.talk(system, ref, *play.NOT_INTERESTED)
        play.hang_up(system, ref)
    agenda.tidy(system, system.clock.now())
    status = campaigns.status(system, "piloto")
    assert status["state"] == CampaignState.DONE
    assert (status["drawn"], status["validated"], status["closed"]) == (12, 12, 12)
    assert (status["interested"], status["leads"]) == (0, 0)


def test_a_person_without_a_number_left_is_closed_at_the_start(
    system: System, tmp_path: Path
) -> None:
    """With a reason, and without an attempt that could never be made."""
    with system.store.transaction() as connection:
        connection.execute(tables.phones.delete().where(tables.phones.c.person_id == 1))
    make.a_campaign(system)
    case = look.one(system.store, tables.cases, person_id=1)
    assert (case.state, case.closed_why) == (CaseState.CLOSED, "no_number_left")
    assert look.rows(system.store, tables.attempts, case_id=case.id) == []
    assert len(look.rows(system.store, tables.attempts, state=AttemptState.PLANNED)) == 11


def test_what_is_not_there_is_said_by_its_name(system: System, tmp_path: Path) -> None:
    """A list, a script, a campaign: the message names it, and nothing is written."""
    with pytest.raises(NotFound, match="no list is called 'otra'"):
        create(system, tmp_path, list="otra")
    with pytest.raises(BadFile, match=r"piloto\.yaml: script: .*nadie"):
        create(system, tmp_path, script="nadie")
    with pytest.raises(NotFound, match="no campaign called 'piloto'"):
        draw(system)
    assert look.count(system.store, tables.campaigns) == 0
    create(system, tmp_path)
    with pytest.raises(NotAllowed, match="already"):
        create(system, tmp_path)


def test_a_campaign_that_wants_more_than_the_carrier_can_does_not_start(
    system: System,
) -> None:
    """It is said before anybody is called; the others start."""
    campaign_id = make.a_campaign(system, start=False)
    with system.store.snapshot() as connection:
        setup = system.setup(connection, campaign_id)
    twilio = profile_of("twilio")
    assert setup.beyond(twilio) is None
    no_texts = twilio.model_copy(update={"can": Abilities(texts=False)})
    assert "sends no texts" in str(setup.beyond(no_texts))
    one_way = twilio.model_copy(update={"can": Abilities(inbound_texts=False)})
    assert "two_way" in str(setup.beyond(one_way))
