"""Who is drawn, in which order: reproducible, proportional, with the same chance for all."""

import hashlib
import hmac
import math
from collections import Counter
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.arms import Arm
from outreach.rules.frames import frame_of
from outreach.rules.sampling import RULE_VERSION, Terms, allocate, draw, fills_up, sizes_of
from tests.outreach.rules.frames_made import FIELDS, a_frame, frames

seeds = st.text(min_size=1, max_size=20)


@st.composite
def drawn(data: st.DrawFn):
    """A frame, a seed, and any terms that fit."""
    frame = data(frames())
    size = data(st.integers(1, len(frame.members)))
    return frame, data(seeds), Terms(size, data(st.integers(1, 12)))


def mac(seed: str, text: str) -> str:
    return hmac.new(seed.encode(), text.encode(), hashlib.sha256).hexdigest()


@given(drawn(), st.randoms(use_true_random=False))
def test_a_draw_does_not_depend_on_the_order_of_the_frame(case, random):
    """The frame is a set: any permutation gives the same draw."""
    frame, seed, terms = case
    shuffled = list(frame.members)
    random.shuffle(shuffled)
    assert draw(frame_of(FIELDS, shuffled), seed, terms) == draw(frame, seed, terms)


def kinds(frame, result):
    """Unit → whether it is drawn apart, as a household, and its stratum."""
    many = Counter(m.cluster for m in frame.members)
    return {
        u.case_id: (result.sizes.exact and many[u.case_id] > 1, u.stratum) for u in frame.units
    }


def heads(result):
    return [m for m in result.members if m.case_id == m.cluster]


@given(drawn())
def test_each_stratum_gives_the_units_with_the_smallest_keys(case):
    """Of each kind; the keys are the standard library's HMAC-SHA256 of the first case id."""
    frame, seed, terms = case
    result = draw(frame, seed, terms)
    kind_of = kinds(frame, result)
    for kind in set(kind_of.values()):
        keys = sorted(mac(seed, unit) for unit, mine in kind_of.items() if mine == kind)
        found = {m.order_key.hex() for m in heads(result) if kind_of[m.cluster] == kind}
        assert found == set(keys[: len(found)])


@given(drawn())
def test_as_many_people_are_drawn_as_were_asked_for(case):
    """To the person, wherever singles can fill up; the chance of everybody is then n / N."""
    frame, seed, terms = case
    result = draw(frame, seed, terms)
    if result.sizes.exact:
        assert len(result.members) == terms.size
        assert result.sizes[:2] == (terms.size, len(frame.members))
    else:
        assert len(heads(result)) == result.sizes.numerator


@given(drawn())
def test_each_stratum_has_its_share_of_households_and_of_singles(case):
    """Rounded down or up."""
    frame, seed, terms = case
    result = draw(frame, seed, terms)
    kind_of = kinds(frame, result)
    there, found = Counter(kind_of.values()), Counter(kind_of[m.cluster] for m in heads(result))
    for household in (True, False):
        mine = [kind for kind in there if kind[0] is household]
        if household or not result.sizes.exact:
            share = Fraction(*result.sizes[:2])
        else:
            share = Fraction(sum(found[k] for k in mine), sum(there[k] for k in mine) or 1)
        for kind in mine:
            assert abs(found[kind] - share * there[kind]) < 1


@given(drawn())
def test_a_cluster_is_drawn_whole_and_stays_together(case):
    """People who share a phone are called in the same days, and in one arm."""
    frame, seed, terms = case
    result = draw(frame, seed, terms)
    assert {m.cluster for m in result.members} == {
        m.cluster for m in result.members if m.case_id == m.cluster
    }
    for cluster in {m.cluster for m in result.members}:
        people = [m for m in result.members if m.cluster == cluster]
        assert {m.case_id for m in people} == {
            m.case_id for m in frame.members if m.cluster == cluster
        }
        positions = [m.position for m in people]
        assert positions == list(range(positions[0], positions[0] + len(people)))
        assert len({(m.replicate, m.arm, m.stratum, m.order_key) for m in people}) == 1


@given(drawn())
def test_replicates_are_of_one_size_and_proportional_to_the_strata(case):
    """In units: sizes differ by one at most, and so does each kind and stratum from its share."""
    frame, seed, terms = case
    result = draw(frame, seed, terms)
    units, kind_of = heads(result), kinds(frame, result)
    number = min(math.ceil(terms.size / terms.replicate_size), len(units))
    sizes = Counter(m.replicate for m in units)
    assert sorted(sizes) == list(range(1, number + 1))
    assert max(sizes.values()) - min(sizes.values()) <= 1
    for kind in set(kind_of.values()):
        mine = Counter(m.replicate for m in units if kind_of[m.cluster] == kind)
        for replicate in range(1, number + 1):
            assert abs(mine[replicate] - Fraction(mine.total(), number)) < 1


@given(drawn())
def test_the_calling_order_goes_replicate_by_replicate_and_by_key(case):
    """And of a kind no later replicate holds a smaller key than an earlier one."""
    frame, seed, terms = case
    result = draw(frame, seed, terms)
    members, kind_of = result.members, kinds(frame, result)
    assert [m.position for m in members] == list(range(1, len(members) + 1))
    assert [(m.replicate, m.order_key) for m in members] == sorted(
        (m.replicate, m.order_key) for m in members
    )
    for kind in set(kind_of.values()):
        keys = [m.order_key for m in members if kind_of[m.cluster] == kind]
        assert keys == sorted(keys)


@given(st.dictionaries(st.text(max_size=5), st.integers(1, 30), min_size=1, max_size=6), st.data())
def test_places_are_the_share_rounded_and_exactly_the_share_on_average(counts, data):
    """Over every possible start, to the fraction: n / N of each stratum's units."""
    people = sum(counts.values()) + data.draw(st.integers(0, 30))
    size = data.draw(st.integers(1, people))
    sums = Counter()
    for start in range(people):
        places = allocate(counts, (size, people), start)
        for name, number in places.items():
            assert abs(number - Fraction(size * counts[name], people)) < 1
            assert 0 <= number <= counts[name]
        sums.update(places)
    assert {name: Fraction(sums[name], people) for name in counts} == {
        name: Fraction(size * counts[name], people) for name in counts
    }


HOUSEHOLDS = [("b/M-001", "b/M-002"), ("a/F-001", "b/M-003", "b/M-004", "c/F-001")]


@pytest.mark.parametrize(
    ("sizes", "size", "chance", "exact"),
    [
        ({"a/F": 2, "b/M": 30, "c/F": 3}, 10, Fraction(10, 35), True),
        ({"a/F": 1, "b/M": 7, "c/F": 1}, 6, Fraction(3, 5), False),
    ],
)
def test_everybody_has_the_same_chance_of_being_drawn_and_of_each_replicate(
    sizes, size, chance, exact
):
    """Over 4,000 fixed seeds, alone or in a household, in a large stratum or a tiny one.

    Each count is binomial; 4.5 standard deviations are exceeded by one of 140 with a chance of
    about one in a thousand. In the second frame more than half share a number: households are
    then drawn like singles, and the chance is that of a unit.
    """
    frame = a_frame(sizes, sharing=HOUSEHOLDS)
    seeds, counts = 4000, Counter()
    for number in range(seeds):
        result = draw(frame, f"seed {number}", Terms(size, math.ceil(size / 3)))
        assert result.sizes.exact is exact
        counts.update((m.case_id, m.replicate) for m in result.members)
        counts.update((m.case_id, 0) for m in result.members)
    for replicate, expected in {0: chance, 1: chance / 3, 2: chance / 3, 3: chance / 3}.items():
        spread = math.sqrt(seeds * expected * (1 - expected))
        for member in frame.members:
            seen = counts[member.case_id, replicate]
            assert abs(seen - seeds * expected) < 4.5 * spread, (member.case_id, replicate)


def test_sizes_are_said_in_people():
    """9,000 of 100,000 in 36 replicates, with 4,000 households of two among them."""
    assert sizes_of(100_000, [2] * 4_000, Terms(9_000)) == (9_000, 100_000, 36, True)
    assert sizes_of(12, [], Terms(12)) == (12, 12, 1, True)
    assert sizes_of(3, [3], Terms(1, 1)) == (1, 1, 1, False)
    assert sizes_of(1000, [], Terms(501)).replicates == 3


@given(st.lists(st.integers(2, 6), max_size=6), st.integers(0, 12), st.data())
def test_singles_fill_up_whenever_it_is_said_that_they_do(households, singles, data):
    """Whichever households are drawn, of as many as may be, the rest are singles enough."""
    people = sum(households) + singles
    if not people:
        return
    size = data.draw(st.integers(1, people))
    households.sort()
    share = Fraction(size * len(households), people)
    inside = [
        sum(some)
        for number in {math.floor(share), math.ceil(share)}
        for some in combinations(households, number)
    ]
    possible = all(0 <= size - those <= singles for those in inside)
    if fills_up(people, households, size):
        assert possible
    if possible and share.denominator > 1:
        assert fills_up(people, households, size)


def test_all_that_there_are_are_drawn_when_all_are_asked_for():
    """Whatever the clusters."""
    frame = a_frame(
        {"a/F": 20, "b/M": 5}, sharing=[("a/F-001", "b/M-001"), ("a/F-002", "a/F-003")]
    )
    result = draw(frame, "seed", Terms(25, 7))
    assert {m.case_id for m in result.members} == {m.case_id for m in frame.members}
    assert result.probability == 1


def test_a_known_draw_comes_out_to_the_letter():
    """A vector computed with openssl: printf %s CASE | openssl dgst -sha256 -hmac SEED."""
    frame = a_frame({"danli/F": 2, "danli/M": 1})
    result = draw(frame, "piloto-2026", Terms(3))
    assert RULE_VERSION == "hmac-sha256/2"
    assert "".join(result.lines()) == (
        "position,replicate,case_id,stratum,cluster,arm,order_key,probability\n"
        "1,1,danli/F-002,danli/F,danli/F-002,,"
        "10bfba7c9b13a9427db38f3bed9d6f1569d35d633eb4c52033d7d15542552d2d,1.000000000\n"
        "2,1,danli/M-001,danli/M,danli/M-001,,"
        "272904ef21a60328942b86f01482eb65e899dac06ad7baca460b6c372694024d,1.000000000\n"
        "3,1,danli/F-001,danli/F,danli/F-001,,"
        "4d649cf439223645b5dc7c6432cdd12b07d0baf267bff74392a86f5f4b352cea,1.000000000\n"
    )


def test_a_seed_decides_and_another_seed_decides_otherwise():
    """Same seed, same order; other seed, other order."""
    frame = a_frame({"danli/F": 200})
    one, other = draw(frame, "one", Terms(50)), draw(frame, "other", Terms(50))
    assert one == draw(frame, "one", Terms(50))
    assert [m.case_id for m in one.members] != [m.case_id for m in other.members]


def test_arms_do_not_change_who_is_drawn():
    """The second HMAC is independent of the first."""
    frame = a_frame({"danli/F": 40, "danli/M": 30})
    plain = draw(frame, "seed", Terms(30, 10))
    with_arms = draw(frame, "seed", Terms(30, 10, (Arm("a", 1), Arm("b", 1))))
    assert [m._replace(arm="") for m in with_arms.members] == plain.members


@pytest.mark.parametrize(
    ("seed", "size", "says"),
    [
        ("seed", 4, "cannot draw 4 from a frame of 3"),
        ("seed", 0, "cannot draw 0"),
        ("", 2, "needs a seed"),
    ],
)
def test_a_draw_that_cannot_be_is_refused_with_the_reason(seed, size, says):
    """Too many, none, no seed."""
    with pytest.raises(ValueError, match=says):
        draw(a_frame({"danli/F": 3}), seed, Terms(size))
