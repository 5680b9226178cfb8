"""Tells an agent what a person said so far, what agents did, and what may be said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.medium import Medium
from flows.messages import wording_context
from flows.script import Script
from flows.steps import Ask
from flows.translations import translation
from flows.understanding.heard import Question
from outreach.store import agent_calls, conversations, lead_notes, messages
from outreach.store.database import Connection
from outreach.system import System

_PLACEHOLDER = re.compile(r"\{\w+\}")
_LONGEST_QUESTION = 140


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what was answered to it, and what we took it for: an intent, and the value
    where it has one; `reply` "" where nothing was said."""

    at: datetime
    question: str
    reply: str
    intent: str
    value: str


@dataclass(frozen=True, slots=True)
class Story:
    """What is known besides the lead itself, each the latest first; `notes`, `calls` and `texts`
    are rows."""

    said: tuple[Exchange, ...]
    notes: Sequence[Any]
    calls: Sequence[Any]
    texts: Sequence[Any]


def story_of(system: System, connection: Connection, lead: Any, locale: str) -> Story:
    """Everything of one lead's person that an agent who has it may read; our questions in this
    locale."""
    script = system.setup(connection, lead.campaign_id).script
    replies = conversations.replies_of_case(connection, lead.case_id)
    return Story(
        said=tuple(
            found for row in replies if (found := _exchange(script, row, locale)) is not None
        ),
        notes=lead_notes.of_lead(connection, lead.id),
        calls=agent_calls.of_lead(connection, lead.id),
        texts=messages.written_to(connection, lead.case_id),
    )


def _exchange(script: Script, row: Any, locale: str) -> Exchange | None:
    """A turn as somebody reads it; the year that proves the identity is left out."""
    step = script.steps.get(row.step)
    if not isinstance(step, Ask) or step.ask is Question.BIRTH_YEAR or not step.say:
        return None
    wording = script.wordings.get(step.say[-1])
    own = (wording.voice or "") if wording else ""
    context = wording_context(script, step.say[-1], Medium.VOICE)
    asked = translation(context, own, locale) or own
    question = _PLACEHOLDER.sub("…", asked.split(". ")[0])[:_LONGEST_QUESTION]
    return Exchange(row.at, question, row.reply or "", row.intent, row.value or "")
