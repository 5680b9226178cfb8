"""English: the same intents, for people who grew up or lived long in the United States."""

from flows.understanding import en_asks, en_later, en_others, en_stop
from flows.understanding.en_words import CLASSES
from flows.understanding.patterns import Rule

RULES: tuple[Rule, ...] = (
    *en_stop.RULES,
    *en_others.RULES,
    *en_asks.RULES,
    *en_later.RULES,
)

__all__ = ["CLASSES", "RULES"]
