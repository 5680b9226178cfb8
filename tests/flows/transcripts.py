"""Reads and plays the conversations in tests/conversations, which anybody can read and write.

# what it shows
person: Ana Mejía, 1990, danli     name, birth year or -, municipality or -
medium: both                       or voice, or text
now: 2026-11-03 10:00              local time
agents: free                       optional; so are `inbound: yes`, `closed: 2026-11-05`
shared: yes                        and that others have the number too

< ¿Hablo con Ana                   said now; letter case, accents and ¿? do not matter
<v marque 1                        said, when played on the phone (<t: when written)
> sí soy yo                        a reply; [1990] are keys, … is silence
> sí soy yo ~0.3                   so sure was the recogniser that this was said
! no agent                         whoever waits for an agent: none was found
~ text                             the call was cut; it goes on by text (or `voice`; `… rings
                                   back`, `… writes`: the person comes to us)
= interested                       at the end: the outcome, or `open` after a hang-up
= kept appointment 2026-11-05…     also: not kept x, identified, opted out, may opt out,
                                   transfer, says nothing; `not` turns one round
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.carrying import left_by, taking_up
from flows.engine import begin, nobody_free, resume, turn_of
from flows.medium import Medium
from flows.phrases import phrase
from flows.script import Script
from flows.turn import Context, Outcome, Person, State, Turn
from flows.understanding.heard import Reply
from flows.wording_checks import revealing

CONVERSATIONS = Path(__file__).parents[1] / "conversations"
HEADERS = {"person", "medium", "now", "agents", "inbound", "closed", "shared"}
ZONE = ZoneInfo("America/Tegucigalpa")
PLACES = {"danli": "Danlí", "san_pedro_sula": "San Pedro Sula", "choluteca": "Choluteca"}


@dataclass(frozen=True, slots=True)
class Transcript:
    name: str
    headers: Mapping[str, str]
    lines: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, path: Path) -> "Transcript":
        headers, lines = {}, []
        for line in path.read_text(encoding="utf-8").splitlines():
            mark, _, rest = line.partition(" ")
            if mark in ("<", "<v", "<t", ">", "=", "~", "!"):
                lines.append((mark, rest.strip()))
            elif line.strip() and mark != "#":
                name, _, value = line.partition(":")
                headers[name.strip()] = value.strip()
        assert headers.keys() <= HEADERS
        return cls(path.stem, headers, tuple(lines))

    @property
    def media(self) -> tuple[Medium, ...]:
        medium = self.headers["medium"]
        return tuple(Medium) if medium == "both" else (Medium(medium),)

    @property
    def inbound(self) -> bool:
        return self.headers.get("inbound") == "yes"

    def context(self) -> Context:
        name, born, place = (part.strip() for part in self.headers["person"].split(","))
        person = Person(
            name,
            None if born == "-" else int(born),
            None if place == "-" else place,
            "es-HN",
        )
        now = datetime.strptime(self.headers["now"], "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
        agents = self.headers.get("agents") == "free"
        shared = self.headers.get("shared") == "yes"
        hours = opening(self.headers.get("closed"))
        return Context(person, now, hours, agents_free=agents, number_shared=shared, places=PLACES)

    def play(self, script: Script, medium: Medium) -> None:
        """Plays it, and asserts every line of it."""
        context = self.context()
        turn = begin(script, context, medium, inbound=self.inbound)
        earlier: list[State] = []
        for mark, text in self.lines:
            assert_keeps_the_secret(script, turn)
            where = f"{self.name} ({turn.state.medium}): {mark} {text}"
            if mark == ">":
                assert turn.expects is not None, f"{where}: the conversation was over"
                turn = resume(script, carried(script, turn), reply(text, turn), context)
            elif mark == "!":
                turn = nobody_free(script, carried(script, turn), context)
            elif mark == "~":
                earlier.insert(0, carried(script, turn))
                turn = taken_up(script, earlier, text, context)
            elif mark == "=":
                assert _holds(turn, text), f"{where}: {turn.state} {turn.heard}"
            elif mark == "<" or mark[1] == turn.state.medium[0]:
                said = _plain(words(script, turn))
                assert _plain(text) in said, f"{where}: said {said!r} after {turn.heard}"


def taken_up(script: Script, before: list[State], how: str, context: Context) -> Turn:
    """The beginning of the next conversation, which knows what those before it have left."""
    medium, _, came = how.partition(" ")
    turn = begin(script, context, Medium(medium), inbound=bool(came))
    return taking_up(turn, left_by(script, before))


def opening(closed: str | None = None):
    """Open hours: Monday to Saturday, eight to eight, but for the closed date, or never."""

    def hours(day: date) -> tuple[time, time] | None:
        if day.weekday() == 6 or closed in (day.isoformat(), "always"):
            return None
        return time(8), time(20)

    return hours


def carried(script: Script, turn: Turn) -> State:
    """The state as it comes back from the database; the same turn can be told from it."""
    stored = turn.state.to_json()
    assert len(stored.encode()) < 1000, stored
    state = State.from_json(stored)
    again = turn_of(script, state)
    assert (again.says, again.expects) == (turn.says, turn.expects)
    return state


def assert_keeps_the_secret(script: Script, turn: Turn) -> None:
    """Nothing that reveals the programme was said to somebody who is not confirmed."""
    if not turn.state.identified:
        assert not revealing(script) & {line.wording for line in turn.says}, turn.says


def reply(text: str, turn: Turn) -> Reply:
    """What the carrier would bring: keys on the phone, words in a text."""
    text, confidence = _confidence(text)
    if text == "…":
        return Reply()
    if not text.startswith("["):
        return Reply(words=text, confidence=confidence)
    keys = text.strip("[]")
    return Reply(keys=keys) if turn.state.medium is Medium.VOICE else Reply(words=keys)


def _confidence(text: str) -> tuple[str, float]:
    found = re.fullmatch(r"(.*) ~(0?\.\d+)", text)
    return (found[1], float(found[2])) if found else (text, 1.0)


def words(script: Script, turn: Turn) -> str:
    """All that was said at a turn."""
    state = turn.state
    return " ".join(phrase(script, line, state.medium, state.locale) for line in turn.says)


def _holds(turn: Turn, claim: str) -> bool:
    first, _, rest = claim.partition(" ")
    if first == "not":
        return not _holds(turn, rest)
    state = turn.state
    if first == "kept":
        name, _, value = rest.partition(" ")
        return state.kept.get(name) == value if value else name in state.kept
    simple = {
        "identified": state.identified,
        "opted out": state.opted_out,
        "may opt out": state.may_opt_out,
        "transfer": state.transfer,
        "says nothing": not turn.says,
        "open": turn.outcome is None and turn.expects is not None,
    }
    if claim in simple:
        return simple[claim]
    return turn.outcome is Outcome(claim) and (turn.expects is None or state.waits)


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in split if not unicodedata.combining(c) and c not in "¿¡?!")


TRANSCRIPT_REPLIES = sorted(
    {
        _confidence(text)[0].strip("[]").replace("…", "")
        for path in CONVERSATIONS.glob("*.txt")
        for mark, text in Transcript.read(path).lines
        if mark == ">"
    }
)
