"""Forms of the verbs that matter, so that a rule names a verb once for vos, tú, usted and all.

Accents are dropped by folding, so *llames* stands for tú and for vos (*llamés*).
"""

from collections.abc import Iterable

_SOFT = {"ar": "e", "er": "a", "ir": "a"}
_PLAIN = {"ar": "a", "er": "e", "ir": "e"}
_CLITICS = (
    "me",
    "nos",
    "lo",
    "la",
    "le",
    "los",
    "las",
    "les",
    "mela",
    "melo",
    "nosla",
    "te",
    "se",
)


def _soft_stem(verb: str) -> str:
    stem = verb[:-2]
    if verb.endswith("ar"):
        for end, soft in (("c", "qu"), ("g", "gu"), ("z", "c")):
            if stem.endswith(end):
                return stem[:-1] + soft
    return stem[:-1] + "j" if verb.endswith(("ger", "gir")) else stem


def commands(verb: str) -> list[str]:
    """Subjunctives: the forms after *no* and *que*, and polite commands."""
    stem, vowel = _soft_stem(verb), _SOFT[verb[-2:]]
    past = verb[:-2] + ("ara" if verb.endswith("ar") else "iera")
    present = [stem + vowel + end for end in ("", "s", "n", "mos", "is")]
    return [*present, past, past + "n", past + "s"]


def orders(verb: str) -> list[str]:
    """Affirmative commands with a clitic: *llámeme, llámenme, llamame, llámelo*."""
    soft = _soft_stem(verb) + _SOFT[verb[-2:]]
    stem = verb[:-2]
    plain = stem + _PLAIN[verb[-2:]]
    voseo = stem + ("i" if verb.endswith("ir") else plain[-1])
    bases = [soft, soft + "n", plain, voseo]
    return [base + clitic for base in bases for clitic in _CLITICS]


def infinitives(verb: str) -> list[str]:
    return [verb, *(verb + clitic for clitic in _CLITICS)]


def gerunds(verb: str) -> list[str]:
    base = verb[:-2] + ("ando" if verb.endswith("ar") else "iendo")
    return [base, *(base + clitic for clitic in _CLITICS)]


def every(forms: Iterable[list[str]]) -> list[str]:
    return [form for group in forms for form in group]
