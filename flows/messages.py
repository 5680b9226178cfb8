"""Lists what a script has for translators, each message under a context that is its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from flows.medium import Medium
from flows.steps import Ask

if TYPE_CHECKING:
    from flows.script import Script


class Message(NamedTuple):
    """A wording in one medium, or (without a medium) the hints of a question.

    `name` is that of the wording or of the question.
    """

    context: str
    source: str
    name: str
    medium: Medium | None


def messages(script: "Script") -> Iterator[Message]:
    """Every message of the script, in the script's order."""
    for name, wording in script.wordings.items():
        for medium, source in ((Medium.VOICE, wording.voice), (Medium.TEXT, wording.text)):
            if source:
                yield Message(wording_context(script, name, medium), source, name, medium)
    for name, step in script.steps.items():
        if isinstance(step, Ask) and step.hints:
            yield Message(hints_context(script, name), hints_source(step.hints), name, None)


def wording_context(script: "Script", wording: str, medium: Medium) -> str:
    """Keeps apart what one language says in the same words, such as voice and text."""
    return f"{script.name}.{wording}.{medium}"


def hints_context(script: "Script", question: str) -> str:
    return f"{script.name}.{question}.hints"


def hints_source(hints: tuple[str, ...]) -> str:
    return ", ".join(hints)
