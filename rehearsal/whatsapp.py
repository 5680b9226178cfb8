"""What the network asks of WhatsApp messages: their addresses, templates, and the 24 hours."""

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from rehearsal.resources import ApiError

SCHEME = "whatsapp:"
WINDOW = timedelta(hours=24)  # after the person's last message
OUTSIDE_WINDOW, NOT_ON_WHATSAPP = 63016, 63024
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def told_apart(address: str) -> tuple[str, str]:
    """The scheme, empty for a plain text, and the number of an address."""
    if address.startswith(SCHEME):
        return SCHEME, address.removeprefix(SCHEME)
    return "", address


def is_open(last_written: datetime | None, now: datetime) -> bool:
    """Whether free text may be sent."""
    return last_written is not None and now - last_written <= WINDOW


class Templates:
    """The account's approved templates by SID, such as `HX…=Hola {{1}}, le escribimos de …`."""

    def __init__(self, approved: Mapping[str, str]) -> None:
        self._approved = approved

    @classmethod
    def read(cls, written: list[str]) -> "Templates":
        return cls(dict(each.split("=", 1) for each in written))

    def filled(self, sid: str, variables: str) -> str:
        """The words of a template. Raises ApiError: 21654, 21655, 21656."""
        if not sid and variables:
            raise ApiError(400, 21654, "ContentSid Required")
        if sid not in self._approved:
            raise ApiError(400, 21655, "The ContentSid is Invalid")
        text = self._approved[sid]
        try:
            values = json.loads(variables or "{}")
            return _SLOT.sub(lambda slot: str(values[slot[1]]), text)
        except (ValueError, KeyError, TypeError):
            raise ApiError(400, 21656, "The ContentVariables Parameter is invalid") from None
