"""An operator changes what a script says: a version of its own, kept only without a problem."""

from functools import partial

import pytest

from flows.checks import Kind
from flows.medium import Medium
from flows.phrases import phrase
from flows.rewording import Slot
from flows.script import load_script
from outreach import script_editing, scripts
from outreach.actors import Actor
from outreach.errors import NotAllowed, NotFound
from outreach.rules.states import Role
from outreach.script_editing import Refused, Saved
from outreach.store import tables, users
from outreach.system import System
from tests import look, make, play

VOICE = Slot("", Medium.VOICE)
NEW = {VOICE: "Buenas. Buscamos a {name}."}


@pytest.fixture
def operator(system: System) -> Actor:
    user_id = make.a_user(
        system.store, login="olga", password_hash="x", role=Role.OPERATOR, clock=system.clock
    )
    return Actor(user_id, Role.OPERATOR, "192.0.2.7")


def save(system: System, actor: Actor, words: dict[Slot, str], made_from: int = 1) -> object:
    return script_editing.save(
        system, "retornados", "hello", words, made_from=made_from, actor=actor,
        now=system.clock.now(),
    )  # fmt: skip


def test_a_change_is_the_next_version_and_stands_in_the_log(
    system: System, operator: Actor
) -> None:
    """With who, when and which wording; both versions are kept."""
    assert save(system, operator, NEW) == Saved(2)
    shelf = script_editing.shelf(system, "retornados", operator)
    assert shelf.newest.version == 2
    first, second = shelf.versions[1], shelf.versions[0]
    assert (first.number, first.by, first.wordings) == (1, "", ())
    assert (second.number, second.by, second.wordings) == (2, "olga", ("hello",))
    assert second.at == system.clock.now()
    (entry,) = look.rows(system.store, tables.audit_log, action="script_saved")
    assert (entry.actor_id, entry.subject, entry.detail) == (
        operator.user_id, "script retornados 2", "hello",
    )  # fmt: skip


def test_a_script_with_a_problem_is_not_kept(system: System, operator: Actor) -> None:
    """Nothing of it is left, and the problem names the wording."""
    refused = save(system, operator, {VOICE: "Le llamamos por su retorno, {name}."})
    assert isinstance(refused, Refused)
    assert [(p.kind, p.wording) for p in refused.problems] == [(Kind.DISCLOSURE, "hello")]
    assert look.rows(system.store, tables.scripts) == []
    assert look.rows(system.store, tables.audit_log) == []


def test_of_two_who_change_the_same_version_the_second_is_told(
    system: System, operator: Actor
) -> None:
    """Nobody's change is lost without a word."""
    assert save(system, operator, NEW) == Saved(2)
    assert save(system, operator, {VOICE: "Otra cosa, {name}."}) == Refused()
    assert look.count(system.store, tables.scripts) == 2


def test_of_many_who_save_in_the_same_moment_one_has_saved(
    system: System, operator: Actor
) -> None:
    """Each read the same newest version; the others are told, and one entry is in the log."""
    words = [{VOICE: f"Buenas {number}, {{name}}."} for number in range(4)]
    answers = make.at_once([partial(save, system, operator, each) for each in words])
    assert sorted(answers, key=str) == [Refused(), Refused(), Refused(), Saved(2)]
    assert look.count(system.store, tables.scripts) == 2
    assert look.count(system.store, tables.audit_log) == 1


def test_words_that_are_the_same_make_no_version(system: System, operator: Actor) -> None:
    """Saving twice is saving once."""
    save(system, operator, NEW)
    assert save(system, operator, NEW, made_from=2) == Saved(2)
    assert look.count(system.store, tables.scripts) == 2


def test_a_conversation_under_way_keeps_its_version_and_the_next_has_the_new_one(
    system: System, operator: Actor
) -> None:
    """Once the campaign was told to speak it."""
    make.a_list(
        system.store,
        people=(make.Invented(), make.Invented(name="Carlos Paz", numbers=(make.CARLOS,))),
        clock=system.clock,
    )
    campaign_id = make.a_campaign(system)
    with system.store.transaction() as connection:
        users.join(connection, operator.user_id or 0, campaign_id)
    first, second = (play.place(system, attempt_id) for attempt_id in play.planned(system))
    play.answer(system, first)
    save(system, operator, NEW)
    script_editing.speak(system, campaign_id, 2, actor=operator, now=system.clock.now())
    said = play.advance(system, first, 1, "1")
    assert said is not None
    assert said.setup.script.version == 1
    other = play.answer(system, second)
    assert other is not None
    assert other.setup.script.version == 2
    assert phrase(other.setup.script, other.turn.says[0], Medium.VOICE, "es-HN").startswith(
        "Buenas. Buscamos a"
    )
    told = look.rows(system.store, tables.campaign_log, event="script")
    assert [(row.actor, row.detail["version"]) for row in told] == [("olga", 2)]


def test_a_new_campaign_speaks_the_newest_version(system: System, operator: Actor) -> None:
    """Whoever changed a wording expects the next campaign to say it."""
    save(system, operator, NEW)
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    assert look.one(system.store, tables.campaigns).script_version == 2


def test_nobody_gives_a_version_to_a_campaign_of_others_or_one_that_is_over(
    system: System, operator: Actor
) -> None:
    """An operator meets the campaigns of which they are a member."""
    make.a_list(system.store, clock=system.clock)
    campaign_id = make.a_campaign(system)
    now = system.clock.now()
    with pytest.raises(NotFound):
        script_editing.speak(system, campaign_id, 1, actor=operator, now=now)
    make.stopped(system)
    with pytest.raises(NotAllowed):
        script_editing.speak(system, campaign_id, 1, actor=make.COMMAND, now=now)


def test_the_file_that_ships_comes_first_again_once_its_version_is_higher(
    system: System,
) -> None:
    """Until then, what was kept."""
    with system.store.reading() as connection:
        assert scripts.newest(connection, "retornados") is load_script("retornados")
    with pytest.raises(NotFound):
        script_editing.version(system, "nada")
