"""Spanish: the rule tables of Central American speech and typing, in one book."""

from flows.understanding import es_people, es_stop, es_talk
from flows.understanding.es_words import CLASSES
from flows.understanding.patterns import Rule

RULES: tuple[Rule, ...] = (*es_stop.RULES, *es_people.RULES, *es_talk.RULES)

__all__ = ["CLASSES", "RULES"]
