"""Carries calls from the first ring to the last callback, outbound and inbound."""

import xml.etree.ElementTree as ET
from collections.abc import Generator
from email.utils import format_datetime
from urllib.parse import urljoin

from rehearsal import rates
from rehearsal.agents import AgentListener, Agents
from rehearsal.listeners import OnThePhone, greeting
from rehearsal.meetings import Meetings
from rehearsal.people import People, PickUp, Ring, Role, awake, draw, keyed, local
from rehearsal.product import Product
from rehearsal.resources import API, Call
from rehearsal.respondents import Respondent
from rehearsal.rings import unanswered
from rehearsal.timeline import SECOND, Process, Steps, Timeline, to_us
from rehearsal.twiml_player import Ending, Fetch, Listener, Player, Playing, Verb
from rehearsal.webhooks import Answer, Fate, Mischief, Webhook

Part = Generator[float | Webhook, Answer | None, None]


class Switchboard:
    """Every call of the network, by SID."""

    def __init__(
        self,
        timeline: Timeline,
        people: People,
        product: Product,
        mischief: Mischief,
        agents: Agents | None = None,
    ) -> None:
        self._timeline = timeline
        self._people = people
        self._product = product
        self._mischief = mischief
        self.calls: dict[str, Call] = {}
        self._players: dict[str, Player] = {}
        self._processes: dict[str, Process] = {}
        self._agents = agents or Agents(people.seed)
        self._alone: dict[str, Process] = {}  # calls to agents who have not met the person yet
        self._meetings = Meetings(people, self._agents, self._met)

    def place(self, call: Call) -> None:
        """Take on an outbound call that the product asked for."""
        self.calls[call.sid] = call
        if call.to in self._agents:
            process = self._timeline.begin_to_meet(lambda process: self._to_agent(call, process))
            self._alone[call.sid] = self._processes[call.sid] = process
            return
        self._processes[call.sid] = self._timeline.begin(
            lambda process: self._outbound(call, process), after=0.5
        )

    def ring_in(self, number: str, at: int) -> None:
        """Let somebody at this number call the product, not before `at` (µs)."""
        self._timeline.begin_at(lambda process: self._inbound(number, process), at)

    def order(self, call: Call, what: Fetch | Ending) -> None:
        """Redirect or end a call that is not over; it obeys at its next step."""
        player = self._players.get(call.sid)
        if player is not None:
            player.orders.append(what)
        elif isinstance(what, Fetch):
            call.asked["Url"], call.asked["Method"] = what.url, what.method
            if what.twiml is not None:
                call.asked["Twiml"] = what.twiml
        else:
            call.ending = what
        if player is not None or isinstance(what, Ending):
            self._timeline.hurry(self._processes[call.sid])

    # ── outbound ─────────────────────────────────────────────────────────────────────────────

    def _outbound(self, call: Call, process: Process) -> Steps:
        rng = keyed(self._people.seed, call.sid)
        call.started = process.now
        yield from self._tell(call, process, "initiated", {"CallStatus": "initiated"})
        yield rng.uniform(0.5, 2.0)
        if call.ending:
            return (yield from self._over(call, process, "canceled", 487))
        pick_up = self._people.ring(call.to, process.now)
        call.status = "ringing"
        if pick_up.ring is not Ring.UNREACHABLE:
            yield from self._tell(call, process, "ringing", {})
        patience = min(float(call.asked.get("Timeout", "60")), 600.0)
        yield min(pick_up.after, patience)
        if call.ending:
            return (yield from self._over(call, process, "canceled", 487))
        if pick_up.ring is Ring.ANSWERED and pick_up.after <= patience:
            yield from self._answered(call, process, pick_up)
            return
        self._maybe_ring_back(call, process, pick_up)
        yield from self._over(call, process, *unanswered(pick_up, patience))

    def _answered(self, call: Call, process: Process, pick_up: PickUp) -> Part:
        line = self._people.line(call.to)
        rng = keyed(self._people.seed, call.sid, "talk")
        line.busy = True
        call.status, call.answered, call.who = "in-progress", process.now, str(pick_up.role)
        listener: Listener
        human = pick_up.role not in (Role.MACHINE, Role.RECORDING)
        if human:
            role = pick_up.role or Role.STRANGER
            listener = OnThePhone(
                Respondent(line, role, pick_up.who, rng, process.now, self._people.year)
            )
        else:
            listener = greeting(line, pick_up.role or Role.MACHINE, rng)
        player = self._players[call.sid] = self._player(call, listener, process)
        yield from self._tell(call, process, "answered", {})
        told = yield from self._detect(call, process, human)
        first = Fetch(
            call.asked.get("Url", ""),
            call.asked.get("Method", "POST"),
            told,
            call.asked.get("Twiml") or None,
        )
        call.ending = yield from self._talk(player, first, call.asked.get("FallbackUrl", ""))
        line.busy = False
        yield from self._over(call, process, "completed", 200)

    def _talk(self, player: Player, first: Fetch, fallback: str) -> Playing:
        if player.orders:
            ordered = player.orders.pop(0)
            if isinstance(ordered, Ending):
                return ordered
            first = ordered
        return (yield from player.play(first, fallback))

    def _detect(
        self, call: Call, process: Process, human: bool
    ) -> Generator[float | Webhook, Answer | None, tuple[tuple[str, str], ...]]:
        """Answering machine detection: what the first request is told, after the time it takes."""
        kind = call.asked.get("MachineDetection", "")
        if kind not in ("Enable", "DetectMessageEnd"):
            return ()
        rng = keyed(self._people.seed, call.sid, "amd")
        by = draw(rates.AMD_OF_HUMAN if human else rates.AMD_OF_MACHINE, rng)
        if by == "machine_start" and kind == "DetectMessageEnd":
            by = rng.choice(("machine_end_beep", "machine_end_beep", "machine_end_silence"))
        seconds = rng.uniform(2.0, 4.5)
        call.answered_by = by
        told = (("AnsweredBy", by), ("MachineDetectionDuration", str(round(seconds * 1000))))
        if call.asked.get("AsyncAmd") == "true":
            url = call.asked.get("AsyncAmdStatusCallback", "")
            params = {**self._about(call), **dict(told)}
            if url:
                at = process.at + round(seconds * SECOND)
                self._timeline.begin_at(lambda _: _post(url, params, call), at)
            return ()
        yield seconds
        return told

    # ── to agents ────────────────────────────────────────────────────────────────────────────

    def _to_agent(self, call: Call, process: Process) -> Steps:
        try:
            yield from self._agent_rings(call, process)
        finally:
            self._met(call.sid)

    def _agent_rings(self, call: Call, process: Process) -> Part:
        answering = self._agents.ring(call.sid)
        patience = min(float(call.asked.get("Timeout", "60")), 600.0)
        call.started, call.status = process.now, "ringing"
        yield answering.after if answering.answers else patience
        if call.ending:
            return (yield from self._over(call, process, "canceled", 487))
        if not answering.answers or answering.after > patience:
            return (yield from self._over(call, process, "no-answer", 487))
        call.status, call.answered, call.who = "in-progress", process.now, "agent"
        player = self._players[call.sid] = self._player(call, AgentListener(answering), process)
        first = Fetch(call.asked.get("Url", ""), call.asked.get("Method", "POST"))
        call.ending = yield from self._talk(player, first, call.asked.get("FallbackUrl", ""))
        return (yield from self._over(call, process, "completed", 200))

    def _met(self, sid: str) -> None:
        """An agent's call is not alone any more, or over: others need not wait for it."""
        process = self._alone.pop(sid, None)
        if process is not None:
            self._timeline.met(process)

    def _maybe_ring_back(self, call: Call, process: Process, pick_up: PickUp) -> None:
        rng = keyed(self._people.seed, call.sid, "back")
        if pick_up.ring in (Ring.NO_ANSWER, Ring.DECLINED, Ring.BUSY) and pick_up.sip != 480:
            self._ring_back(call.to, process, rng.random() < rates.RINGS_BACK_MISSED, rng.random())

    def _ring_back(self, number: str, process: Process, does: bool, dice: float) -> None:
        if does:
            at = process.at + round((300 + dice * 9000) * SECOND)
            self.ring_in(number, at)

    # ── inbound ──────────────────────────────────────────────────────────────────────────────

    def _inbound(self, number: str, process: Process) -> Steps:
        later = to_us(awake(process.now)) - process.at
        if later > 0:
            yield later / SECOND
        line = self._people.line(number)
        if line.busy:
            return
        line.rings += 1
        rng = keyed(self._people.seed, number, "in", line.rings)
        call = self._incoming(
            number, process, self._product.dialect.sid("CA", rng.getrandbits(128))
        )
        who = rng.choice(line.residents) if line.residents and not line.recycled else None
        role = Role.HOLDER if who and not who.gone else Role.STRANGER
        line.busy, call.who = True, str(role)
        listener = OnThePhone(Respondent(line, role, who, rng, process.now, self._people.year))
        player = self._players[call.sid] = self._player(call, listener, process)
        url = urljoin(self._product.base, self._product.voice)
        first = Fetch(url, extra=(("CallStatus", "ringing"),))
        call.ending = yield from player.play(first)
        line.busy = False
        rejected = call.ending == Ending.REJECTED
        if rejected:  # it was never taken, and cost nothing
            line.rang, call.answered = local(process.now), None
        yield from self._over(call, process, "busy" if rejected else "completed", 200)

    def _incoming(self, number: str, process: Process, sid: str) -> Call:
        now = process.now
        call = Call(sid, self._product.account, self._product.caller, number, "inbound", now)
        call.asked["StatusCallback"] = urljoin(self._product.base, self._product.call_status)
        call.events = frozenset({"completed"})
        call.started = call.answered = now
        call.status = "in-progress"
        self.calls[sid] = call
        self._processes[sid] = process
        return call

    def _player(self, call: Call, listener: Listener, process: Process) -> Player:
        def dial(player: Player, verb: ET.Element, url: str) -> Verb:
            return self._meetings.dial(player, process, verb, url)

        return Player(call, listener, self._about(call), self._product.dialect, dial)

    # ── both ─────────────────────────────────────────────────────────────────────────────────

    def _about(self, call: Call) -> dict[str, str]:
        """What every request about a call says of it."""
        return {
            "CallSid": call.sid,
            "AccountSid": call.account,
            "From": call.sender,
            "To": call.to,
            "Caller": call.sender,
            "Called": call.to,
            "CallStatus": call.status,
            "Direction": call.direction,
            "ApiVersion": API,
            "FromCountry": "HN",
            "ToCountry": "HN",
        }

    def _over(self, call: Call, process: Process, status: str, sip: int) -> Part:
        call.status, call.ended, call.sip_code = status, process.now, sip
        call.updated = process.now
        self._players.pop(call.sid, None)
        self._processes.pop(call.sid, None)
        told = {
            "CallDuration": str(call.seconds),
            "Duration": str(-(-call.seconds // 60)),
            "SipResponseCode": str(sip),
        }
        if call.answered_by:
            told["AnsweredBy"] = call.answered_by
        yield from self._tell(call, process, "completed", told)

    def _tell(self, call: Call, process: Process, event: str, told: dict[str, str]) -> Part:
        """A status callback, if it was asked for, unless it goes astray."""
        sequence, call.sequence = call.sequence, call.sequence + 1
        call.updated = process.now
        url = call.asked.get("StatusCallback", "")
        if not url or event not in call.events:
            return
        params = self._about(call) | {
            "Timestamp": format_datetime(process.now),
            "CallbackSource": "call-progress-events",
            "SequenceNumber": str(sequence),
            **told,
        }
        fate, delay = self._mischief.fate(call.sid, sequence)
        if fate in (Fate.REPEATED, Fate.LATE):
            at = process.at + round(delay * SECOND)
            self._timeline.begin_at(lambda _: _post(url, params, call), at)
        if fate in (Fate.ARRIVES, Fate.REPEATED):
            yield from _post(url, params, call)


def _post(url: str, params: dict[str, str], call: Call) -> Steps:
    call.webhooks += 1
    yield Webhook(url, params)
