"""Who of a household is speaking, by the name they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.understanding.names import whose

FAMILY = ("Ana María Mejía López", "Luis Alberto Mejía Paz", "Mario Mejía Paz")


@pytest.mark.parametrize(
    ("words", "index"),
    [
        ("Ana", 0),
        ("soy Ana", 0),
        ("Buenas tardes, habla Ana Mejía", 0),
        ("mi nombre es ana maria", 0),
        ("es la señora Ana María López", 0),
        ("luis mejia", 1),
        ("Luis", 1),
        ("soi luiz alberto", 1),
        ("Alberto", 1),
        ("Mario", 2),
        ("Lopes", 0),
        ("this is Luis speaking", 1),
    ],
)
def test_a_name_that_only_one_can_mean_is_found(words: str, index: int) -> None:
    """As people say it, write it and are recognised."""
    assert whose(words, FAMILY) == index


@pytest.mark.parametrize(
    "words",
    [
        "Mejía",
        "Paz",
        "la señora Mejía",
        "Pedro Mejía",
        "Rosa",
        "sí",
        "¿quién es?",
        "",
        "😀",
        "9",
    ],
)
def test_a_name_of_several_or_of_nobody_is_nobodys(words: str) -> None:
    """A surname that all of them have says nothing; another given name is somebody else."""
    assert whose(words, FAMILY) is None


def test_father_and_son_of_one_name_are_told_apart_by_nobody() -> None:
    """Rather a person who asks than the wrong conversation."""
    assert whose("Luis Mejía", ("Luis Mejía", "Luis Mejía")) is None


def test_a_vowel_at_the_end_is_another_name() -> None:
    """Mario is not María, however much alike they are written."""
    assert whose("Mario", ("María Paz", "Rosa Paz")) is None


@given(st.text(max_size=200), st.lists(st.text(max_size=80), max_size=5))
def test_whatever_is_said_there_is_an_answer(words: str, names: list[str]) -> None:
    """No words and no names break it, and the index is one of the names'."""
    found = whose(words, names)
    assert found is None or 0 <= found < len(names)
