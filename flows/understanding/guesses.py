"""What a reply probably is when no rule spoke: a question, or somebody else on the line.

Confidence is low, and nothing that cannot be taken back is ever guessed.
"""

from flows.understanding.heard import Heard, Intent, Question
from flows.understanding.normalise import Utterance, folded

_INTERROGATIVES = frozenset(
    folded(w)
    for w in "quien quienes que cual cuales como donde cuando cuanto cuanta cuantos".split()
)
_OF_OTHERS = frozenset(
    folded(w)
    for w in (
        "ella mama papa mami papi madre padre esposa esposo mujer marido hermano hermana hijo "
        "hija "
        "tio tia primo prima suegra suegro cunada cunado abuela abuelo nieto nieta sobrino "
        "sobrina "
        "nuera yerno vecina vecino"
    ).split()
)
_EXCLAIMED = frozenset(  # "qué calor": nothing is asked
    folded(w)
    for w in "calor frio bonito bueno feo lastima pena susto dia lluvia rico bien".split()
)
_ACCENTS = frozenset("áéíóú")


def guess(said: Utterance, question: Question) -> Heard | None:
    """A question asked back, or a third person spoken of where the person was asked for."""
    words = said.raw.strip()[:80]
    if _asks(said):
        return Heard(Intent.WHO, rule="guess.asks", words=words, confidence=0.6)
    if question is Question.IDENTITY and _speaks_of_another(said):
        return Heard(Intent.NOT_HERE, rule="guess.another", words=words, confidence=0.5)
    return None


def _asks(said: Utterance) -> bool:
    if said.asks and len(said.words) > 1:
        return True
    following = (*said.words[1:], "")
    accented = [bool(_ACCENTS.intersection(source.casefold())) for source in said.sources]
    return any(
        word in _INTERROGATIVES and spoken and after not in _EXCLAIMED
        for word, spoken, after in zip(said.words, accented, following, strict=True)
    )


def _speaks_of_another(said: Utterance) -> bool:
    """*mi nuera fue a dejar los niños*: but *señor* alone, or *soy señora*, is no third person,
    and what is *del abuelo* is not about him."""
    if len(said.words) < 3 or "soi" in said.words:
        return False
    accented = any(source.casefold() == "él" for source in said.sources)
    words = said.core.split()
    owners = zip(["", *words], words, strict=False)
    return accented or any(w in _OF_OTHERS and before not in ("del", "al") for before, w in owners)
