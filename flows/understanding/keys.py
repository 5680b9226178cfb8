"""What the keys of a telephone mean at each kind of question: the field's defaults, as data.

A script step may bring its own map; this is what holds where it does not. `0` is a person and
`*` the question again wherever digits are not the datum; `9` ends all contact.
"""

from collections.abc import Mapping

from flows.understanding.heard import Heard, Intent, Question
from flows.understanding.years import FIRST, LAST

_EVERYWHERE = {"0": Intent.HUMAN, "*": Intent.REPEAT}
_STOP = {"9": Intent.OPT_OUT}
_YES_NO = {"1": Intent.YES, "2": Intent.NO}

KEYS: Mapping[Question, Mapping[str, Intent]] = {
    Question.IDENTITY: {
        "1": Intent.YES,
        "2": Intent.NOT_HERE,
        "3": Intent.WRONG_NUMBER,
        **_EVERYWHERE,
        **_STOP,
    },
    Question.BIRTH_YEAR: {"*": Intent.REPEAT},
    Question.MUNICIPALITY: {**_YES_NO, **_EVERYWHERE, **_STOP},
    Question.INTEREST: {**_YES_NO, **_EVERYWHERE, **_STOP},
    Question.SERVICES: {**_EVERYWHERE, **_STOP},
    Question.CALLBACK_TIME: {**_EVERYWHERE, **_STOP},
    Question.YES_NO: {**_YES_NO, **_EVERYWHERE, **_STOP},
    Question.HOUSEHOLD: {**_EVERYWHERE, **_STOP},
    Question.HANDOVER: {"1": Intent.HUMAN, "2": Intent.LATER, **_EVERYWHERE, **_STOP},
}

SERVICES: Mapping[str, str] = {"1": "training", "2": "employment", "3": "entrepreneurship"}


def understand_keys(question: Question, keys: str) -> Heard:
    """What the pressed keys mean; `unclear` when nothing is laid down for them."""
    pressed = "".join(key for key in keys if key in "0123456789*")
    if not pressed:
        return Heard(
            Intent.SILENCE if not keys.strip() else Intent.UNCLEAR, rule="keys", words=keys
        )
    intent = KEYS[question].get(pressed)
    if intent is not None:
        return Heard(intent, rule="keys", words=keys)
    value = _value(question, pressed)
    if value:
        return Heard(Intent.ANSWER, value, "keys", keys)
    return Heard(Intent.UNCLEAR, rule="keys.unknown", words=keys)


def _value(question: Question, pressed: str) -> str:
    if question is Question.BIRTH_YEAR and len(pressed) == 4 and pressed.isdecimal():
        return pressed if FIRST <= int(pressed) <= LAST else ""
    if question is Question.SERVICES and all(key in SERVICES for key in pressed):
        return "|".join(sorted({SERVICES[key] for key in pressed}))
    return ""
