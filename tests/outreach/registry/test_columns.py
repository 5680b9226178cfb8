"""Which column holds what."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import BadFile
from outreach.registry.columns import Field, find_columns
from tests.outreach.registry.files import HEADER

SOURCE = "lista.csv: fila 1"


def refusal(header: list[str], *told: tuple[str, str]) -> str:
    with pytest.raises(BadFile) as refused:
        find_columns(header, told, SOURCE)
    return str(refused.value)


@given(st.randoms(use_true_random=False))
def test_columns_are_found_in_any_order(rng: random.Random) -> None:
    """What counts is the heading, not the place."""
    header = list(HEADER)
    rng.shuffle(header)
    found = find_columns(header, (), SOURCE)
    assert {field: {header[p] for p in places} for field, places in found.items()} == {
        Field.NAME: {"Nombre completo"},
        Field.DOCUMENT: {"DNI"},
        Field.SEX: {"Sexo"},
        Field.BIRTH_DATE: {"Fecha de nacimiento"},
        Field.PHONE: {"Teléfono 1", "Teléfono 2"},
        Field.MUNICIPALITY: {"Municipio"},
        Field.RETURNED_ON: {"Fecha de retorno"},
        Field.RETURNED_FROM: {"País de procedencia"},
    }


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NOMBRES Y APELLIDOS", Field.NAME),
        ("  nombre   completo ", Field.NAME),
        ("No. Identidad", Field.DOCUMENT),
        ("Cédula", Field.DOCUMENT),
        ("GÉNERO", Field.SEX),
        ("Fec. Nac.", Field.BIRTH_DATE),
        ("Cel. 2", Field.PHONE),
        ("telefono1", Field.PHONE),
        ("Ciudad", Field.MUNICIPALITY),
        ("Fecha de deportación", Field.RETURNED_ON),
        ("PAÍS", Field.RETURNED_FROM),
    ],
)
def test_a_heading_is_known_without_accents_case_spaces_and_points(
    heading: str, field: Field
) -> None:
    """Ministries do not agree on how to write a heading."""
    header = ["Nombre", "Teléfono", "Municipio"]
    others = {Field.NAME: 0, Field.PHONE: 1, Field.MUNICIPALITY: 2}
    if field in others:
        header[others[field]] = heading
    else:
        header.append(heading)
    assert header.index(heading) in find_columns(header, (), SOURCE)[field]


def test_a_missing_column_is_named_with_those_that_were_seen() -> None:
    """So that the operator sees which one it must be."""
    message = refusal(["Nombre", "Depto", "Municipio"])
    assert message.startswith(f"{SOURCE}: falta la columna de telefono; se vieron: ")
    assert "Nombre, Depto, Municipio" in message
    assert '--map "telefono=' in message


def test_a_told_column_comes_first() -> None:
    """The operator knows better, also where a heading looks right."""
    header = ["Nombre", "Número de contacto", "Teléfono", "Municipio"]
    found = find_columns(header, [("Telefono", "numero de CONTACTO")], SOURCE)
    assert found[Field.PHONE] == (1,)


def test_several_columns_of_numbers_may_be_told() -> None:
    """Each --map counts; none is lost."""
    header = ["Nombre", "Contacto A", "Contacto B", "Municipio"]
    told = [("telefono", "Contacto B"), ("telefono", "Contacto A")]
    assert find_columns(header, told, SOURCE)[Field.PHONE] == (2, 1)


def test_what_is_told_wrongly_is_refused() -> None:
    """An unknown field, an unknown column, and one field told twice."""
    header = ["Nombre", "Teléfono", "Municipio", "Aldea"]
    assert "no es un campo" in refusal(header, ("barrio", "Aldea"))
    assert "no hay columna «Barrio»" in refusal(header, ("municipio", "Barrio"))
    twice = (("municipio", "Aldea"), ("municipio", "Municipio"))
    assert "está dos veces" in refusal(header, *twice)


def test_two_columns_for_one_thing_are_not_guessed_between() -> None:
    """Municipality of residence or of birth? The operator is asked."""
    header = ["Nombre", "Teléfono", "Municipio", "Ciudad"]
    assert 'diga cuál con --map "municipio=' in refusal(header)
    assert find_columns(header, [("municipio", "Ciudad")], SOURCE)[Field.MUNICIPALITY] == (3,)


def test_a_name_in_parts_is_put_together_as_it_is_spoken() -> None:
    """Given names before surnames, whichever column comes first."""
    header = ["Primer apellido", "Segundo apellido", "Nombres", "Teléfono", "Municipio"]
    assert find_columns(header, (), SOURCE)[Field.NAME] == (2, 0, 1)


def test_a_whole_name_is_not_said_twice() -> None:
    """Where a file has the whole name and its parts, the whole one is enough."""
    header = ["Nombres", "Apellidos", "Nombre completo", "Teléfono", "Municipio"]
    assert find_columns(header, (), SOURCE)[Field.NAME] == (2,)


def test_a_file_without_a_header_shows_nobodys_data() -> None:
    """Its first row is a person, and errors end up in logs and e-mails."""
    message = refusal(["Ana Mejía", "0801199000001", "9988-7766", "Danlí"])
    assert "títulos" in message
    for secret in ("Ana", "0801", "9988", "Danlí"):
        assert secret not in message
