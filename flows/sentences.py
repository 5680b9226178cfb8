"""Sentences for people, put together here and told later, in the language of whoever reads.

A sentence is the text that translators get and, apart, what fills it; an error that is shown to
people carries one. Only the edge knows the language: it asks `told` for the sentence with the
translations of its catalogue. `str` is the sentence as it was written, for commands.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` with names such as `%(name)s`, and the `values` of these names.

    A value that is a sentence is translated, too; any other is a datum, and told as it is.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def told(self, translate: Callable[[str], str]) -> str:
        """In the language of `translate`, which is given texts of ours and never a value."""
        if not self.values:
            return translate(self.text)
        return translate(self.text) % {
            name: value.told(translate) if isinstance(value, Sentence) else value
            for name, value in self.values.items()
        }

    def __str__(self) -> str:
        return self.told(str)

    def kept(self) -> str:
        """As text that a database keeps until somebody reads it; `read` is the way back."""
        return json.dumps(_kept(self), ensure_ascii=False)

    @classmethod
    def read(cls, kept: str) -> "Sentence":
        return _read(json.loads(kept))


def sentence(text: str, /, **values: object) -> Sentence:
    """A sentence of a text for translators and what fills it."""
    return Sentence(text, values)


def joined(sentences: Iterable[Sentence], between: str = "\n") -> Sentence:
    """Several sentences as one; there has to be one at least."""
    values = {f"part{number}": each for number, each in enumerate(sentences)}
    return Sentence(between.join(f"%({name})s" for name in values), values)


class Refusal(Exception):
    """An error that people are shown. It says what is wrong, where, and what was expected."""

    def __init__(self, text: str | Sentence, /, **values: object) -> None:
        if not isinstance(text, Sentence):
            text = Sentence(text, {name: _of(value) for name, value in values.items()})
        self.sentence = text
        super().__init__(str(self.sentence))


class BadValue(Refusal, ValueError):
    """A value is not what was expected."""


def _of(value: object) -> object:
    # what another error says is told in the reader's language, too
    return value.sentence if isinstance(value, Refusal) else value


def _kept(of: Sentence) -> list[Any]:
    return [of.text, {name: _plain(value) for name, value in of.values.items()}]


def _plain(value: object) -> Any:
    return _kept(value) if isinstance(value, Sentence) else str(value)


def _read(kept: list[Any]) -> Sentence:
    text, values = kept
    return Sentence(
        text,
        {
            name: value if isinstance(value, str) else _read(value)
            for name, value in values.items()
        },
    )
