"""Invents, from a seed, who lives behind each number, what they are like and when they pick up."""

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from rehearsal import rates
from rehearsal.population import CITIES, Registered

ZONE = ZoneInfo("America/Tegucigalpa")
OTHER_PLACES = ("El Progreso", "Choloma", "Comayagua", "Juticalpa", "Tela", "Santa Bárbara")
SERVICES = ("training", "employment", "entrepreneurship")
SOLE_SERVICE = 0.7  # share that name one service only


class Attitude(StrEnum):
    """What a person would say to the offer."""

    INTERESTED = "interested"
    NOT_INTERESTED = "not_interested"
    WAVERING = "wavering"
    OPTS_OUT = "opts_out"
    WANTS_PERSON = "wants_person"


class Role(StrEnum):
    """Who picked up, seen from the person the call is for."""

    HOLDER = "holder"
    RELATIVE = "relative"
    STRANGER = "stranger"
    MACHINE = "machine"
    RECORDING = "recording"


class Ring(StrEnum):
    """What comes of ringing a number."""

    ANSWERED = "answered"
    BUSY = "busy"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Character:
    """One invented person. `gone` is empty, `deceased` or `away`."""

    name: str
    birth_year: int
    recorded_municipality: str
    municipality: str
    gone: str
    language: str  # es, en, cab
    attitude: Attitude
    services: tuple[str, ...]
    job: str
    wariness: float  # multiplies the chance that they pick up
    suspicious: bool
    presses_keys: bool
    agent_now: bool
    hangs_up_early: float  # chance a second, before they have said a word
    hangs_up_later: float
    hangs_up_on_machine: float  # chance a call
    texts: float  # dice thrown once: whether they are of the kind that answers texts


@dataclass(slots=True, eq=False)
class Line:
    """One number and who is there. What follows `residents` changes as things happen."""

    number: str
    state: str
    residents: tuple[Character, ...]
    recycled: bool
    voicemail: bool
    rings: int = 0
    texts: int = 0
    busy: bool = False
    agreed: datetime | None = None  # local time somebody here asked to be called
    rang: datetime | None = None  # local time somebody here rang and was not answered
    blocked: bool = False  # wrote STOP to the carrier
    on_whatsapp: bool = True
    wrote_on_whatsapp: datetime | None = None


@dataclass(frozen=True, slots=True)
class PickUp:
    """What one ring led to, after how many seconds of ringing; `who` is there when answered."""

    ring: Ring
    after: float
    sip: int
    role: Role | None = None
    who: Character | None = None


def keyed(seed: int, *parts: object) -> random.Random:
    """A generator of its own for these parts, whatever was drawn before."""
    text = "\x1f".join(str(part) for part in (seed, *parts))
    return random.Random(hashlib.blake2b(text.encode(), digest_size=8).digest())


def draw(shares: Mapping[str, float], rng: random.Random) -> str:
    """One of the keys, in proportion to its share."""
    return rng.choices(list(shares), list(shares.values()))[0]


def local(moment: datetime) -> datetime:
    return moment.astimezone(ZONE)


def awake(moment: datetime) -> datetime:
    """The moment itself, or the next one at which people here act."""
    here = local(moment)
    opens, closes = rates.WAKING
    if here.hour < opens:
        here = here.replace(hour=opens, minute=here.minute, second=here.second)
    elif here.hour >= closes:
        here = (here + timedelta(days=1)).replace(hour=opens)
    return here.astimezone(moment.tzinfo)


class People:
    """Everybody, made when first needed. Same seed and population: same people."""

    def __init__(
        self, population: Mapping[str, tuple[Registered, ...]], seed: int, year: int
    ) -> None:
        self._population = population
        self._lines: dict[str, Line] = {}
        self.seed = seed
        self.year = year

    def line(self, number: str) -> Line:
        if number not in self._lines:
            self._lines[number] = self._invent(number)
        return self._lines[number]

    def _invent(self, number: str) -> Line:
        rng = keyed(self.seed, number)
        state = draw(rates.LINE_STATES, rng)
        recycled, voicemail = rng.random() < rates.RECYCLED, rng.random() < rates.VOICEMAIL
        registered = self._population.get(number, ())
        residents = tuple(
            invent(person, keyed(self.seed, person.name, person.birth_year))
            for person in registered
        )
        on_whatsapp = keyed(self.seed, number, "whatsapp").random() < rates.ON_WHATSAPP
        unknown = recycled or not residents
        return Line(number, state, residents, unknown, voicemail, on_whatsapp=on_whatsapp)

    def ring(self, number: str, at: datetime) -> PickUp:
        """What ringing the number at this time leads to, if it rings for ever."""
        line = self.line(number)
        line.rings += 1
        rng = keyed(self.seed, number, "ring", line.rings)
        if line.busy:
            return PickUp(Ring.BUSY, 2.0, 486)
        if line.state != "in_service":
            return _out_of_service(line, rng)
        who = rng.choice(line.residents) if line.residents and not line.recycled else None
        if rng.random() < _chance(line, who, local(at)):
            role = _who_answers(line, who, rng)
            return PickUp(Ring.ANSWERED, rng.uniform(4.0, 17.0), 200, role, who)
        return _unanswered(line, rng)


def invent(person: Registered, rng: random.Random) -> Character:
    """The truth behind one record: mostly what it says, and everything it does not say."""
    moved = rng.random() < rates.MOVED
    elsewhere = rng.choice([*CITIES, *OTHER_PLACES])
    year = person.birth_year or rng.randrange(1965, 2004)
    if rng.random() < rates.RECORD_WRONG:
        year += rng.choice((-2, -1, 1, 2, 10))
    jobs = {job: share for job, (share, _) in rates.JOBS.items()}
    return Character(
        name=person.name,
        birth_year=year,
        recorded_municipality=person.municipality,
        municipality=elsewhere if moved else person.municipality,
        gone=draw(_or_else({"deceased": rates.DECEASED, "away": rates.AWAY}, ""), rng),
        language=draw(_or_else({"en": rates.ENGLISH, "cab": rates.GARIFUNA}, "es"), rng),
        attitude=Attitude(draw(rates.ATTITUDES, rng)),
        services=tuple(sorted(rng.sample(SERVICES, 1 if rng.random() < SOLE_SERVICE else 2))),
        job=draw(jobs, rng),
        wariness=rng.uniform(*rates.WARINESS),
        suspicious=rng.random() < rates.SUSPICIOUS,
        presses_keys=rng.random() < rates.KEY_PRESSERS,
        agent_now=rng.random() < rates.AGENT_NOW,
        hangs_up_early=rng.uniform(*rates.HANGS_UP_EARLY),
        hangs_up_later=rng.uniform(*rates.HANGS_UP_LATER),
        hangs_up_on_machine=rng.uniform(*rates.HANGS_UP_ON_MACHINE),
        texts=rng.random(),
    )


def _or_else(shares: Mapping[str, float], rest: str) -> dict[str, float]:
    return {**shares, rest: 1.0 - sum(shares.values())}


def part_of_week(here: datetime) -> int:
    """Index into the chances of a job: morning, midday, afternoon, evening, Saturday, Sunday."""
    if here.weekday() >= 5:
        return here.weekday() - 1
    return sum(here.hour >= hour for hour in (12, 14, 17))


def _chance(line: Line, who: Character | None, here: datetime) -> float:
    if line.agreed and timedelta(minutes=-10) <= here - line.agreed <= timedelta(minutes=50):
        return rates.PICKS_UP_AS_AGREED
    if line.rang and timedelta() <= here - line.rang <= timedelta(minutes=30):
        return rates.PICKS_UP_WHEN_RUNG_BACK
    if who is None:
        return 0.3
    return min(rates.JOBS[who.job][1][part_of_week(here)] * who.wariness, 0.95)


def _who_answers(line: Line, who: Character | None, rng: random.Random) -> Role:
    if who is None:
        return Role.STRANGER
    if who.gone or rng.random() < rates.RELATIVE_PICKS_UP:
        return Role.RELATIVE
    return Role.HOLDER


def _unanswered(line: Line, rng: random.Random) -> PickUp:
    dice = rng.random()
    if dice < rates.ENGAGED:
        return PickUp(Ring.BUSY, rng.uniform(1.0, 3.0), 486)
    if dice < rates.ENGAGED + rates.DECLINED:
        return PickUp(Ring.DECLINED, rng.uniform(4.0, 14.0), 603)
    if line.voicemail:
        return PickUp(Ring.ANSWERED, rng.uniform(18.0, 24.0), 200, Role.MACHINE)
    return PickUp(Ring.NO_ANSWER, 600.0, 487)


def _out_of_service(line: Line, rng: random.Random) -> PickUp:
    if line.state == "recording":
        return PickUp(Ring.ANSWERED, rng.uniform(1.0, 4.0), 200, Role.RECORDING)
    if line.state == "off":
        if line.voicemail or rng.random() < 0.3:
            return PickUp(Ring.ANSWERED, rng.uniform(1.0, 4.0), 200, Role.MACHINE)
        return PickUp(Ring.NO_ANSWER, 600.0, 480)
    return PickUp(Ring.UNREACHABLE, rng.uniform(0.5, 2.0), 404)
