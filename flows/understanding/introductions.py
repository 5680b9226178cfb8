"""Whether the name somebody gives is the name that was asked for: *aquí Ana*, *habla Óscar*.

Only the one who asked knows the name. Without it, a name alone is somebody else's.
"""

from flows.understanding.heard import Heard, Intent
from flows.understanding.normalise import Utterance, folded

_BEFORE = frozenset(
    folded(word)
    for word in "si aja alo hola bueno buenas buenos dias tardes noches diga claro pues yes hello "
    "hi aqui aca soy habla le con al me llamo mi nombre es this is im i am its the name".split()
)
_PRESENTS = frozenset(
    folded(word) for word in "aqui aca soy habla con llamo nombre this im am its name".split()
)
_SERVES = frozenset(folded(word) for word in "servirle servirles orden ordenes".split())
_PARTICLES = frozenset({"de", "del", "la", "las", "los", "don", "dona"})
_OPEN = ("nothing", "no.name_only", "guess.another")  # what a name given may settle


def settle(said: Utterance, name: str, known: frozenset[str], heard: Heard) -> Heard:
    """What was heard, unless the name given tells that it is, or is not, the person asked for."""
    own = {folded(word) for word in name.split()} - _PARTICLES
    before, given = _given(said.words)
    if not own or not given or said.asks:
        return heard
    if given in own and heard.rule.startswith((*_OPEN, "evidence.")) and "no" not in said.words:
        presents = bool(_PRESENTS.intersection(before)) or own.issuperset(said.words)
        return (
            Heard(Intent.YES, "", "introduction.own", said.raw.strip(), 0.8) if presents else heard
        )
    serves = heard.intent is Intent.YES and bool(_SERVES.intersection(said.words))
    if serves and given not in own and given not in known and "si" not in before:
        return Heard(Intent.NO, "", "introduction.other", said.raw.strip(), 0.7)
    return heard


def _given(words: list[str]) -> tuple[list[str], str]:
    """The words of greeting or presenting, and the word behind them: perhaps a name."""
    at = 0
    while at < len(words) and words[at] in _BEFORE | _PARTICLES:
        at += 1
    return words[:at], words[at] if at < len(words) else ""
