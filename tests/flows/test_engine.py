"""Whatever a person says, the engine goes on, ends, and keeps the secret."""

from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.engine import LONGEST_WALK, begin, resume, turn_of
from flows.medium import Medium
from flows.script import Script, load_script
from flows.turn import Context, Outcome, Person, State, Turn
from flows.understanding.heard import Reply
from tests.flows.test_checks import SOUND
from tests.flows.transcripts import (
    TRANSCRIPT_REPLIES,
    ZONE,
    assert_keeps_the_secret,
    carried,
    opening,
)

NOW = datetime(2026, 11, 3, 10, 0, tzinfo=ZONE)
MOST_TURNS = 60
UNTIL_THE_OFFER = ("1", "1990", "1", "1", "1", "2")  # interested in work; now or later?
SCRIPT = load_script("retornados")

said = st.one_of(
    st.sampled_from(TRANSCRIPT_REPLIES),
    st.text(max_size=40),
    st.lists(st.sampled_from(TRANSCRIPT_REPLIES), min_size=2, max_size=3).map(" ".join),
)
replies = st.one_of(
    st.builds(Reply, words=said, confidence=st.floats(0, 1)),
    st.builds(Reply, keys=st.text("0123456789*#", max_size=6)),
    st.sampled_from([Reply(keys=key) for key in ("1", "2", "3", "1990", "")]),
    st.just(Reply()),
)
people = st.builds(
    Person,
    name=st.one_of(st.just("Ana Mejía"), st.text(max_size=300)),
    birth_year=st.sampled_from([1990, None]),
    municipality=st.sampled_from(["danli", None]),
    locale=st.sampled_from(["es-HN", "es-GT", "en", "cab-HN"]),
)


def context(person: Person | None = None, *, agents_free: bool = False) -> Context:
    person = person or Person("Ana Mejía", 1990, "danli", "es-HN")
    return Context(person, NOW, opening(), agents_free=agents_free)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), people, st.sampled_from(Medium), st.booleans(), st.booleans())
def test_no_reply_breaks_the_conversation(
    data: st.DataObject, person: Person, medium: Medium, agents_free: bool, inbound: bool
) -> None:
    """Any replies: no error, nothing revealed to a stranger, a state below 1 kB, and an end."""
    world = context(person, agents_free=agents_free)
    turn = begin(SCRIPT, world, medium, inbound=inbound)
    for number in range(MOST_TURNS):
        assert_keeps_the_secret(SCRIPT, turn)
        assert turn.state.turn == number
        if turn.expects is None:
            break
        state = carried(SCRIPT, turn)
        turn = resume(SCRIPT, state, data.draw(replies), world)
        assert turn.state.opted_out >= state.opted_out
    assert turn.expects is None
    assert turn.outcome is not None


@pytest.mark.parametrize("agents_free", [False, True])
@pytest.mark.parametrize("medium", list(Medium))
@pytest.mark.parametrize("words", TRANSCRIPT_REPLIES)
def test_the_same_reply_for_ever_comes_to_an_end(
    words: str, medium: Medium, agents_free: bool
) -> None:
    """Nobody can keep the line busy by saying one thing again and again."""
    world = context(agents_free=agents_free)
    turn = begin(SCRIPT, world, medium)
    for _ in range(MOST_TURNS):
        if turn.expects is None:
            return
        turn = resume(SCRIPT, turn.state, Reply(words=words), world)
    pytest.fail(f"still asking {turn.state.step}")


@pytest.mark.parametrize("words", TRANSCRIPT_REPLIES)
def test_an_agent_has_to_be_looked_for_only_where_a_turn_says_so(words: str) -> None:
    """Everywhere else it makes no difference whether one is free."""
    for said_before in range(len(UNTIL_THE_OFFER) + 1):
        state = _play(*UNTIL_THE_OFFER[:said_before]).state
        nobody, somebody = _both(state, Reply(words=words))
        assert nobody.asked_for_agent == somebody.asked_for_agent
        assert nobody.asked_for_agent or nobody == somebody


def test_where_an_agent_is_free_the_offer_is_another() -> None:
    """Whoever is interested hears of "now" only then, and the turn says that it was looked for."""
    nobody, somebody = _both(_play(*UNTIL_THE_OFFER[:-1]).state, Reply(keys="2"))
    assert nobody.asked_for_agent and somebody.asked_for_agent
    assert nobody.state.step != somebody.state.step


def test_the_same_state_and_reply_give_the_same_turn() -> None:
    """A repeated webhook gets the same answer."""
    first = begin(SCRIPT, context(), Medium.VOICE)
    once = resume(SCRIPT, first.state, Reply(keys="1"), context())
    twice = resume(SCRIPT, State.from_json(first.state.to_json()), Reply(keys="1"), context())
    assert once == twice
    assert turn_of(SCRIPT, once.state).says == once.says


def test_a_reply_after_the_end_changes_nothing() -> None:
    """A late request after goodbye gets goodbye again."""
    over = _play("9")
    late = resume(SCRIPT, over.state, Reply(keys="1"), context())
    assert (late.state, late.expects) == (over.state, None)


def test_a_step_that_the_script_no_longer_has_ends_the_conversation() -> None:
    """A state of another version does not crash a call."""
    stale = begin(SCRIPT, context(), Medium.VOICE).state.but(step="gone")
    assert resume(SCRIPT, stale, Reply(keys="1"), context()).expects is None


@pytest.mark.parametrize(
    ("persons", "words", "locale"),
    [
        ("es-HN", "english please", "en"),
        ("es-HN", "hábleme en garífuna", "cab"),
        ("es-GT", "en español por favor", "es-GT"),
        ("en", "en español por favor", "es-HN"),
        ("en-US", "english please", "en-US"),
    ],
)
def test_the_language_asked_for_becomes_that_of_the_conversation(
    persons: str, words: str, locale: str
) -> None:
    """The person's own form of it before the script's, and what there is of it where it is not
    whole."""
    world = context(Person("Ana Mejía", 1990, "danli", persons))
    turn = begin(SCRIPT, world, Medium.VOICE)
    assert turn.state.locale == persons
    turn = resume(SCRIPT, turn.state, Reply(words=words), world)
    assert turn.state.locale == locale
    assert (turn.outcome is Outcome.LANGUAGE) == (locale == "cab")


def test_a_municipality_is_said_by_its_name() -> None:
    """The country's name of it; a place without one is said as it is known."""
    asked = [Reply(keys=keys) for keys in ("1", "1990", "1")]
    for places, name in (({"danli": "Danlí"}, "Danlí"), ({}, "danli")):
        person = Person("Ana Mejía", 1990, "danli", "es-HN")
        world = Context(person, NOW, opening(), places=places)
        turn = begin(SCRIPT, world, Medium.VOICE)
        for reply in asked:
            turn = resume(SCRIPT, turn.state, reply, world)
        assert turn.says[-1].values == {"municipality": name}


def test_a_script_that_only_walks_in_circles_is_stopped() -> None:
    """Even a faulty script, which `problems()` would refuse, cannot hang a call."""
    circle = SOUND.replace("    next: identity", "    next: hello", 1)
    turn = begin(Script.read(circle), context(), Medium.VOICE)
    assert turn.outcome is Outcome.UNANSWERED


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("mil novecientos noventa", True),
        ("tengo treinta y cinco años", True),
        ("tengo treinta y seis años", True),
        ("tengo treinta y siete años", True),
        ("tengo treinta y ocho años", False),
        ("tengo treinta y cuatro años", False),
        ("mil novecientos noventa y uno", False),
    ],
)
def test_a_birth_year_is_exact_and_an_age_good_to_a_year(words: str, right: bool) -> None:
    """Born in 1990, in November 2026: 35 to 37 fit, and no other year does."""
    asked = _play("1")
    assert resume(SCRIPT, asked.state, Reply(words=words), context()).state.identified is right


def test_a_picture_without_words_is_not_understood_rather_than_silence() -> None:
    """In a text nobody is silent: the apology of the phone would make no sense."""
    turn = begin(SCRIPT, context(), Medium.TEXT)
    turn = resume(SCRIPT, turn.state, Reply(words=" "), context())
    assert [line.wording for line in turn.says] == ["unclear", "identity_2"]


def test_what_proved_the_identity_is_not_kept() -> None:
    """The birth year is nowhere in the state."""
    assert "1990" not in _play("1", "1990").state.to_json()


def test_a_sunday_without_any_open_day_ends_without_an_appointment() -> None:
    """A country that never opens offers no time, and does not crash."""

    def never(day: date) -> tuple[time, time] | None:
        return None

    world = Context(Person("Ana Mejía", 1990, "danli", "es-HN"), NOW, never)
    turn = begin(SCRIPT, world, Medium.VOICE)
    turn = resume(SCRIPT, turn.state, Reply(keys="0"), world)
    assert turn.outcome is Outcome.HUMAN
    assert "appointment" not in turn.state.kept


def chain(says: int) -> Script:
    """The sound script with so many steps between the greeting and the first question."""
    steps = "".join(
        f"  s{n}:\n    next: {f's{n + 1}' if n + 1 < says else 'identity'}\n" for n in range(says)
    )
    text = SOUND.replace("    next: identity\n", "    next: s0\n", 1)
    return Script.read(text.replace("  born:\n", f"{steps}  born:\n", 1))


@pytest.mark.parametrize(("says", "asks"), [(LONGEST_WALK - 2, True), (LONGEST_WALK - 1, False)])
def test_at_most_32_steps_are_walked_without_asking(says: int, asks: bool) -> None:
    """Greeting, steps and question: the 32nd may be the question, the 33rd is not reached."""
    assert LONGEST_WALK == 32
    script = chain(says)
    assert script.problems() == []
    turn = begin(script, context(), Medium.VOICE)
    assert (turn.expects is not None) is asks
    assert asks or turn.outcome is Outcome.UNANSWERED


LONG = st.text("áñ€😀 x", min_size=100, max_size=300)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), LONG, LONG, st.sampled_from(Medium))
def test_the_state_stays_below_1_kb_whatever_is_said_and_recorded(
    data: st.DataObject, name: str, place: str, medium: Medium
) -> None:
    """Names and places of the record in letters of four bytes, and whatever is kept on the way."""
    world = context(Person(name, 1990, place, "es-HN"))
    turn = begin(SCRIPT, world, medium)
    further = ["sí soy yo", "1990", "sí", "trabajo, cursos y negocio", "el domingo a las tres"]
    for _ in range(12):
        assert len(turn.state.to_json().encode()) < 1000, turn.state.to_json()
        if turn.expects is None:
            return
        words = data.draw(st.sampled_from([*further, *further, *TRANSCRIPT_REPLIES]))
        sure = data.draw(st.sampled_from([0.3, 1.0]))
        turn = resume(SCRIPT, turn.state, Reply(words=words, confidence=sure), world)


def _both(state: State, reply: Reply) -> list[Turn]:
    """The turn while nobody is free, and while an agent is."""
    return [resume(SCRIPT, state, reply, context(agents_free=free)) for free in (False, True)]


def _play(*keys: str) -> Turn:
    turn = begin(SCRIPT, context(), Medium.VOICE)
    for each in keys:
        turn = resume(SCRIPT, turn.state, Reply(keys=each), context())
    return turn
