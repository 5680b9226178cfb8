"""What was meant: keys or words, and the question they answer, become a `Heard`.

Deterministic, explainable and offline: rule tables per language, a reader per kind of answer.
The grammar of values is in docs/understanding.md.
"""

from flows.medium import Medium
from flows.understanding.heard import Heard, Intent, Question, Reply
from flows.understanding.keys import understand_keys

__all__ = ["Heard", "Intent", "Question", "Reply", "understand", "understand_keys"]


def understand(
    question: Question,
    words: str,
    *,
    medium: Medium = Medium.VOICE,
    locale: str = "es-HN",
    name: str = "",
) -> Heard:
    """What the words mean as a reply to the question. Never raises, whatever the words.

    `name` is the person's, where it is known: *aquí Ana* is a yes from Ana alone.
    """
    # The rules take half a second to compile: once, by the first process that understands.
    from flows.understanding import household, reply

    # "no llamen a este número" is an answer there, and not one more opt-out
    if question is Question.HOUSEHOLD and (heard := household.read(words)) is not None:
        return heard
    return reply.understand(question, words, medium=medium, locale=locale, name=name)
