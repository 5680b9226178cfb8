"""Hands the wordings of a script to Babel, each with what its translator has to know.

Named in `flows/locales/babel.cfg`; `make translations` runs it.
"""

from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import Any

from flows.medium import Medium
from flows.messages import Message, messages
from flows.script import Script
from flows.wording_checks import MOST_SEGMENTS, filled, placeholders, revealing

_ROOM = 306  # letters of two segments
_MEANINGS = {
    "name": "the person's name",
    "municipality": "where the person lives",
    "services": "what the person is interested in",
    "appointment": "a day and hour with its preposition, as in 'on Tuesday at three'",
    "callback_number": "the number to ring",
}


def extract(
    file: BytesIO, keywords: Mapping[str, Any], tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Babel's interface: line, function, (context, message) and comments of each message."""
    del keywords, tags, options
    script = Script.read(file.read().decode("utf-8"))
    secret = revealing(script)
    for message in messages(script):
        notes = list(_notes(message, secret))
        if message.medium and (note := script.wordings[message.name].note):
            notes.append(note)
        yield 1, "pgettext", (message.context, message.source), notes


def _notes(message: Message, secret: Collection[str]) -> Iterator[str]:
    if message.medium is None:
        yield "Words that people may answer here, for the speech recogniser. Commas between them."
        return
    names = placeholders(message.source)
    if message.medium is Medium.TEXT:
        has = len(filled(message.source))
        yield (
            f"A text message. At most {_ROOM} letters once filled in ({MOST_SEGMENTS} segments), "
            f"and none outside GSM-7, such as á í ó ú. The source has {has}."
        )
    elif names:
        yield "Spoken on the phone by a synthetic voice."
    else:
        yield f"Spoken on the phone: by a recording named {message.name}, else synthetic."
    if message.name in secret:
        yield "Heard by the confirmed person only."
    else:
        yield "Anybody may hear this: never say or hint what the call is about."
    for name in names:
        yield f"{{{name}}}: {_MEANINGS.get(name, 'a value')}. Keep it as it is, once."
