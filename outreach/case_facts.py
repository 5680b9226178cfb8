"""What a case says of its person: what its conversations say, and nothing that was taken back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from flows.turn import State


class Stage(NamedTuple):
    """A conversation as it stood after one of its replies."""

    conversation_id: int
    state: State
    at: datetime

    @classmethod
    def of(cls, conversation_id: int, state: str, at: datetime) -> "Stage":
        return cls(conversation_id, State.from_json(state), at)


def changes(before: State, after: State, now: datetime) -> dict[str, Any]:
    """The columns of the case that a reply changes; what it takes back is for others to say."""
    changed: dict[str, Any] = {}
    if after.identified and not before.identified:
        changed["identified_at"] = now
    if after.identified and is_new(before, after, "interest"):
        changed["validated_at"] = now
        changed["interested"] = after.kept["interest"] == "yes"
    for kept in ("services", "municipality"):
        if is_new(before, after, kept):
            changed[kept] = after.kept[kept]
    return changed


def takes_back(before: State, after: State) -> bool:
    """Whether somebody else was speaking after all: what was answered was not the person's."""
    return before.identified and not after.identified


def of_conversations(stages: Iterable[Stage]) -> dict[str, Any]:
    """All that conversations say of the person, each stage in its order; None where nothing.

    One of which the identity was taken back says nothing.
    """
    facts: dict[str, Any] = dict.fromkeys(_COLUMNS)
    said: dict[str, Any] = {}
    before: Stage | None = None
    for stage in stages:
        if before is None or stage.conversation_id != before.conversation_id:
            facts |= said
            said, before = {}, stage._replace(state=_unsaid(stage.state))
        if takes_back(before.state, stage.state):
            said = {}
        said |= changes(before.state, stage.state, stage.at)
        before = stage
    return facts | said


def is_new(before: State, after: State, name: str) -> bool:
    """Whether the reply has given this answer; what an earlier conversation left is not new."""
    value = after.kept.get(name)
    return bool(value) and value not in (before.kept.get(name), before.earlier.get(name))


_COLUMNS = ("identified_at", "validated_at", "interested", "services", "municipality")


def _unsaid(state: State) -> State:
    return state.but(identified=False, kept={})
