"""Which column holds what: recognised by what ministries call it, or told by the operator."""

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from outreach.errors import BadFile


class Field(StrEnum):
    """What we look for. The values are what an operator writes in `--map`."""

    NAME = "nombre"
    DOCUMENT = "dni"
    SEX = "sexo"
    BIRTH_DATE = "nacimiento"
    PHONE = "telefono"
    MUNICIPALITY = "municipio"
    RETURNED_ON = "retorno"
    RETURNED_FROM = "procedencia"


REQUIRED = (Field.NAME, Field.PHONE, Field.MUNICIPALITY)

# As compared: without accents, case, points and digits at the end.
_NAMES: dict[Field, tuple[str, ...]] = {
    Field.NAME: (
        "nombre completo", "nombre", "nombres", "primer nombre", "segundo nombre", "apellidos",
        "apellido", "primer apellido", "segundo apellido", "nombre y apellido",
        "nombres y apellidos", "nombre del retornado", "nombre de la persona", "beneficiario",
        "full name", "name",
    ),
    Field.DOCUMENT: (
        "dni", "no dni", "numero de dni", "identidad", "no identidad", "numero de identidad",
        "tarjeta de identidad", "cedula", "documento", "numero de documento", "id",
    ),
    Field.SEX: ("sexo", "genero", "sex", "gender"),
    Field.BIRTH_DATE: (
        "fecha de nacimiento", "fecha nacimiento", "fec nacimiento", "f nacimiento", "nacimiento",
        "fecha nac", "fec nac", "birth date", "date of birth",
    ),
    Field.PHONE: (
        "telefono", "tel", "telefonos", "numero de telefono", "no telefono", "celular", "cel",
        "movil", "numero de celular", "telefono celular", "telefono fijo", "telefono de contacto",
        "telefono alterno", "otro telefono", "contacto", "whatsapp", "phone", "phone number",
    ),
    Field.MUNICIPALITY: (
        "municipio", "municipio de residencia", "municipio residencia", "ciudad",
        "lugar de residencia", "residencia", "municipality", "city",
    ),
    Field.RETURNED_ON: (
        "fecha de retorno", "fecha retorno", "fecha de deportacion", "fecha de ingreso",
        "fecha de llegada", "retorno", "return date",
    ),
    Field.RETURNED_FROM: (
        "pais de procedencia", "procedencia", "pais de retorno", "retornado de", "pais",
        "country of return", "pais de origen del vuelo",
    ),
}  # fmt: skip
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}

Columns = Mapping[Field, tuple[int, ...]]
"""The positions of a field's columns, in the file's order; several for names and phones."""

Told = Sequence[tuple[str, str]]
"""What the operator said in `--map`: field and heading; several for names and phones."""

LEFT_OUT = "-"  # told instead of a field: this column is not used
_MANY = {Field.NAME, Field.PHONE}
_PARTS_OF_NAMES = {
    "nombre", "nombres", "primer nombre", "segundo nombre", "apellidos", "apellido",
    "primer apellido", "segundo apellido",
}  # fmt: skip
_WHOLE_NAMES = set(_NAMES[Field.NAME]) - _PARTS_OF_NAMES
_DIGITS_OF_DATA = 7
_LONGEST_QUOTE, _MOST_QUOTED = 40, 40


def plain(text: str) -> str:
    """Lower case, without accents, points and repeated spaces: for comparing words."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() or c.isspace() else " " for c in decomposed if ord(c) < 0x300)
    return " ".join(kept.split())


def find_columns(header: Sequence[object], told: Told, source: str) -> Columns:
    """Where each field is. What was told comes first; then columns are known by their headings.

    `source` names the file and the row in errors.
    Raises BadFile saying which columns were seen when a required one is missing, a mapping names
    a column that is not there, or two columns could be the same single field. The row is quoted
    only when it is a header: in a file without one it is somebody's name and numbers.
    """
    headings = [" ".join(str(cell or "").split()) for cell in header]
    if any(_looks_like_data(heading) for heading in headings):
        raise BadFile(
            "%(source)s: se esperaban los títulos de las columnas, y parece que ya tiene "
            "los datos de una persona; agregue una fila de títulos",
            source=source,
        )
    found, left_out = _told(headings, told, source)
    taken = left_out.union(*found.values())
    settled = set(found)
    for position, heading in enumerate(headings):
        field = _FIELD_OF.get(_bare(heading))
        if field is None or position in taken or field in settled:
            continue
        if field in found and field not in _MANY:
            raise BadFile(
                '%(source)s: hay dos columnas para «%(field)s»; diga cuál con --map "%(field)s=…"',
                source=source,
                field=field,
            )
        found[field] = (*found.get(field, ()), position)
    _require(found, headings, source)
    if Field.NAME not in settled:
        found[Field.NAME] = _in_order(found[Field.NAME], headings)
    return found


def _require(found: Columns, headings: Sequence[str], source: str) -> None:
    missing = [field for field in REQUIRED if field not in found]
    if missing:
        raise BadFile(
            "%(source)s: falta la columna de %(missing)s; se vieron: %(headings)s. "
            'Indíquela con --map "%(first)s=Título de la columna"',
            source=source,
            missing=", ".join(missing),
            headings=_quoted(headings),
            first=missing[0],
        )


def recognised(header: Sequence[object]) -> list[Field | None]:
    """What each column seems to be by its heading, for somebody to look over; never raises."""
    found: list[Field | None] = []
    for cell in header:
        field = _FIELD_OF.get(_bare(" ".join(str(cell or "").split())))
        found.append(None if field in found and field not in _MANY else field)
    return found


def _told(
    headings: Sequence[str], told: Told, source: str
) -> tuple[dict[Field, tuple[int, ...]], set[int]]:
    found: dict[Field, tuple[int, ...]] = {}
    left_out: set[int] = set()
    taken: set[int] = set()
    for key, heading in told:
        alike = [i for i, seen in enumerate(headings) if plain(seen) == plain(heading)]
        # of columns with one heading, the first that was not told of
        positions = [i for i in alike if i not in taken] or alike
        taken.update(positions[:1])
        if key == LEFT_OUT:
            left_out.update(positions[:1])
            continue
        name = plain(key)
        if name not in set(Field):
            raise BadFile(
                "--map: «%(key)s» no es un campo; son: %(fields)s",
                key=key,
                fields=", ".join(Field),
            )
        field = Field(name)
        if not positions:
            raise BadFile(
                "%(source)s: no hay columna «%(heading)s»; se vieron: %(headings)s",
                source=source,
                heading=heading,
                headings=_quoted(headings),
            )
        if field in found and field not in _MANY:
            raise BadFile(
                "--map: «%(field)s» está dos veces, y solo puede ser una columna", field=field
            )
        found[field] = (*found.get(field, ()), positions[0])
    return found, left_out


def _bare(heading: str) -> str:
    return plain(heading).rstrip("0123456789").strip()


def _looks_like_data(heading: str) -> bool:
    """Telephone numbers, documents and dates have seven digits or more; headings do not."""
    return sum(letter.isdigit() for letter in heading) >= _DIGITS_OF_DATA


def _quoted(headings: Sequence[str]) -> str:
    return ", ".join(h[:_LONGEST_QUOTE] for h in headings[:_MOST_QUOTED] if h) or "ninguna"


def _in_order(positions: Sequence[int], headings: Sequence[str]) -> tuple[int, ...]:
    """The columns of a name as it is spoken: one for the whole name if there is, otherwise
    given names before surnames, whichever the file puts first."""
    names = {position: _bare(headings[position]) for position in positions}
    whole = [position for position in positions if names[position] in _WHOLE_NAMES]
    if whole:
        return (whole[0],)
    return tuple(sorted(positions, key=lambda position: "apellido" in names[position]))
