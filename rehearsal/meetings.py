"""Connects calls with each other: two in a room, or one that a Dial rings and speaks with."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from urllib.parse import urljoin

from rehearsal import rates
from rehearsal.agents import AgentListener, Agents, Room, Rooms
from rehearsal.people import People, Ring, Role, keyed
from rehearsal.resources import Call
from rehearsal.timeline import SECOND, Process
from rehearsal.twiml_player import Ending, Fetch, Player, Prompt, Verb

_ALONE_SECONDS = 2.0  # between two looks of who is alone in a room
# whoever comes second may be as far behind as a slice of time is long
_LONGEST_ALONE = 1800.0


class Meetings:
    """What a Dial does. `met` is told of each call that is not alone any more."""

    def __init__(self, people: People, agents: Agents, met: Callable[[str], None]) -> None:
        self._people = people
        self._agents = agents
        self._rooms = Rooms(people.seed)
        self._met = met

    def dial(self, player: Player, process: Process, verb: ET.Element, url: str) -> Verb:
        """Plays a Dial of the call that the player plays."""
        conference, number = verb.find("Conference"), verb.find("Number")
        if conference is not None:
            room = self._rooms.named((conference.text or "").strip())
            left = yield from self._meet(player, process, room)
            if left is not None:
                return left
            return _goes_on(verb, url, "completed", 0)
        if number is not None:
            return (yield from self._ring(player, process, verb, number, url))
        yield from player.wait(float(verb.get("timeout", "30")))
        return _goes_on(verb, url, "no-answer", 0)

    def _meet(self, player: Player, process: Process, room: Room) -> Verb:
        sid, alone = player.call.sid, 0.0
        room.enter(sid, process.at)
        if room.until:
            for member in room.members:
                self._met(member)
        try:
            while not room.over and alone < _LONGEST_ALONE:
                if room.until:
                    left = (room.until - process.at) / SECOND
                    if left <= 0:
                        break
                    yield from player.wait(min(left, 30.0))
                    continue
                reaction = player.listener.hear(Prompt("", _ALONE_SECONDS))
                yield from player.wait(_ALONE_SECONDS)
                alone += _ALONE_SECONDS
                if reaction and reaction.hangs_up:
                    return Ending.PERSON_HUNG_UP
        finally:
            room.leave(sid)
        if room.until:
            self._agents.note(player.call.to, sid, process.now)
        return None

    def _ring(
        self, player: Player, process: Process, verb: ET.Element, number: ET.Element, url: str
    ) -> Verb:
        """Rings a number from within a call: an agent's, or somebody's whom an agent calls."""
        to, timeout = (number.text or "").strip(), float(verb.get("timeout", "30"))
        if to in self._agents:
            return (yield from self._ring_agent(player, process, verb, number, url))
        pick_up = self._people.ring(to, process.now)
        yield from player.wait(min(pick_up.after, timeout))
        if pick_up.ring is not Ring.ANSWERED or pick_up.after > timeout:
            status = "failed" if pick_up.ring is Ring.UNREACHABLE else "no-answer"
            return _goes_on(verb, url, status, 0)
        rng = keyed(self._people.seed, player.call.sid, "talk")
        holder = pick_up.role is Role.HOLDER
        seconds = rng.uniform(*rates.TALK_SECONDS) if holder else rng.uniform(8.0, 40.0)
        yield from player.wait(seconds)
        return _goes_on(verb, url, "completed", round(seconds))

    def _ring_agent(
        self, player: Player, process: Process, verb: ET.Element, number: ET.Element, url: str
    ) -> Verb:
        to, whisper = (number.text or "").strip(), number.get("url", "")
        sid = f"{player.call.sid[:-4]}{len(player.call.sid) + player.call.webhooks:04x}"
        answering = self._agents.ring(sid)
        yield from player.wait(min(answering.after, float(verb.get("timeout", "30"))))
        if not answering.answers:
            return _goes_on(verb, url, "no-answer", 0)
        leg = Call(sid, player.call.account, to, player.call.sender, "outbound-dial",
                   player.call.created)  # fmt: skip
        base = {**player.base, "CallSid": sid, "To": to, "Called": to}
        child = Player(leg, AgentListener(answering), base)
        ending = yield from child.play(Fetch(urljoin(url, whisper)))
        if child.was_hung_up or ending is not Ending.SCRIPT_HUNG_UP:
            return _goes_on(verb, url, "no-answer", 0)
        seconds = answering.rng.uniform(*rates.TALK_SECONDS)
        yield from player.wait(seconds)
        self._agents.note(to, sid, process.now)
        return _goes_on(verb, url, "completed", round(seconds))


def _goes_on(verb: ET.Element, url: str, status: str, seconds: int) -> Fetch | None:
    """What follows the Dial: its action, where it has one."""
    if "action" not in verb.attrib:
        return None
    said = (("DialCallStatus", status), ("DialCallDuration", str(seconds)))
    return Fetch(urljoin(url, verb.get("action", "")), verb.get("method", "POST").upper(), said)
