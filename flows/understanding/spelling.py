"""Puts right the spelling of longer content words, and of nothing else.

Only words of six letters and more that no rule knows are looked at, only against words that
carry content (places, services, days, a few more), and only within one slip (two in words of
nine letters). Short words are left alone: one letter may turn them into their opposite.
"""

from functools import lru_cache

from flows.understanding import gazetteer, services_words
from flows.understanding.normalise import Utterance, folded

SHORTEST, LONG = 6, 9

_CONTENT = (
    "miercoles viernes sabado domingo enero febrero septiembre noviembre diciembre octubre manana "
    "equivocado equivocada equivoco equivocaron numero mensaje mensajes fallecio fallecida "
    "interesa interesado interesada repetir repita garifuna miskito persona apunteme "
    "anoteme llamada llamadas bloquear denunciar ocupado ocupada manejando trabajando pensarlo "
    "molesten cualquier gracias ninguna ninguno mediodia conozco participar gustaria tomorrow"
).split()


def _vocabulary() -> tuple[str, ...]:
    places = (
        word
        for group in (*gazetteer.CITIES.values(), gazetteer.MUNICIPALITIES, gazetteer.DEPARTMENTS)
        for name in group.split(",")
        for word in folded(name).split()
    )
    words = {*places, *(folded(w) for w in _CONTENT), *services_words.FUZZY}
    return tuple(sorted(word for word in words if len(word) >= SHORTEST))


_VOCABULARY = _vocabulary()
_KNOWN = frozenset(_VOCABULARY) | frozenset(
    word
    for group in (*gazetteer.BARRIOS.values(), gazetteer.ABROAD)
    for word in folded(group.replace(",", " ")).split()
)
_BY_INITIAL: dict[str, list[str]] = {}
for _word in _VOCABULARY:
    _BY_INITIAL.setdefault(_word[0], []).append(_word)


def mend(said: Utterance, known: frozenset[str]) -> Utterance:
    """Replace misspelt content words, in place; `known` words are never touched."""
    changed = False
    for at, word in enumerate(said.words):
        if len(word) >= SHORTEST and word not in known and word not in _KNOWN:
            better = _nearest(word)
            if better:
                said.words[at] = better
                changed = True
    if changed:
        said.join()
    return said


@lru_cache(maxsize=32_768)
def _nearest(word: str) -> str:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 2 if len(word) >= LONG else 1
    pool = _BY_INITIAL.get(word[0], [])
    best = process.extractOne(word, pool, scorer=OSA.distance, score_cutoff=slips)
    if best is None or abs(len(best[0]) - len(word)) > 1:
        return ""
    same_end = best[0][-1] == word[-1] or len(word) >= LONG or best[0].startswith(word)
    return str(best[0]) if same_end else ""
