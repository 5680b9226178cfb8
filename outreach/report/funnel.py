"""Counts how far people came: the funnel with its losses, the partition, and both by group."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum

from outreach.report.contact_figures import Tally
from outreach.report.figures_of_groups import Group, Registry, Standing, Step
from outreach.report.rates import class_counts, rates_of
from outreach.report.statistics.proportions import wilson
from outreach.rules.dispositions import Disposition, OutcomeClass
from outreach.rules.states import CaseState, LeadResult, LeadState
from outreach.store.report_people import PeopleGroup


class Level(IntEnum):
    """How far a drawn person came. Whoever reached one has passed all before it."""

    DRAWN = 0
    RELEASED = 1
    ATTEMPTED = 2
    CONTACTED = 3  # a human being was heard
    IDENTIFIED = 4  # and is the person
    VALIDATED = 5  # and said whether they want to take part
    INTERESTED = 6
    LEAD = 7
    AGENT_REACHED = 8  # an agent took the lead and spoke with the person
    ENROLLED = 9

    @property
    def code(self) -> str:
        return self.name.lower()


# What an agent can only say after having spoken with the person.
_SPOKEN = frozenset(LeadResult) - {LeadResult.NOT_REACHED}
ENROLLED = frozenset(result for result in LeadResult if result.value.startswith("enrolled"))


def level(group: PeopleGroup) -> Level:
    """How far these people came. A person who rang us counts as attempted and contacted."""
    if group.interested and group.validated:
        return _lead_level(group)
    reached = (
        (group.validated, Level.VALIDATED),
        (group.identified, Level.IDENTIFIED),
        (group.contacted, Level.CONTACTED),
        (group.attempted, Level.ATTEMPTED),
        (group.released, Level.RELEASED),
    )
    return next((step for passed, step in reached if passed), Level.DRAWN)


def _lead_level(group: PeopleGroup) -> Level:
    if group.lead is None:
        return Level.INTERESTED
    if group.lead_taken and group.lead_result in ENROLLED:
        return Level.ENROLLED
    told = group.lead_taken and group.lead_result in _SPOKEN
    return Level.AGENT_REACHED if told or group.lead_reached else Level.LEAD


def funnel(
    registry: Registry, groups: Sequence[PeopleGroup], targets: Mapping[str, int]
) -> tuple[Step, ...]:
    """The steps from the rows of the file to the closed lead.

    `targets` maps a step's code to its target. The losses of each step sum to what is missing
    from the step before it.
    """
    drawn = sum(group.count for group in groups)
    steps = [
        _step("rows", registry.rows, None, ()),
        _step("people", registry.people, registry.rows, registry.not_people),
        _step("eligible", registry.eligible, registry.people, registry.ineligible),
        _step("drawn", drawn, registry.eligible, _missing(registry.eligible - drawn, "not_drawn")),
    ]
    counts, losses = _reached(groups), _losses(groups)
    for step in list(Level)[1:]:
        before = counts[Level(step - 1)]
        steps.append(_step(step.code, counts[step], before, losses[step], drawn, targets))
    return tuple(steps)


def partition(groups: Sequence[PeopleGroup]) -> tuple[Standing, ...]:
    """Where each drawn person stands: exactly one row each, so the rows sum to the draw.

    Raises ValueError should they not: a report must not be signed then.
    """
    closed: Counter[str] = Counter()
    still_open: Counter[str] = Counter()
    for group in groups:
        rows = closed if group.state == CaseState.CLOSED else still_open
        rows[standing(group)] += group.count
    rows_of_all = tuple(Standing(code, closed[code], still_open[code]) for code in STANDINGS)
    drawn = sum(group.count for group in groups)
    if sum(row.count for row in rows_of_all) != drawn:
        raise ValueError(f"the partition does not sum to the draw of {drawn}")
    return rows_of_all


STANDINGS = (
    "interested",
    "not_interested",
    "agent_wanted",
    "partial",
    "refused",
    "not_eligible",
    "unavailable",
    "identified_only",
    "not_identified",
    "no_usable_number",
    "not_reached",
    "not_attempted",
    "not_released",
)

_STANDING_OF = {
    Disposition.AGENT_WANTED: "agent_wanted",
    Disposition.PARTIAL: "partial",
    Disposition.REFUSED: "refused",
    Disposition.REFUSED_UNKNOWN: "refused",
    Disposition.BROKE_OFF: "identified_only",
    Disposition.CALLBACK: "identified_only",
    Disposition.AWAY: "unavailable",
    Disposition.INVALID_NUMBER: "no_usable_number",
    Disposition.FAX: "no_usable_number",
    Disposition.WRONG_NUMBER: "no_usable_number",
    Disposition.NEVER_DIALLED: "not_attempted",
}
_STANDING_OF_CLASS = {
    OutcomeClass.NE: "not_eligible",
    OutcomeClass.O: "unavailable",
}
_WEAKER_THAN_OPT_OUT = {"identified_only", "not_identified", "not_reached", "not_attempted"}


def standing(group: PeopleGroup) -> str:
    """The one row of the partition that these people are in."""
    final = _final(group)
    if group.validated:
        return "interested" if group.interested else "not_interested"
    if not group.released and not group.attempted and not group.opted_out:
        return "not_released"
    row = _STANDING_OF.get(final) or _STANDING_OF_CLASS.get(final.outcome_class)
    if row is None:
        row = "not_identified" if final.human else "not_reached"
    if group.identified and row in {"not_identified", "not_reached", "no_usable_number"}:
        row = "identified_only"
    return "refused" if group.opted_out and row in _WEAKER_THAN_OPT_OUT else row


def by_group(
    groups: Sequence[PeopleGroup],
    key: Callable[[PeopleGroup], str],
    eligible: Mapping[str, int] | None = None,
) -> tuple[Group, ...]:
    """The funnel of each part of the people, the parts in the order of their codes."""
    parts: dict[str, list[PeopleGroup]] = {code: [] for code in eligible or {}}
    for group in groups:
        parts.setdefault(key(group), []).append(group)
    return tuple(
        _group(code, parts[code], None if eligible is None else eligible.get(code, 0))
        for code in sorted(parts)
    )


def _group(code: str, groups: Sequence[PeopleGroup], eligible: int | None) -> Group:
    counts = _reached(groups)
    classes = class_counts(released_dispositions(groups), number_based=False)
    released = counts[Level.RELEASED]
    return Group(
        code=code,
        eligible=eligible,
        steps={step.code: counts[step] for step in Level},
        losses={step.code: lost for step, lost in _losses(groups).items() if lost},
        rr1=rates_of(classes)["RR1"],
        intervals={
            step.code: wilson(counts[step], released)
            for step in (Level.CONTACTED, Level.VALIDATED)
        },
    )


def released_dispositions(groups: Iterable[PeopleGroup]) -> Counter[Disposition]:
    """What the attempts of the released people amount to; the others stay out of every rate."""
    counts: Counter[Disposition] = Counter()
    for group in groups:
        if group.released:
            counts[_final(group)] += group.count
    return counts


def _final(group: PeopleGroup) -> Disposition:
    return Disposition(group.final) if group.final else Disposition.NEVER_DIALLED


def _reached(groups: Iterable[PeopleGroup]) -> dict[Level, int]:
    at = Counter[Level]()
    for group in groups:
        at[level(group)] += group.count
    return {step: sum(at[other] for other in Level if other >= step) for step in Level}


def _losses(groups: Iterable[PeopleGroup]) -> dict[Level, tuple[Tally, ...]]:
    """Why people did not reach each level, of those who had reached the one before it."""
    reasons: dict[Level, Counter[str]] = {step: Counter() for step in Level}
    for group in groups:
        reached = level(group)
        if reached is not Level.ENROLLED:
            missed = Level(reached + 1)
            reasons[missed][_reason(missed, group)] += group.count
    return {step: _ordered(counts) for step, counts in reasons.items()}


_REASONS = {
    Level.RELEASED: "not_released",
    Level.INTERESTED: "not_interested",
}
_WAITING = {LeadState.OPEN: "lead_waiting", LeadState.TAKEN: "lead_with_agent"}


def _reason(step: Level, group: PeopleGroup) -> str:
    if step in _REASONS:
        return _REASONS[step]
    if step is Level.LEAD:
        return "opted_out_later" if group.opted_out else "no_lead"
    if step > Level.LEAD:
        return _lead_reason(group)
    return _final(group).value


def _lead_reason(group: PeopleGroup) -> str:
    """Why a lead went no further: where it waits, or what the agent said of it."""
    if group.lead_result == LeadResult.NOT_INTERESTED:
        return "lead_refused"  # in an interview the same word is said of another step
    if group.lead_result:
        return group.lead_result
    if group.lead in set(LeadState) and (where := _WAITING.get(LeadState(group.lead))):
        return where
    return "opted_out_later" if group.opted_out else "lead_without_result"


def _step(
    code: str,
    count: int,
    before: int | None,
    losses: tuple[Tally, ...],
    drawn: int | None = None,
    targets: Mapping[str, int] | None = None,
) -> Step:
    return Step(
        code=code,
        count=count,
        of_previous=count / before if before else None,
        of_drawn=count / drawn if drawn else None,
        target=(targets or {}).get(code),
        losses=losses,
    )


def _missing(count: int, code: str) -> tuple[Tally, ...]:
    return (Tally(code, count),) if count else ()


def _ordered(reasons: Counter[str]) -> tuple[Tally, ...]:
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Tally(code, count) for code, count in ordered)
