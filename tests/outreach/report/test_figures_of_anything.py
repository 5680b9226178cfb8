"""What holds for the figures whatever happened: sums, order, and the rules they rest on."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.report.figures_of_groups import Registry
from outreach.report.funnel import STANDINGS, Level, funnel, level, partition
from outreach.report.mechanism import by_attempt
from outreach.report.rates import rates_table
from outreach.rules.dispositions import Disposition, OutcomeClass, final_disposition
from outreach.rules.states import LeadResult
from outreach.store.report_people import PeopleGroup, people_groups
from outreach.store.report_tables import laid_out
from tests.outreach.report.scene import BEGIN, NOW, Scene

maybe = st.booleans()
groups = st.builds(
    PeopleGroup,
    municipality=st.sampled_from([None, "danli"]),
    sex=st.sampled_from([None, "F", "M"]),
    age_band=st.sampled_from([None, "18-24", "65+"]),
    return_year=st.none() | st.integers(2015, 2026),
    arm=st.sampled_from([None, "text_first"]),
    state=st.sampled_from(["drawn", "open", "closed"]),
    released=maybe,
    attempted=maybe,
    contacted=maybe,
    identified=maybe,
    validated=maybe,
    interested=st.none() | maybe,
    opted_out=maybe,
    final=st.none() | st.sampled_from([d.value for d in Disposition]),
    agrees=maybe,
    lead=st.sampled_from([None, "open", "taken", "closed"]),
    lead_result=st.none() | st.sampled_from([result.value for result in LeadResult]),
    lead_taken=maybe,
    lead_reached=maybe,
    count=st.integers(1, 50),
)
dispositions = st.dictionaries(st.sampled_from(list(Disposition)), st.integers(0, 400))
reaches = st.lists(
    st.tuples(st.integers(0, 9), st.none() | st.integers(1, 9), st.integers(1, 40)).map(
        lambda r: (r[0], r[1] if r[1] and r[1] <= r[0] else None, None, r[2])
    ),
    max_size=12,
)


def registry(people: int) -> Registry:
    """A list of so many people, all eligible."""
    return Registry(
        list_name="lista",
        country="hn",
        is_sample=True,
        file_name="lista.csv",
        file_sha256="",
        as_of=date(2026, 11, 2),
        imported_at=BEGIN,
        rows=people,
        not_people=(),
        people=people,
        ineligible=(),
        eligible=people,
    )


@given(st.lists(groups, max_size=30))
def test_the_partition_sums_to_the_draw(people: list[PeopleGroup]) -> None:
    """Whatever is true of a person, there is one row for them."""
    rows = partition(people)
    assert sum(row.count for row in rows) == sum(group.count for group in people)
    assert [row.code for row in rows] == list(STANDINGS)


@given(st.lists(groups, max_size=30))
def test_the_funnel_never_widens_and_explains_what_it_loses(people: list[PeopleGroup]) -> None:
    """Each step is part of the one before, and the losses are the difference."""
    steps = funnel(registry(sum(group.count for group in people)), people, {})
    for before, step in pairwise(steps):
        assert 0 <= step.count <= before.count
        assert sum(loss.count for loss in step.losses) == before.count - step.count


@given(groups)
def test_whoever_was_validated_is_in_a_row_of_the_validated(group: PeopleGroup) -> None:
    """The partition and the funnel tell the same story."""
    validated = {"interested", "not_interested"}
    rows = {row.code for row in partition([group]) if row.count}
    assert (level(group) >= Level.VALIDATED) == bool(rows & validated)


@given(dispositions, st.booleans())
def test_the_table_of_dispositions_sums_to_its_base(
    counts: dict[Disposition, int], number_based: bool
) -> None:
    """No disposition is left out of the classes, and no share is of anything else."""
    table = rates_table(counts, number_based=number_based)
    assert table.base == sum(counts.values()) == sum(table.classes.values())
    assert sum(line.count for line in table.dispositions) == table.base
    assert set(table.classes) == {kind.value for kind in OutcomeClass}
    codes = [tuple(line.code.split(".")) for line in table.dispositions]
    assert codes == sorted(codes)


@given(dispositions)
def test_a_rate_lies_in_its_interval_and_both_within_zero_and_one(
    counts: dict[Disposition, int],
) -> None:
    """An interval that misses its own rate would be nonsense."""
    table = rates_table(counts, number_based=False)
    for code, interval in table.intervals.items():
        rate = table.by_e["default"][code]
        assert (interval is None) == (rate is None)
        if interval is not None and rate is not None:
            assert 0 <= interval.low <= rate + 1e-12
            assert rate - 1e-12 <= interval.high <= 1


@given(reaches)
def test_reach_by_attempt_only_grows_and_loses_nobody(
    reach: list[tuple[int, int | None, int | None, int]],
) -> None:
    """The curve goes up, the product limit never below the plain share, and people add up."""
    lines = by_attempt(reach)
    shares = [line.cumulative or 0.0 for line in lines]
    limits = [line.product_limit or 0.0 for line in lines]
    assert shares == sorted(shares)
    assert limits == sorted(limits)
    assert all(b >= a - 1e-9 for a, b in zip(shares, limits, strict=True))
    assert sum(line.reached for line in lines) == sum(n for _, at, _, n in reach if at)
    assert sum(line.persons for line in lines) == sum(n for calls, _, _, n in reach if calls)


def test_the_product_limit_is_that_of_the_textbook() -> None:
    """Of 10, 4 reached at once, 3 given up after one try, 1 of 3 reached at the second."""
    first, second = by_attempt(
        [(1, 1, None, 4), (1, None, None, 3), (2, 2, None, 1), (2, None, None, 2)]
    )
    assert (first.at_risk, first.reached) == (10, 4)
    assert first.product_limit == pytest.approx(0.4)
    assert (second.at_risk, second.reached) == (3, 1)
    assert second.cumulative == pytest.approx(0.5)
    assert second.product_limit == pytest.approx(1 - 0.6 * 2 / 3)


def test_the_database_finds_the_same_final_disposition_as_the_rule(scene: Scene) -> None:
    """What a person's attempts amount to is decided by the rule; SQL only repeats it."""
    every = list(Disposition)
    expected: dict[str, int] = {}
    for start in range(40):
        past = [every[(start * 7 + step * step * 5) % len(every)] for step in range(start % 6 + 1)]
        scene.person(*past)
        final = final_disposition(past).value
        expected[final] = expected.get(final, 0) + 1
    with scene.store.snapshot() as connection, laid_out(connection, scene.campaign_id, NOW, 2026):
        found = people_groups(connection)
    counts: dict[str, int] = {}
    for group in found:
        counts[str(group.final)] = counts.get(str(group.final), 0) + group.count
    assert counts == expected
    assert all(group.agrees for group in found)


def test_the_first_contact_is_numbered_among_our_own_attempts(quick_scene: Scene) -> None:
    """A call that came in between is no attempt of ours and moves no number."""
    key = quick_scene.person(Disposition.NO_ANSWER, Disposition.NO_ANSWER, Disposition.HUNG_UP)
    quick_scene.attempt(key, Disposition.HUNG_UP, begins=BEGIN + timedelta(hours=5), inbound=True)
    lines = quick_scene.figures().mechanism.by_attempt
    assert [(line.number, line.reached) for line in lines] == [(1, 0), (2, 0), (3, 1)]
