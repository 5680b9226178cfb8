"""Who is drawn, in which order: reproducible to the letter, proportional, and fair."""

import hashlib
import hmac
import random
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.sampling import (
    RULE_VERSION,
    FrameMember,
    allocate,
    draw,
    frame_csv,
    frame_sha256,
)

strata_sizes = st.dictionaries(
    st.sampled_from(["choluteca", "danli", "la_ceiba", "san_pedro_sula", "tegucigalpa"]),
    st.integers(1, 40),
    min_size=1,
)
seeds = st.text(min_size=1, max_size=20)


def frame_of(sizes):
    return [FrameMember(f"{name}-{n:03d}", name) for name in sizes for n in range(sizes[name])]


@given(strata_sizes, seeds, st.data())
def test_a_draw_does_not_depend_on_the_order_of_the_frame(sizes, seed, data):
    """The frame is a set: any permutation, read from any iterator, gives the same draw."""
    frame = frame_of(sizes)
    size = data.draw(st.integers(1, len(frame)))
    shuffled = data.draw(st.permutations(frame))
    assert draw(iter(shuffled), seed, size) == draw(frame, seed, size)
    assert frame_csv(shuffled) == frame_csv(frame)


@given(strata_sizes, seeds, st.data())
def test_each_stratum_gives_its_smallest_order_keys(sizes, seed, data):
    """The keys are the standard library's HMAC-SHA256, and the drawn are the first of them."""
    frame = frame_of(sizes)
    size = data.draw(st.integers(1, len(frame)))
    drawn = draw(frame, seed, size)
    for name in sizes:
        keys = sorted(
            (hmac.new(seed.encode(), m.case_code.encode(), "sha256").hexdigest(), m.case_code)
            for m in frame
            if m.stratum == name
        )
        mine = [(m.order_key, m.case_code) for m in drawn.members if m.stratum == name]
        assert mine == keys[: drawn.allocation[name]]


@given(strata_sizes, seeds, st.data())
def test_every_beginning_of_the_order_is_proportional(sizes, seed, data):
    """After each call the strata are the Sainte-Laguë apportionment of the calls made so far."""
    frame = frame_of(sizes)
    drawn = draw(frame, seed, data.draw(st.integers(1, len(frame))))
    so_far = dict.fromkeys(drawn.allocation, 0)
    for position, member in enumerate(drawn.members, 1):
        assert member.position == position
        claims = {
            name: Fraction(places, 2 * so_far[name] + 1)
            for name, places in drawn.allocation.items()
            if so_far[name] < places
        }
        assert claims[member.stratum] == max(claims.values())
        so_far[member.stratum] += 1
    assert so_far == drawn.allocation


@given(st.dictionaries(st.text(max_size=5), st.integers(0, 10**9), min_size=1), st.data())
def test_places_add_up_and_differ_from_the_exact_share_by_less_than_one(sizes, data):
    """Largest remainder keeps quota and never gives a stratum more than it has people."""
    total = sum(sizes.values())
    size = data.draw(st.integers(0, total)) if total else 0
    if total == 0:
        return
    places = allocate(sizes, size)
    assert sum(places.values()) == size
    for name, number in places.items():
        assert abs(number - Fraction(size * sizes[name], total)) < 1
        assert 0 <= number <= sizes[name]


def test_a_known_draw_comes_out_to_the_letter():
    """A vector computed with openssl: printf %s CODE | openssl dgst -sha256 -hmac SEED."""
    frame = [
        FrameMember("A1", "danli"),
        FrameMember("A2", "danli"),
        FrameMember("A3", "danli"),
        FrameMember("B1", "choluteca"),
    ]
    drawn = draw(frame, "piloto-2026", 3)
    assert frame_csv(frame) == b"case_code,stratum\nA1,danli\nA2,danli\nA3,danli\nB1,choluteca\n"
    assert drawn.frame_sha256 == "87bb2e2a228494790867c70c060a861039f77043bb8930dba6ca97ecd7d5b1e4"
    assert drawn.rule_version == RULE_VERSION == "hmac-sha256/1"
    assert drawn.allocation == {"choluteca": 1, "danli": 2}
    assert [(m.position, m.case_code, m.order_key) for m in drawn.members] == [
        (1, "A3", "5acfbca28d9d5cd94e55792b3a998e0f2776431cd23b523da402869c0046f4aa"),
        (2, "B1", "60779895178cad7f25a13b831f0d383d5099d12a77808ff007321ca6531b4fd7"),
        (3, "A1", "e53e0ea323f0206810790899a9a24c135f921565da4c45bfcfb69541e3553967"),
    ]


def test_a_seed_decides_and_another_seed_decides_otherwise():
    """Same seed, same order; other seed, other order; the frame's hash is the same."""
    frame = frame_of({"danli": 200})
    one, other = draw(frame, "one", 50), draw(frame, "other", 50)
    assert one == draw(frame, "one", 50)
    assert [m.case_code for m in one.members] != [m.case_code for m in other.members]
    assert one.frame_sha256 == other.frame_sha256 == frame_sha256(frame)


def test_the_frames_hash_sees_every_change():
    """One person more, one moved to another stratum, one renamed: three other hashes."""
    frame = frame_of({"danli": 3, "choluteca": 3})
    changed = [
        [*frame, FrameMember("extra", "danli")],
        [FrameMember(frame[0].case_code, "choluteca"), *frame[1:]],
        [FrameMember("renamed", frame[0].stratum), *frame[1:]],
    ]
    assert len({frame_sha256(members) for members in [frame, *changed]}) == 4
    assert frame_sha256(frame) == hashlib.sha256(frame_csv(frame)).hexdigest()


def test_everybody_in_a_stratum_has_the_same_chance():
    """Over 2,000 fixed seeds nobody is drawn more often than chance allows.

    Chi-square of the 60 counts; within each stratum their sum is fixed, so 57 degrees of freedom,
    and the variance of a count is that of a draw without replacement. Its upper 0.1 % point is 96.
    """
    sizes = {"choluteca": 12, "danli": 18, "tegucigalpa": 30}
    frame = frame_of(sizes)
    seeds = [f"seed-{number}" for number in range(2000)]
    counts = Counter(m.case_code for seed in seeds for m in draw(frame, seed, 20).members)
    places = allocate(sizes, 20)
    chi_square = 0.0
    for member in frame:
        people, number = sizes[member.stratum], places[member.stratum]
        expected = len(seeds) * number / people
        spread = expected * (1 - number / people) * people / (people - 1)
        chi_square += (counts[member.case_code] - expected) ** 2 / spread
    assert 24 < chi_square < 96  # and not suspiciously even, either


def test_the_probability_is_that_of_the_stratum():
    """places / people, the same for all, written next to each."""
    drawn = draw(frame_of({"danli": 10, "choluteca": 30}), "seed", 8)
    assert {(m.stratum, m.probability) for m in drawn.members} == {
        ("danli", 0.2),
        ("choluteca", 0.2),
    }


def test_a_code_with_a_comma_or_an_accent_is_written_as_csv_does():
    """Quoted where needed, UTF-8, and sorted by its bytes."""
    members = [FrameMember("ñ", "danlí"), FrameMember("a,b", "x"), FrameMember('q"', "x")]
    assert frame_csv(members).decode() == 'case_code,stratum\n"a,b",x\n"q""",x\nñ,danlí\n'


@pytest.mark.parametrize(
    ("frame", "seed", "size", "says"),
    [
        (frame_of({"danli": 3}), "seed", 4, "cannot draw 4 from a frame of 3"),
        (frame_of({"danli": 3}), "seed", 0, "cannot draw 0"),
        (frame_of({"danli": 3}), "", 2, "needs a seed"),
        (frame_of({"danli": 3}) * 2, "seed", 2, "stands twice"),
        ([FrameMember("", "danli")], "seed", 1, "empty"),
        ([], "seed", 1, "frame of 0"),
    ],
)
def test_a_draw_that_cannot_be_is_refused_with_the_reason(frame, seed, size, says):
    """Too many, none, no seed, twice the same person, nobody."""
    with pytest.raises(ValueError, match=says):
        draw(frame, seed, size)


def test_places_for_more_than_there_are_people_are_refused():
    """allocate says so itself."""
    with pytest.raises(ValueError, match="4 places to 3 people"):
        allocate({"danli": 3}, 4)


def test_a_frame_of_a_ministry_is_drawn_in_full():
    """100,000 people in no order: each exactly once, positions without a gap."""
    numbers = list(range(100_000))
    random.Random(7).shuffle(numbers)
    frame = [FrameMember(f"HN-{n:07d}", f"m{n % 5}") for n in numbers]
    drawn = draw(frame, "seed", len(frame))
    assert {m.case_code for m in drawn.members} == {m.case_code for m in frame}
    assert [m.position for m in drawn.members] == list(range(1, len(frame) + 1))
    assert {m.probability for m in drawn.members} == {1.0}
