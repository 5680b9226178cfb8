"""Which of a few people says their name: by the given name first, with room for spelling."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from flows.understanding.normalise import plain

_ALIKE = 82  # of 100: Mejia/Mexia, Jonathan/Yonatan; not Ana/Eva, nor Mario/Maria
_SHORT = 4  # letters; a shorter name has to be exact
_BESIDE_A_NAME = frozenset(
    """
    a abla al aqui ah alo bueno buenas buenos con de del dia dias don dona e el ella en eh era es
    familia favor habla hablando hablo hi hola i is it la las le llamo lo los madre mama me mi my
    name noches nombre padre papa para pero por pues que s senor senora senorita servidor si soi
    soy speaking su tarde tardes the this this un una usted y yo
    """.split()
)


# letters that sound alike in Honduras, as people and recognisers mix them up
_SOUNDS = (
    (re.compile(r"z|c(?=[ei])"), "s"),
    (re.compile(r"(?<!c)h"), ""),
    (re.compile(r"v"), "b"),
    (re.compile(r"ll"), "y"),
    (re.compile(r"qu|k"), "c"),
    (re.compile(r"x|g(?=[ei])"), "j"),
    (re.compile(r"y$"), "i"),
)


def whose(words: str, names: Sequence[str]) -> int | None:
    """The index of the only one of `names` that `words` may stand for; None when none or several.

    The first word that could be a name has to be one of the person's, or it is somebody else of
    the family. Nothing is ever guessed from a surname that they share.
    """
    said = [_sounded(word) for word in _words(words) if word not in _BESIDE_A_NAME]
    said = [word for word in said if word]
    if not said:
        return None
    scores = [_score(said, [_sounded(part) for part in _words(name)]) for name in names]
    best = max(scores, default=0.0)
    return scores.index(best) if best > 0 and scores.count(best) == 1 else None


def _score(said: Sequence[str], name: Sequence[str]) -> float:
    if not name or not _alike(said[0], name):
        return 0.0
    return sum(max(_likeness(word, part) for part in name) for word in said if _alike(word, name))


def _alike(word: str, name: Sequence[str]) -> bool:
    return any(_likeness(word, part) for part in name)


def _likeness(word: str, part: str) -> float:
    if word == part:
        return 100.0
    if min(len(word), len(part)) < _SHORT or word[-1] != part[-1]:
        return 0.0  # the last letter tells Mario from Maria
    likeness = fuzz.ratio(word, part)
    return likeness if likeness >= _ALIKE else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", plain(text))


def _sounded(word: str) -> str:
    for letters, sound in _SOUNDS:
        word = letters.sub(sound, word)
    return word
