"""What the registry's pages call things: fields, what became of rows, why, states of a file."""

from collections.abc import Mapping

from flask_babel import gettext

from flows.marking import marked
from ivr.console.event_words import why_not
from outreach.registry.columns import Field
from outreach.rules.same_person import Why
from outreach.rules.states import RowOutcome, UploadState

_FIELDS: Mapping[str, str] = {
    Field.NAME: marked("Nombre o parte del nombre"),
    Field.DOCUMENT: marked("DNI"),
    Field.SEX: marked("Sexo"),
    Field.BIRTH_DATE: marked("Fecha de nacimiento"),
    Field.PHONE: marked("Teléfono"),
    Field.MUNICIPALITY: marked("Municipio"),
    Field.RETURNED_ON: marked("Fecha de retorno"),
    Field.RETURNED_FROM: marked("País de procedencia"),
}
_OUTCOMES: Mapping[str, str] = {
    RowOutcome.IMPORTED: marked("Entra y puede salir en el sorteo"),
    RowOutcome.MERGED: marked("Se suma a otra fila de la misma persona"),
    RowOutcome.INELIGIBLE: marked("Se guarda, pero no entra en el sorteo"),
    RowOutcome.REJECTED: marked("No se guarda: no hay a quién contactar"),
}
_STATES: Mapping[str, str] = {
    UploadState.RECEIVED: marked("falta decir qué es cada columna"),
    UploadState.LOOKING: marked("se está revisando"),
    UploadState.FORESEEN: marked("revisado, sin importar"),
    UploadState.IMPORTING: marked("se está importando"),
    UploadState.IMPORTED: marked("importado"),
    UploadState.FAILED: marked("no se pudo"),
}
_WHYS: Mapping[str, str] = {
    Why.BIRTH_DATE: marked("misma fecha de nacimiento"),
    Why.NUMBER: marked("un número en común"),
    Why.BOTH: marked("misma fecha de nacimiento y un número en común"),
}
_COUNTS: Mapping[str, str] = {
    "source_rows": marked("filas"),
    "people": marked("personas"),
    "eligible": marked("pueden salir en el sorteo"),
}


def field(code: str) -> str:
    return str(gettext(_FIELDS[code]))


def outcome(code: str) -> str:
    return str(gettext(_OUTCOMES[code]))


def reason(code: str | None) -> str:
    return why_not(code) if code else ""


def state(code: str) -> str:
    return str(gettext(_STATES[code]))


def count(code: str) -> str:
    return str(gettext(_COUNTS[code]))


def why(code: str) -> str:
    """What two entries have in common besides the name."""
    return str(gettext(_WHYS[code]))
