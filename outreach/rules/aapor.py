"""The table of dispositions: AAPOR code, class and Spanish name of everything an attempt can be.

The codes are those of the AAPOR Standard Definitions (method.md §1); which of our events gets
which code is our own assignment, published with the report.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class OutcomeClass(StrEnum):
    """The classes that response rates are made of."""

    I = "I"  # noqa: E741  complete interview; the standard's own letter
    P = "P"  # partial interview
    R = "R"  # refusal or break-off
    NC = "NC"  # eligible, no contact with the person
    O = "O"  # noqa: E741  eligible, other reason
    UH = "UH"  # unknown whether the number reaches anybody
    UO = "UO"  # somebody is there, or was; unknown whether it is the person
    NE = "NE"  # not eligible


class Disposition(StrEnum):
    """What an attempt amounted to, and at the end the person. Values are stored: never rename."""

    INTERVIEW = "interview"  # identity and interest answered, yes or no
    AGENT_WANTED = "agent_wanted"  # the confirmed person wants to speak with a person
    PARTIAL = "partial"  # identity, but the question of interest got no answer
    REFUSED = "refused"  # refusal or opt-out of the confirmed person
    REFUSED_UNKNOWN = "refused_unknown"  # ... of whoever holds the phone
    BROKE_OFF = "broke_off"  # hung up after identity
    CALLBACK = "callback"  # the confirmed person asked for another time
    NOT_HERE = "not_here"  # a third party says that it is the person's phone
    MACHINE_NAMED = "machine_named"  # a voicemail that names the person
    AWAY = "away"  # away for all of the fieldwork
    DECEASED = "deceased"
    INCAPACITATED = "incapacitated"
    LANGUAGE = "language"  # needs a language that we do not speak
    HUNG_UP = "hung_up"  # hung up, or said nothing of use, before identity
    LATER = "later"  # another time, said before identity
    AGENT_WANTED_UNKNOWN = "agent_wanted_unknown"  # wants a person, before identity
    UNVERIFIED = "unverified"  # says it is the person, but the check failed
    NEVER_DIALLED = "never_dialled"  # released, never dialled
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    MACHINE = "machine"  # voicemail without a name
    REJECTED = "rejected"  # declined or blocked
    OUR_FAULT = "our_fault"  # nothing reached the phone, because of us or of our carrier
    UNREACHABLE = "unreachable"  # the network could not connect and does not say why
    TEXT_UNANSWERED = "text_unanswered"
    UNKNOWN = "unknown"  # placed or not, we never learnt
    INVALID_NUMBER = "invalid_number"
    FAX = "fax"
    WRONG_NUMBER = "wrong_number"  # a human says that the person is not known there
    EMIGRATED = "emigrated"  # has left again, or lives outside the area
    NOT_RETURNEE = "not_returnee"
    MINOR = "minor"
    DUPLICATE = "duplicate"

    @property
    def row(self) -> "Row":
        return TABLE[self]

    @property
    def code(self) -> str:
        """The AAPOR code in the person-based table, such as `2.112`."""
        return TABLE[self].code

    @property
    def number_code(self) -> str:
        """The code in the number-based table; a dead number is 4.3 there, not 3.3."""
        return TABLE[self].number_code or TABLE[self].code

    @property
    def outcome_class(self) -> OutcomeClass:
        return TABLE[self].outcome_class

    @property
    def number_class(self) -> OutcomeClass:
        """The class in the number-based table: a number that reaches nobody is not eligible."""
        return OutcomeClass.NE if self.number_code.startswith("4") else self.outcome_class

    @property
    def label(self) -> str:
        """A short Spanish name for tables and consoles."""
        return TABLE[self].label

    @property
    def final(self) -> bool:
        """Whether nobody contacts the person again after it, whatever else is planned."""
        return TABLE[self].final

    @property
    def human(self) -> bool:
        """Whether a human being was heard."""
        return TABLE[self].human

    @property
    def weight(self) -> int:
        """Which of a person's dispositions counts in the end: the heaviest, then the latest."""
        return TABLE[self].weight


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `weight` orders what a person's attempts amount to together."""

    code: str
    outcome_class: OutcomeClass
    weight: int
    label: str
    final: bool = False
    human: bool = False
    number_code: str = ""


_D = Disposition
_C = OutcomeClass

# Weights: 100 the same person counted once; 90 interview; 80 partial; 70 refusal in words; 60 what
# settles the case without one; 50 broken off; 40 a third party; 35 a machine that names the
# person; 30 somebody, unknown who; 20 a machine, or a stranger's number: the later of the two,
# because after "wrong number" the other numbers are tried; 10 no contact; 5 our fault; 0 nothing.
TABLE: Mapping[Disposition, Row] = {
    _D.INTERVIEW: Row("1.1", _C.I, 90, "Entrevista completa", final=True, human=True),
    _D.AGENT_WANTED: Row("1.2", _C.P, 81, "Pidió hablar con un agente", final=True, human=True),
    _D.PARTIAL: Row("1.2", _C.P, 80, "Entrevista parcial", human=True),
    _D.REFUSED: Row("2.112", _C.R, 71, "Rechazo de la persona", final=True, human=True),
    _D.REFUSED_UNKNOWN: Row("2.111", _C.R, 70, "Rechazo en el hogar", final=True, human=True),
    _D.BROKE_OFF: Row("2.12", _C.R, 50, "Colgó ya identificada", human=True),
    _D.CALLBACK: Row("2.12", _C.R, 50, "Pidió otra hora", human=True),
    _D.NOT_HERE: Row("2.21", _C.NC, 40, "No estaba", human=True),
    _D.MACHINE_NAMED: Row("2.22", _C.NC, 35, "Buzón con su nombre"),
    _D.AWAY: Row("2.25", _C.NC, 60, "Ausente todo el período", final=True, human=True),
    _D.DECEASED: Row("2.31", _C.O, 60, "Fallecida", final=True, human=True),
    _D.INCAPACITATED: Row("2.32", _C.O, 60, "No puede responder", final=True, human=True),
    _D.LANGUAGE: Row("2.33", _C.O, 60, "Necesita otro idioma", final=True, human=True),
    _D.HUNG_UP: Row("3.21", _C.UO, 30, "Colgó sin identificarse", human=True),
    _D.LATER: Row("3.21", _C.UO, 30, "Otra hora, sin identificarse", human=True),
    _D.AGENT_WANTED_UNKNOWN: Row(
        "3.21", _C.UO, 31, "Pidió agente sin identificarse", final=True, human=True
    ),
    _D.UNVERIFIED: Row("3.21", _C.UO, 30, "Identidad no comprobada", human=True),
    _D.NEVER_DIALLED: Row("3.11", _C.UH, 0, "Nunca marcada"),
    _D.BUSY: Row("3.12", _C.UH, 10, "Ocupado"),
    _D.NO_ANSWER: Row("3.13", _C.UH, 10, "No contesta"),
    _D.MACHINE: Row("3.14", _C.UH, 20, "Buzón de voz"),
    _D.REJECTED: Row("3.15", _C.UH, 10, "Llamada rechazada o bloqueada"),
    _D.OUR_FAULT: Row("3.16", _C.UH, 5, "Falla nuestra o de la red"),
    _D.UNREACHABLE: Row("3.16", _C.UH, 10, "Sin conexión"),
    _D.TEXT_UNANSWERED: Row("3.19", _C.UH, 10, "Mensaje sin respuesta"),
    _D.UNKNOWN: Row("3.9", _C.UO, 10, "Resultado desconocido"),
    _D.INVALID_NUMBER: Row("3.3", _C.UO, 10, "Número no válido", number_code="4.3"),
    _D.FAX: Row("3.3", _C.UO, 10, "Fax o módem", number_code="4.2"),
    _D.WRONG_NUMBER: Row("3.3", _C.UO, 20, "Número equivocado", human=True, number_code="4.3"),
    _D.EMIGRATED: Row("4.1", _C.NE, 60, "Fuera del país o del área", final=True, human=True),
    _D.NOT_RETURNEE: Row("4.7", _C.NE, 60, "No es persona retornada", final=True, human=True),
    _D.MINOR: Row("4.7", _C.NE, 60, "Menor de edad", final=True, human=True),
    _D.DUPLICATE: Row("4.81", _C.NE, 100, "Persona duplicada", final=True),
}
