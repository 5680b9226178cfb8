"""Which two entries of a registry somebody should look at."""

import pytest

from outreach.rules.same_person import Traits, Why, keys, likeness, sound


def entry(
    name: str | None = "María Zelaya Cruz",
    *,
    born: str | None = None,
    document: str | None = None,
    numbers: tuple[str, ...] = (),
) -> Traits:
    return Traits(name, born, document, frozenset(numbers))


def test_the_same_name_and_birth_date_are_worth_a_look() -> None:
    """Spelling, accents and the order of the words do not hide it."""
    one = entry("María Zelaya Cruz", born="1990-05-29")
    for spelt in ("MARIA SELAYA CRUZ", "Zelaya Cruz María", "Maria Fernanda Zelaya Cruz"):
        found = likeness(one, entry(spelt, born="1990-05-29"))
        assert found is not None, spelt
        assert found.why is Why.BIRTH_DATE


def test_a_number_in_common_stands_in_for_a_birth_date() -> None:
    """As long as the birth dates, where known, are not of two people."""
    one = entry(born="1990-05-29", numbers=("n1",))
    assert likeness(one, entry(numbers=("n1", "n2"))) == (100.0, Why.NUMBER)
    both = likeness(one, entry(born="1990-05-29", numbers=("n1",)))
    assert both is not None
    assert both.why is Why.BOTH
    assert likeness(one, entry(born="1990-05-28", numbers=("n1",))) is not None  # a slip
    assert likeness(one, entry(born="1962-01-03", numbers=("n1",))) is None  # mother and daughter


def test_two_documents_are_two_people_unless_one_is_mistyped() -> None:
    """Twins have one birth date, one telephone and nearly one name."""
    one = entry(born="1990-05-29", numbers=("n1",), document="0801199012345")
    twin = one._replace(name="Mario Zelaya Cruz", document="0801199067890")
    assert likeness(one, twin) is None
    assert likeness(one, one._replace(document="0801199012354")) is not None


@pytest.mark.parametrize("other", ["Ana López", "Carlos Zelaya Mejía", "María", None])
def test_another_name_is_another_person(other: str | None) -> None:
    """A household shares its number, and many are born on one day."""
    assert likeness(entry(born="1990-05-29", numbers=("n1",)),
                    entry(other, born="1990-05-29", numbers=("n1",))) is None  # fmt: skip


def test_nothing_but_a_name_in_common_is_not_enough() -> None:
    """There are thousands of María López."""
    assert likeness(entry(born="1990-05-29"), entry(born="1991-06-30")) is None
    assert likeness(entry(), entry()) is None


def test_entries_that_are_alike_have_a_key_in_common() -> None:
    """Else nobody would ever compare them, among a million."""
    one = set(keys("María Fernanda Zelaya Cruz", "1990-05-29"))
    for spelt in ("Zelaya Cruz Maria", "maria selaya", "Ma. Fernanda Selaya Cruz"):
        assert one & set(keys(spelt, "1990-05-29")), spelt
    assert not one & set(keys("María Fernanda Zelaya Cruz", "1990-05-30"))
    assert not list(keys(None, "1990-05-29"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("zelaya", "selaya"), ("hernandez", "ernandes"), ("velasquez", "belazquez"),
     ("yessenia", "llesenia"), ("karla", "carla"), ("jimenez", "gimenes"), ("ximena", "jimena")],
)  # fmt: skip
def test_words_that_sound_alike_are_one(one: str, other: str) -> None:
    """Seseo, yeísmo, a mute h, b like v: names are written as they are heard."""
    assert sound(one) == sound(other)
