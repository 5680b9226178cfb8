"""Decides what a person answers to what they hear or read."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from rehearsal import english, rates
from rehearsal.listening import Asked, Understood, key_for, understand
from rehearsal.people import Attitude, Character, Line, Role, local
from rehearsal.population import CITIES, plain
from rehearsal.utterances import corpus, in_words, pick, propose, typed

SERVICE_WORDS = {
    "training": r"formacion|curso|capacita",
    "employment": r"empleo|trabajo",
    "entrepreneurship": r"emprend|negocio",
}


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody means and the sentence they put it in; `keys` where a key says the same."""

    intent: str
    sentence: str
    keys: str = ""


@dataclass(slots=True, eq=False)
class Respondent:
    """Somebody in one conversation, spoken or written. `rng` is this conversation's own."""

    line: Line
    role: Role
    who: Character | None
    rng: random.Random
    now: datetime
    year: int
    written: bool = False
    asked: dict[Asked, int] = field(default_factory=dict)
    doubted: bool = False
    busy: bool = False
    poses: bool = False
    answered: bool = False  # said anything yet
    relation: str = "otra persona"

    def __post_init__(self) -> None:
        self.busy = not self.written and self.rng.random() < rates.BUSY_NOW
        if self.line.agreed and self.line.agreed <= local(self.now):
            self.busy = False
        self.poses = self.rng.random() < rates.RELATIVE_POSES
        self.relation = self.rng.choice(corpus()["machine"]["relation"])

    def answer(self, text: str) -> Saying | None:
        """What they say to it; None when nothing was asked or they stay silent."""
        heard = understand(text)
        if heard.asked is Asked.NOTHING:
            return None
        if heard.asked is Asked.WAITING:
            return self._while_waiting(heard)
        times = self.asked[heard.asked] = self.asked.get(heard.asked, 0) + 1
        if self.rng.random() < rates.SILENCE and not self.written:
            return None
        intent = self._intent(heard, times)
        self.answered = True
        return self._put(heard, intent, times)

    def _while_waiting(self, heard: Understood) -> Saying | None:
        """Most wait; some would rather be called another day, and press the key for it."""
        if self.rng.random() >= rates.WOULD_RATHER_NOT_WAIT:
            return None
        key = next((key for key, words in heard.keys.items() if words), "2")
        return Saying("later", "mejor otro día", key)

    def _intent(self, heard: Understood, times: int) -> str:
        if times == 1 and self.rng.random() < rates.ASKS_AGAIN:
            return "repeat"
        if self.rng.random() < rates.GARBLED:
            return "unclear"
        if self.role is Role.HOLDER or (self.poses and heard.asked is Asked.IDENTITY):
            return self._of_holder(heard, times)
        return self._of_another(heard)

    def _of_holder(self, heard: Understood, times: int) -> str:
        who = self.who
        if who is None:
            return "yes"
        if who.language == "cab":
            return "garifuna"
        if who.language == "en" and not heard.english:
            return "english"
        if (
            who.suspicious
            and not self.doubted
            and heard.asked in (Asked.IDENTITY, Asked.BIRTH_YEAR)
        ):
            self.doubted = True
            return "who"
        if who.attitude is Attitude.OPTS_OUT and self._protests(heard.asked):
            return "opt_out"
        if who.attitude is Attitude.WANTS_PERSON and heard.asked in (
            Asked.CONSENT,
            Asked.INTEREST,
        ):
            return "human"
        return self._answer_of_holder(heard, who)

    def _protests(self, asked: Asked) -> bool:
        at_once = self.rng.random() < rates.PROTESTS_AT_ONCE
        return asked is not Asked.IDENTITY or at_once

    def _answer_of_holder(self, heard: Understood, who: Character) -> str:
        asked, dice = heard.asked, self.rng.random()
        if asked is Asked.IDENTITY:
            if not self._named(heard.sentence, who):
                return "not_here" if self._neighbour(heard.sentence) else "wrong_number"
            if self.busy:
                self.busy = False
                return "later"
            return "yes"
        if asked is Asked.BIRTH_YEAR:
            return "no" if dice < rates.WILL_NOT_SAY_YEAR else "answer"
        if asked is Asked.STILL_THERE:
            return "yes" if plain(who.municipality) in heard.sentence else "no"
        if asked is Asked.CONSENT:
            return "no" if dice < rates.REFUSES_CONSENT else "yes"
        if asked is Asked.INTEREST:
            return self._interest(who)
        if asked is Asked.HANDOVER:
            return "now" if who.agent_now else "later"
        if asked is Asked.CONFIRMATION:
            return "no" if self._misheard(heard.sentence, who) else "yes"
        by_yes = (Asked.OTHER, Asked.LEAVE_WORD, Asked.FETCH, Asked.RECEPTION)
        return "yes" if asked in by_yes else "answer"

    def _interest(self, who: Character) -> str:
        """The wavering have made up their mind when they are called at the time they named."""
        agreed = self.line.agreed
        if who.attitude is Attitude.WAVERING and (agreed is None or agreed > local(self.now)):
            return "waver"
        likes = who.attitude is Attitude.WAVERING and who.agent_now
        return "yes" if likes or who.attitude is Attitude.INTERESTED else "no"

    def _misheard(self, sentence: str, who: Character) -> bool:
        """Whether what is read back differs from what they meant, or they say so by mistake."""
        places = [place for place in CITIES if plain(place) in sentence]
        if places and who.municipality not in places:
            return True
        named = {s for s, words in SERVICE_WORDS.items() if re.search(words, sentence)}
        if named and not named & set(who.services):
            return True
        return self.rng.random() < rates.FALSE_CONFIRMATION

    def _of_another(self, heard: Understood) -> str:
        """A relative or a stranger, who has only one thing to say, however it is asked."""
        dice = self.rng.random()
        if heard.asked is Asked.NAME:
            return "other_name"
        if heard.asked is Asked.RECEPTION:
            return "opt_out" if dice < 0.1 else "yes" if dice < 0.4 else "no"
        if heard.asked is Asked.FETCH:
            return self._fetch(dice)
        if heard.asked is Asked.LEAVE_WORD:
            return "yes" if dice < 0.7 and self.role is Role.RELATIVE else "no"
        if heard.asked in (Asked.CALLBACK_TIME, Asked.CONFIRMATION):
            return "answer" if heard.asked is Asked.CALLBACK_TIME else "yes"
        if not self.doubted and dice < rates.SUSPICIOUS:
            self.doubted = True
            return "who"
        if self.role is Role.STRANGER:
            return "no" if dice > 0.95 else "opt_out" if dice > 0.92 else "wrong_number"
        if self.who and self.who.gone:
            return self.who.gone
        return "no" if dice > 0.9 else "not_here"

    def _fetch(self, dice: float) -> str:
        """Asked to put the person on: a relative may, and then it is the person who listens."""
        if self.role is Role.STRANGER:
            return "wrong_number"
        if self.who and self.who.gone:
            return self.who.gone
        if dice < rates.IS_FETCHED:
            if not self.written:
                self.role = Role.HOLDER
            return "yes"
        return "not_here"

    def _named(self, sentence: str, who: Character) -> bool:
        """Whether the question holds their first name, or no name at all that they could tell."""
        names = {plain(resident.name).split()[0] for resident in self.line.residents}
        said = set(re.findall(r"\w+", sentence))
        return plain(who.name).split()[0] in said or not names & said

    def _neighbour(self, sentence: str) -> bool:
        said = set(re.findall(r"\w+", sentence))
        return any(plain(r.name).split()[0] in said for r in self.line.residents)

    def _put(self, heard: Understood, intent: str, times: int) -> Saying:
        question = "identity" if intent in IDENTITY_ONLY else heard.asked.value
        if question in ("other", "nothing"):
            question = "consent"
        if heard.english and intent != "garifuna":
            return Saying(intent, self._in_english(question, intent), self._keys(heard, intent))
        wanted = (
            "again"
            if heard.asked is Asked.BIRTH_YEAR and intent == "answer" and (times > 1)
            else intent
        )
        sentence = pick(question, wanted, self.rng, self.written)
        sentence = sentence.format_map(_Slots(self, heard))
        keys = self._keys(heard, intent)
        return Saying(intent, sentence, keys)

    def _in_english(self, question: str, intent: str) -> str:
        here = local(self.now)
        sentence, agreed = english.sentence(question, intent, self.who, here, self.rng)
        self.line.agreed = agreed or self.line.agreed
        return sentence

    def _keys(self, heard: Understood, intent: str) -> str:
        if heard.asked is Asked.BIRTH_YEAR and intent == "answer":
            return str(self.who.birth_year) if self.who else ""
        if heard.asked is Asked.SERVICES and intent == "answer" and self.who:
            return key_for(self.who.services[0], heard.keys)
        if heard.asked is Asked.MUNICIPALITY and intent == "answer" and self.who:
            place = plain(self.who.municipality)
            return next((key for key, words in heard.keys.items() if place in words), "")
        if heard.asked is Asked.CALLBACK_TIME and self.line.agreed:
            hour = self.line.agreed.hour
            return key_for(PARTS_OF_DAY[(hour >= 12) + (hour >= 18)], heard.keys)
        if heard.asked is Asked.RECEPTION and intent == "yes":
            return key_for("human", heard.keys)
        return key_for(intent, heard.keys)


PARTS_OF_DAY = ("morning", "afternoon", "evening")
IDENTITY_ONLY = {"not_here", "wrong_number", "deceased", "away"}


class _Slots(dict[str, str]):
    """Fills the slots of a sentence for one respondent; only those that it has."""

    def __init__(self, respondent: Respondent, heard: Understood) -> None:
        super().__init__()
        self._of = respondent
        self._heard = heard

    def __missing__(self, slot: str) -> str:
        of, who = self._of, self._of.who
        if slot == "when":
            when = propose(local(of.now), of.rng)
            of.line.agreed = when.local
            return when.words
        if slot == "relation":
            return of.relation
        return _facts(who, of.year, of.rng, of.written)[slot]


def _facts(
    who: Character | None, year: int, rng: random.Random, written: bool
) -> Mapping[str, str]:
    services: tuple[str, ...]
    if who is None:
        who_name, born, place, services = "esa persona", year - 40, "Choloma", ("employment",)
    else:
        who_name, born = who.name.split()[0], who.birth_year
        place, services = who.municipality, who.services
    short = born % 100
    if not written and short > 9:
        short_year = in_words(short)
    else:
        short_year = f"{short:02d}" if short > 9 else str(born)
    return {
        "name": who_name,
        "year": str(born),
        "short_year": short_year,
        "age": str(year - born),
        "municipality": place,
        "services": " y ".join(rng.choice(corpus()["services"][s]) for s in services),
    }


def write(respondent: Respondent, text: str) -> Saying | None:
    """The text message somebody writes back."""
    saying = respondent.answer(text)
    if saying is None:
        return None
    rng = respondent.rng
    if saying.keys and rng.random() < 0.3:
        return Saying(saying.intent, saying.keys)
    return Saying(saying.intent, typed(saying.sentence, rng))
