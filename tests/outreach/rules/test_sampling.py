"""Who is drawn, in which order: reproducible, proportional, with the same chance for all."""

import hashlib
import hmac
import math
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.arms import Arm
from outreach.rules.frames import frame_of
from outreach.rules.sampling import RULE_VERSION, Terms, allocate, draw, sizes_of
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


@given(drawn())
def test_each_stratum_gives_the_units_with_the_smallest_keys(case):
    """The keys are the standard library's HMAC-SHA256 of the first case id of each cluster."""
    frame, seed, terms = case
    result = draw(frame, seed, terms)
    for stratum, number in result.allocation.items():
        keys = sorted(mac(seed, unit.case_id) for unit in frame.units if unit.stratum == stratum)
        mine = {m.order_key.hex() for m in result.members if m.stratum == stratum}
        assert mine == set(keys[:number])


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
    """In units: sizes differ by one at most, and so do the shares of each stratum."""
    frame, seed, terms = case
    result = draw(frame, seed, terms)
    heads = [m for m in result.members if m.case_id == m.cluster]
    number = result.sizes.replicates
    assert number == min(math.ceil(terms.size / terms.replicate_size), result.sizes.drawn)
    sizes = Counter(m.replicate for m in heads)
    assert sorted(sizes) == list(range(1, number + 1))
    assert max(sizes.values()) - min(sizes.values()) <= 1
    for stratum, places in result.allocation.items():
        mine = Counter(m.replicate for m in heads if m.stratum == stratum)
        for replicate in range(1, number + 1):
            assert abs(mine[replicate] - Fraction(places, number)) < 1


@given(drawn())
def test_the_calling_order_goes_replicate_by_replicate_and_by_key(case):
    """And in a stratum no later replicate holds a smaller key than an earlier one."""
    frame, seed, terms = case
    members = draw(frame, seed, terms).members
    assert [m.position for m in members] == list(range(1, len(members) + 1))
    assert [(m.replicate, m.order_key) for m in members] == sorted(
        (m.replicate, m.order_key) for m in members
    )
    for stratum in {m.stratum for m in members}:
        keys = [m.order_key for m in members if m.stratum == stratum]
        assert keys == sorted(keys)


@given(st.dictionaries(st.text(max_size=5), st.integers(1, 30), min_size=1, max_size=6), st.data())
def test_places_are_the_share_rounded_and_exactly_the_share_on_average(counts, data):
    """Over every possible start each stratum has m * M_s / M places on average, exactly."""
    total = sum(counts.values())
    size = data.draw(st.integers(1, total))
    sums = Counter()
    for start in range(total):
        places = allocate(counts, size, start)
        assert sum(places.values()) == size
        for name, number in places.items():
            assert abs(number - Fraction(size * counts[name], total)) < 1
            assert 0 <= number <= counts[name]
        sums.update(places)
    assert {name: Fraction(sums[name], total) for name in counts} == {
        name: Fraction(size * counts[name], total) for name in counts
    }


def test_everybody_has_the_same_chance_of_being_drawn_and_of_each_replicate():
    """Over 4,000 fixed seeds, alone or in a cluster, in a large stratum or a tiny one.

    9 of 31 units are drawn into 3 replicates; each unit's count is binomial, and 4.5 standard
    deviations are exceeded by one of 93 counts with a chance below one in a thousand.
    """
    sharing = [("b/M-001", "b/M-002"), ("a/F-001", "b/M-003", "b/M-004", "c/F-001")]
    frame = a_frame({"a/F": 2, "b/M": 30, "c/F": 3}, sharing=sharing)
    seeds = 4000
    counts, first = Counter(), Counter()
    for number in range(seeds):
        result = draw(frame, f"seed {number}", Terms(10, 4))
        assert result.sizes == (31, 9, 3)
        assert result.probability == 9 / 31
        counts.update(m.case_id for m in result.members)
        first.update((m.case_id, m.replicate) for m in result.members)
    expected = {None: 9 / 31, 1: 3 / 31, 2: 3 / 31, 3: 3 / 31}
    for replicate, chance in expected.items():
        spread = math.sqrt(seeds * chance * (1 - chance))
        for member in frame.members:
            seen = first[member.case_id, replicate] if replicate else counts[member.case_id]
            assert abs(seen - seeds * chance) < 4.5 * spread, (member.case_id, replicate)


def test_sizes_are_said_in_people_and_kept_in_units():
    """9,000 of 100,000 people in 96,000 units are 8,640 units in 36 replicates of 240."""
    assert sizes_of(100_000, 96_000, Terms(9_000)) == (96_000, 8_640, 36)
    assert sizes_of(12, 12, Terms(12)) == (12, 12, 1)
    assert sizes_of(3, 1, Terms(1, 1)) == (1, 1, 1)
    assert sizes_of(1000, 1000, Terms(501)).replicates == 3


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
