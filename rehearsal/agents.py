"""The agents of a rehearsal: their phones ring, they press the key that accepts, and they talk."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rehearsal import rates
from rehearsal.desks import Desk
from rehearsal.people import keyed
from rehearsal.twiml_player import Prompt, Reaction


@dataclass(frozen=True, slots=True)
class Agents:
    """Whose phones are agents', and how they answer; the same seed lets them do the same."""

    seed: int
    numbers: Sequence[str] = ()
    answer: float = rates.AGENT_ANSWERS  # share of rings
    desks: Mapping[str, Desk] = field(default_factory=dict)  # of those who close leads

    def __contains__(self, number: str) -> bool:
        return number in self.numbers

    def ring(self, sid: str) -> "Answering":
        """What becomes of one ring."""
        rng = keyed(self.seed, sid, "agent")
        return Answering(rng.random() < self.answer, rng.uniform(*rates.AGENT_PICKS_UP), rng)

    def note(self, number: str, sid: str, now: datetime) -> None:
        """The talk is over: whoever has this number writes down what came of it, if an agent."""
        if number in self.desks:
            self.desks[number].close(keyed(self.seed, sid, "result"), now)


@dataclass(slots=True)
class Answering:
    """Whether an agent picks up, after how many seconds, and how this call goes on."""

    answers: bool
    after: float
    rng: random.Random = field(repr=False)


class AgentListener:
    """An agent with the phone in hand: hears the offer out and presses 1."""

    def __init__(self, answering: Answering) -> None:
        self._rng = answering.rng
        self.heard: list[str] = []

    def hear(self, prompt: Prompt) -> Reaction | None:
        """Part of the player's Listener."""
        self.heard.append(prompt.text)
        if not prompt.takes_keys:
            return None
        if self._rng.random() < rates.AGENT_REFUSES:
            return Reaction(prompt.seconds, hangs_up=True)
        return Reaction(prompt.seconds + self._rng.uniform(0.3, 1.5), keys="1")


@dataclass(slots=True, eq=False)
class Room:
    """Where two calls meet. `until` is when they have said everything, in µs; 0: one is alone."""

    seed: int
    name: str
    members: list[str] = field(default_factory=list)
    until: int = 0
    over: bool = False

    def enter(self, sid: str, at: int) -> None:
        """Somebody comes in; with the second the talk begins."""
        self.members.append(sid)
        if len(self.members) == 2:
            rng = keyed(self.seed, self.name, "talk")
            self.until = at + round(rng.uniform(*rates.TALK_SECONDS) * 1_000_000)

    def leave(self, sid: str) -> None:
        """Whoever leaves ends it for the other."""
        if sid in self.members:
            self.members.remove(sid)
            self.over = True


class Rooms:
    """The conferences that are going on, by name."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._rooms: dict[str, Room] = {}

    def named(self, name: str) -> Room:
        room = self._rooms.get(name)
        if room is None or (room.over and not room.members):
            room = self._rooms[name] = Room(self._seed, name)
        return room
