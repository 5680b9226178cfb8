"""Spanish: the rule tables of Central American speech and typing, in one book."""

from flows.understanding import (
    es_asks,
    es_gone,
    es_hearing,
    es_later,
    es_others,
    es_questions,
    es_recordings,
    es_stop,
    es_stop_removal,
)
from flows.understanding.es_words import CLASSES
from flows.understanding.patterns import Rule

RULES: tuple[Rule, ...] = (
    *es_recordings.RULES,
    *es_stop.RULES,
    *es_stop_removal.RULES,
    *es_gone.RULES,
    *es_others.RULES,
    *es_asks.RULES,
    *es_later.RULES,
    *es_questions.RULES,
    *es_hearing.RULES,
)

__all__ = ["CLASSES", "RULES"]
