"""The media in which a conversation is held."""

from enum import StrEnum


class Medium(StrEnum):
    VOICE = "voice"
    TEXT = "text"
