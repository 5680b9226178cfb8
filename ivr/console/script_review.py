"""Looks at a wording as it is typed: figures for each slot, and the problems it would bring."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.checks import Kind, Problem
from flows.medium import Medium
from flows.rewording import Slot
from flows.script import Script
from flows.wording_figures import Figures, figures
from outreach import script_editing
from outreach.countries import load_country
from outreach.rules.costs import Tariff


@dataclass(frozen=True, slots=True)
class SlotReview:
    """One slot: `cost` is what it takes to say or send it once, None without a tariff."""

    slot: Slot
    field: str
    figures: Figures
    cost: str | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """`problems` are those of no slot, such as what a stranger would learn."""

    slots: tuple[SlotReview, ...]
    problems: tuple[Problem, ...]

    @property
    def refuses(self) -> bool:
        """Whether it would not be kept."""
        found = (*self.problems, *(p for slot in self.slots for p in slot.problems))
        return any(problem.refuses for problem in found)


def review(
    script: Script, wording: str, words: Mapping[Slot, str], tariff: object, country: str = ""
) -> Review:
    """Of the words in a script that is sound without them."""
    found = script_editing.found(script, wording, words)
    priced = _tariff(tariff, country)
    slots = tuple(
        SlotReview(
            slot,
            f"{slot.locale or 'own'}-{slot.medium}",
            (measured := figures(script, slot, said)),
            _cost(measured, priced),
            tuple(p for p in found if slot_of(p) == slot),
        )
        for slot, said in words.items()
    )
    return Review(slots, tuple(p for p in found if slot_of(p) not in words))


def slot_of(problem: Problem) -> Slot | None:
    """The slot whose words are the problem; None where it is none of them alone."""
    place = problem.place
    if place[:1] != ("wordings",) or problem.kind is Kind.MISSING_TRANSLATION:
        return None
    media = set(Medium)
    if len(place) == 3 and place[2] in media:
        return Slot("", Medium(place[2]))
    if len(place) == 5 and place[4] in media:
        return Slot(str(place[3]), Medium(place[4]))
    return None


def _tariff(given: Any, country: str) -> Tariff | None:
    if given:
        return Tariff.model_validate(given)
    return load_country(country).tariff if country else None


def _cost(measured: Figures, tariff: Tariff | None) -> str | None:
    if tariff is None:
        return None
    if measured.segments:
        return f"{tariff.text(measured.segments):.4f} {tariff.currency}"
    return f"{measured.seconds / 60 * tariff.call_minute:.4f} {tariff.currency}"
