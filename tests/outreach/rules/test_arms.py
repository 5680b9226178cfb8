"""Who is in which arm: blocked, independent of the order, each with exactly its share."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.arms import Arm, Block, dealt, rotation
from outreach.rules.macs import mac_under
from outreach.rules.sampling import Terms, draw
from tests.outreach.rules.frames_made import a_frame, frames

shares = st.lists(st.integers(1, 6), min_size=2, max_size=4)


def arms_of(parts):
    return tuple(Arm(f"arm{number}", share) for number, share in enumerate(parts))


@given(frames(), st.integers(2, 4), st.text(min_size=1, max_size=8), st.integers(1, 9))
def test_equal_arms_differ_by_one_at_most_in_any_block_replicate_and_over_all(
    frame, arms, seed, replicate_size
):
    """Misfits of a block are carried on into the next, so they never add up."""
    equal = arms_of([1] * arms)
    result = draw(frame, seed, Terms(len(frame.members), replicate_size, equal))
    heads = [m for m in result.members if m.case_id == m.cluster]
    groups = {
        "all": [heads],
        "replicates": [
            [m for m in heads if m.replicate == r] for r in {m.replicate for m in heads}
        ],
        "blocks": [
            [m for m in heads if (m.replicate, m.stratum) == block]
            for block in {(m.replicate, m.stratum) for m in heads}
        ],
    }
    for parts in groups.values():
        for part in parts:
            counts = Counter(m.arm for m in part)
            numbers = [counts[arm.name] for arm in equal]
            assert max(numbers) - min(numbers) <= 1


@given(shares)
def test_the_rotation_has_each_arm_by_its_share_and_spreads_it(parts):
    """2 and 4 are dealt as 1 and 2; with two arms no stretch is off by more than one."""
    cards = rotation(arms_of(parts))
    counts = Counter(cards)
    assert [counts[f"arm{n}"] * sum(parts) for n in range(len(parts))] == [
        share * len(cards) for share in parts
    ]
    if len(parts) == 2:
        for begin in range(len(cards)):
            for length in range(1, len(cards) + 1):
                stretch = [cards[(begin + step) % len(cards)] for step in range(length)]
                exact = length * parts[0] / sum(parts)
                assert abs(stretch.count("arm0") - exact) <= 1


def test_every_unit_has_its_arms_share_as_probability():
    """Over 3,000 fixed seeds, 2 parts to 1, in blocks that do not fit; 4.5 standard deviations."""
    blocks = [Block(1, "a", [(b"", "u1"), (b"", "u2")]), Block(1, "b", [(b"", "u3")])]
    counts = Counter()
    for number in range(3000):
        counts.update(
            unit
            for unit, arm in dealt(
                mac_under(f"seed {number}".encode()), arms_of([2, 1]), blocks
            ).items()
            if arm == "arm0"
        )
    assert all(abs(counts[unit] - 2000) < 4.5 * 25.8 for unit in ("u1", "u2", "u3"))


def test_arms_say_nothing_about_the_order():
    """Of the units of one arm, half stand in the first half of the order, over 200 draws.

    Were arms dealt along the order itself, the count would be exact each time; here it varies.
    """
    frame = a_frame({"danli/F": 40})
    early = []
    for number in range(200):
        members = draw(frame, str(number), Terms(40, 40, arms_of([1, 1]))).members
        early.append(sum(m.arm == "arm0" for m in members[:20]))
    assert abs(sum(early) / 200 - 10) < 0.5
    assert len(set(early)) > 5
    neighbours = [
        one.arm == other.arm
        for number in range(200)
        for one, other in pairwise(
            draw(frame, str(number), Terms(40, 40, arms_of([1, 1]))).members
        )
    ]
    assert 0.45 < sum(neighbours) / len(neighbours) < 0.52


def test_without_arms_nobody_has_one():
    """An empty cell, not an arm that is called nothing."""
    result = draw(a_frame({"danli/F": 5}), "seed", Terms(5, 5))
    assert {m.arm for m in result.members} == {""}
