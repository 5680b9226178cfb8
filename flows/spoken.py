"""Says what goes into a wording (a time, services, a number to ring) the way people say it."""

from collections.abc import Mapping
from datetime import datetime

from babel.lists import format_list

from flows import moments
from flows.marking import marked
from flows.medium import Medium
from flows.translations import language_of, translation

SERVICES: Mapping[str, str] = {
    # NOTE: The name of a service, within a sentence.
    "training": marked("formación"),
    # NOTE: The name of a service, within a sentence.
    "employment": marked("empleo"),
    # NOTE: The name of a service, within a sentence.
    "entrepreneurship": marked("emprendimiento"),
}
_DIGITS = "zero one two three four five six seven eight nine".split()


def said(name: str, value: str, medium: Medium, locale: str) -> str:
    """The value of this name in words; what is not known is said as it is."""
    language = language_of(locale)
    if name == "appointment":
        return _appointment(value, medium, language)
    if name == "services":
        return services(value, locale)
    if name == "callback_number" and medium is Medium.VOICE:
        return _number(value, language)
    return value


def service(code: str, locale: str) -> str:
    """What one service is called; a code that is none is said as it is."""
    own = SERVICES.get(code, code)
    return translation(None, own, locale) or own


def services(codes: str, locale: str) -> str:
    """`formación, empleo y emprendimiento`, of codes joined by `|`."""
    words = [service(code, locale) for code in codes.split("|") if code]
    return format_list(words, locale="en" if language_of(locale) == "en" else "es")


def _appointment(value: str, medium: Medium, language: str) -> str:
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        return value
    return moments.said(when, medium, language)


def _number(value: str, language: str) -> str:
    # as people give it: without the country's code; in Spanish in pairs, in English by digits
    import phonenumbers  # only where a number is spoken: it takes long to load

    try:
        digits = str(phonenumbers.parse(value).national_number)
    except phonenumbers.NumberParseException:
        return value
    if language == "en":
        return " ".join(_DIGITS[int(digit)] for digit in digits)
    odd = len(digits) % 2
    pairs = [digits[:odd], *(digits[at : at + 2] for at in range(odd, len(digits), 2))]
    return ", ".join(_pair(pair) for pair in pairs if pair)


def _pair(digits: str) -> str:
    words = moments.two_digits(int(digits))
    return f"cero {words}" if len(digits) == 2 and digits[0] == "0" else words
