"""Says what is wrong with a value that a model refuses, as a sentence."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flows.marking import marked
from flows.sentences import Refusal, Sentence

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_INTEGER = marked("Input should be a valid integer")
_NUMBER = marked("Input should be a valid number")
_YES_OR_NO = marked("Input should be a valid boolean")
_TEXT = marked("Input should be a valid string")
_KEYS = marked("expected `key: value` lines")
_SEQUENCE = marked("expected a list")
_DATE = marked("expected a date such as 2026-12-31")
_ONE_OF = marked("Input should be %(expected)s")

# pydantic's kinds of fault → what was expected
TEXTS: Mapping[str, str] = {
    "missing": marked("'%(key)s' is missing"),
    "extra_forbidden": marked("'%(key)s' is not known here"),
    "int_type": _INTEGER,
    "int_parsing": _INTEGER,
    "int_from_float": _INTEGER,
    "int_parsing_size": marked("this number is too large"),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
    "string_type": _TEXT,
    "string_too_long": marked("String should have at most %(max_length)s characters"),
    "string_too_short": marked("String should have at least %(min_length)s character(s)"),
    "string_pattern_mismatch": marked("String should match pattern '%(pattern)s'"),
    "greater_than": marked("Input should be greater than %(gt)s"),
    "greater_than_equal": marked("Input should be greater than or equal to %(ge)s"),
    "less_than": marked("Input should be less than %(lt)s"),
    "less_than_equal": marked("Input should be less than or equal to %(le)s"),
    "enum": _ONE_OF,
    "literal_error": _ONE_OF,
    "too_short": marked("the list should have at least so many entries: %(min_length)s"),
    "too_long": marked("the list should have no more entries than %(max_length)s"),
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "list_type": _SEQUENCE,
    "tuple_type": _SEQUENCE,
}


def told(fault: "ErrorDetails") -> Sentence:
    """What was expected instead; of a check of ours, what it said. Shows nothing of the value."""
    known: dict[str, Any] = dict(fault.get("ctx", {}))
    if isinstance(error := known.get("error"), Refusal):
        return error.sentence
    text = TEXTS.get(fault["type"], fault["msg"])
    known["key"] = fault["loc"][-1] if fault["loc"] else ""
    return Sentence(text, {name: _plain(known[name]) for name in known if f"%({name})s" in text})


def _plain(value: object) -> str:
    # limits of fractions are floats: 1 rather than 1.0; of what may stand there, a plain list
    return f"{value:g}" if isinstance(value, float) else str(value).replace(" or ", ", ")
