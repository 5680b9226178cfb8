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

_MANY = {Field.NAME, Field.PHONE}


def plain(text: str) -> str:
    """Lower case, without accents, points and repeated spaces: for comparing words."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() or c.isspace() else " " for c in decomposed if ord(c) < 0x300)
    return " ".join(kept.split())


def find_columns(header: Sequence[object], told: Mapping[str, str], source: str) -> Columns:
    """Where each field is. `told` maps a field to the column's heading, and comes first.

    Raises BadFile saying which columns were seen when a required one is missing, a mapping names
    a column that is not there, or two columns could be the same single field.
    """
    headings = [str(cell or "").strip() for cell in header]
    found = _told(headings, told, source)
    taken = {position for positions in found.values() for position in positions}
    for position, heading in enumerate(headings):
        name = plain(heading).rstrip("0123456789").strip()
        field = _FIELD_OF.get(name)
        if field is None or position in taken or (field in found and field.value in told):
            continue
        if field in found and field not in _MANY:
            raise BadFile(
                f"{source}: fila 1: hay dos columnas para «{field}»; diga cuál con "
                f'--map "{field}=…"'
            )
        found[field] = (*found.get(field, ()), position)
    missing = [field for field in REQUIRED if field not in found]
    if missing:
        raise BadFile(
            f"{source}: fila 1: falta la columna de {' y '.join(missing)}; se vieron: "
            f"{', '.join(h for h in headings if h) or 'ninguna'}. Indíquela con "
            f'--map "{missing[0]}=Título de la columna"'
        )
    return found


def _told(
    headings: Sequence[str], told: Mapping[str, str], source: str
) -> dict[Field, tuple[int, ...]]:
    found: dict[Field, tuple[int, ...]] = {}
    for key, heading in told.items():
        if key not in set(Field):
            raise BadFile(f"--map: «{key}» no es un campo; son: {', '.join(Field)}")
        positions = [i for i, seen in enumerate(headings) if plain(seen) == plain(heading)]
        if not positions:
            raise BadFile(
                f"{source}: fila 1: no hay columna «{heading}»; se vieron: {', '.join(headings)}"
            )
        found[Field(key)] = (positions[0],)
    return found
