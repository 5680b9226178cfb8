"""Nobody is found among fewer than k, not even by what is missing."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.small_cells import WITHHELD, Cell, coarsened

CELLS = st.dictionaries(
    st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from("123")),
    st.integers(0, 12),
)


def classes(counts: dict[Cell, int], published: dict[Cell, Cell]) -> Counter[Cell]:
    found = Counter[Cell]()
    for cell, shown in published.items():
        found[shown] += counts[cell]
    return found


@given(CELLS, st.integers(2, 8))
def test_every_published_combination_is_of_k_people_or_wholly_withheld(
    counts: dict[Cell, int], k: int
) -> None:
    """Whatever the people are: those with less published are counted by what is missing, too."""
    for shown, people in classes(counts, coarsened(counts, k)).items():
        assert people >= k or set(shown) == {WITHHELD}


@given(CELLS, st.integers(2, 8))
def test_everybody_stays_and_only_the_last_fields_are_withheld(
    counts: dict[Cell, int], k: int
) -> None:
    """What is published of somebody is true."""
    published = coarsened(counts, k)
    assert set(published) == {cell for cell, count in counts.items() if count}
    for cell, shown in published.items():
        kept = [value for value in shown if value != WITHHELD]
        assert shown[: len(kept)] == cell[: len(kept)]
        assert set(shown[len(kept) :]) <= {WITHHELD}


def test_the_smallest_neighbour_hides_those_who_would_be_too_few() -> None:
    """Two people without the last field would be known to be those two."""
    counts = {("a", "x", "1"): 2, ("a", "x", "2"): 9, ("a", "x", "3"): 6, ("b", "x", "1"): 5}
    assert coarsened(counts, 5) == {
        ("a", "x", "1"): ("a", "x", WITHHELD),
        ("a", "x", "2"): ("a", "x", "2"),
        ("a", "x", "3"): ("a", "x", WITHHELD),
        ("b", "x", "1"): ("b", "x", "1"),
    }


def test_where_everybody_can_be_seen_nothing_is_withheld() -> None:
    """The rule costs nothing where it is not needed."""
    counts = {("a", "x", "1"): 5, ("a", "y", "1"): 7}
    assert coarsened(counts, 5) == {cell: cell for cell in counts}
    with pytest.raises(ValueError, match="somebody"):
        coarsened(counts, 1)
