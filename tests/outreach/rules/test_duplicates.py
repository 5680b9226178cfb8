"""Who is listed twice: the same person behind the same number, and nobody else."""

import pytest

from outreach.rules.duplicates import Identity, listed_twice

ANA = Identity("l-1", "Ana Mejía", "1990-05-01", 1990, None)


@pytest.mark.parametrize(
    "again",
    [
        ANA._replace(case_id="l-2"),
        ANA._replace(case_id="l-2", name=" ANA  MEJIA"),
        ANA._replace(case_id="l-2", birth_date=None, birth_year=None),
        ANA._replace(case_id="l-2", birth_date=None),
        ANA._replace(case_id="l-2", document="d1"),
    ],
)
def test_the_same_name_with_nothing_against_it_is_the_same_person(again):
    """Case, accents and what one row does not say make no second person."""
    assert listed_twice([again, ANA]) == {"l-2": "l-1"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ANA, ANA._replace(case_id="l-2", name="Ana Mejía López")),
        (ANA, ANA._replace(case_id="l-2", birth_date="1990-05-02")),
        (ANA, ANA._replace(case_id="l-2", birth_date=None, birth_year=1991)),
        (ANA._replace(document="d1"), ANA._replace(case_id="l-2", document="d2")),
        (ANA._replace(name=None), ANA._replace(case_id="l-2", name=None)),
    ],
)
def test_what_contradicts_it_makes_two_people(one, other):
    """Father and son of one name share a phone, and are two."""
    assert listed_twice([one, other]) == {}


def test_the_first_by_case_id_stays_for_all_others():
    """Whatever the order in which they are met."""
    people = [ANA._replace(case_id=f"l-{number}") for number in (3, 1, 2)]
    assert listed_twice(people) == {"l-2": "l-1", "l-3": "l-1"}
