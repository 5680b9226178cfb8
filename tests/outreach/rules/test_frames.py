"""The frame: one canonical file for one set of people, and clusters that are right."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.frames import (
    BadFrame,
    FrameMember,
    clusters,
    frame_of,
    frame_sha256,
    read_frame,
    strata_of,
    stratum_of,
)
from tests.outreach.rules.frames_made import FIELDS, a_frame, frames


@given(frames(), st.randoms(use_true_random=False))
def test_the_file_is_the_same_whatever_order_the_people_come_in(frame, random):
    """A frame is a set; its file, and so its hash, is one."""
    shuffled = list(frame.members)
    random.shuffle(shuffled)
    assert frame_of(FIELDS, shuffled).csv() == frame.csv()
    assert frame_sha256(frame) == hashlib.sha256(frame.csv()).hexdigest()


@given(frames())
def test_a_frame_is_read_back_as_it_was_written(frame):
    """Commas, quotes and accents in a case id change nothing."""
    assert read_frame(frame.csv()) == frame


def test_the_file_says_codes_strata_and_clusters_and_nothing_else():
    """Sorted by case id as bytes, quoted where needed, LF at the ends."""
    members = [
        FrameMember("ñ-2", "danli/F", "b-1"),
        FrameMember("b-1", "danli/M", "b-1"),
        FrameMember('a,"1"', "choluteca/F", 'a,"1"'),
    ]
    assert frame_of(FIELDS, members).csv().decode() == (
        "case_id,municipality,sex,cluster\n"
        '"a,""1""",choluteca,F,"a,""1"""\n'
        "b-1,danli,M,b-1\n"
        "ñ-2,danli,F,b-1\n"
    )


@given(frames())
def test_every_stratum_has_its_people_its_units_and_its_own_hash(frame):
    """So that a changed frame shows where it was changed."""
    strata = strata_of(frame)
    assert sum(s.people for s in strata) == len(frame.members)
    assert sum(s.units for s in strata) == len({m.cluster for m in frame.members})
    lines = frame.csv().decode().splitlines(keepends=True)[1:]
    for stratum in strata:
        mine = [
            line
            for m, line in zip(frame.members, lines, strict=True)
            if m.stratum == stratum.stratum
        ]
        assert stratum.sha256 == hashlib.sha256("".join(mine).encode()).hexdigest()


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 12)), max_size=30))
def test_clusters_are_who_is_joined_by_numbers_and_named_by_the_first(pairs):
    """Checked against walking from person to person by the numbers that they share."""
    shared = [(str(number), f"p{person:02}") for number, person in pairs]
    found = clusters(shared)
    for _, person in shared:
        reached, fresh = {person}, [person]
        while fresh:
            at = fresh.pop()
            mine = {number for number, who in shared if who == at}
            for number, who in shared:
                if number in mine and who not in reached:
                    reached.add(who)
                    fresh.append(who)
        assert found.get(person, person) == min(reached)
        assert (person in found) == (len(reached) > 1)


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ([FrameMember("a", "danli/F", "a")] * 2, "stands twice"),
        ([FrameMember("", "danli/F", "")], "empty"),
        ([FrameMember("a\nb", "danli/F", "a\nb")], "cannot be printed"),
        ([FrameMember("b", "danli/F", "a")], "not named by its first member"),
        ([FrameMember("a", "danli", "a")], "has not 2 values"),
    ],
)
def test_what_is_no_frame_is_refused_by_name(members, says):
    """Twice the same person, a code that is none, a cluster without its first, half a stratum."""
    with pytest.raises(BadFrame, match=says):
        frame_of(FIELDS, members)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "has not the columns"),
        (b"case,municipality,sex,cluster\n", "has not the columns"),
        (b"case_id,municipality,sex,cluster\na,danli,F\n", "line 2 of the frame has 3 cells"),
        (b"case_id,municipality,sex,cluster\nb,danli,F,b\na,danli,F,a\n", "in a wrong place"),
    ],
)
def test_a_file_that_is_no_frame_is_refused(text, says):
    """With the line, where there is one."""
    with pytest.raises(BadFrame, match=says):
        read_frame(text)


def test_every_change_of_the_people_changes_the_hash():
    """One more, one less, one moved, one renamed, two who now share a number."""
    sizes = {"danli/F": 3, "danli/M": 3}
    frame = a_frame(sizes)
    others = [
        a_frame({"danli/F": 4, "danli/M": 3}),
        a_frame({"danli/F": 2, "danli/M": 3}),
        a_frame(sizes, sharing=[("danli/F-001", "danli/F-002")]),
        frame_of(FIELDS, [frame.members[0]._replace(stratum="danli/M"), *frame.members[1:]]),
        frame_of(FIELDS, [*frame.members[:-1], FrameMember("renamed", "danli/M", "renamed")]),
    ]
    assert len({frame_sha256(each) for each in [frame, *others]}) == 6


def test_what_is_not_known_of_somebody_is_a_stratum_of_its_own():
    """Nobody is left out for a missing cell."""
    assert stratum_of(FIELDS, {"municipality": "danli", "sex": None}) == "danli/unknown"
    assert stratum_of(("return_year",), {"return_year": 2024}) == "2024"
