"""What a command works with: the system, opened when a command first needs it."""

from functools import cache
from typing import TYPE_CHECKING

from outreach import settings

if TYPE_CHECKING:
    from outreach.system import System


@cache
def wired() -> "System":
    """The system that the environment describes.

    Raises SettingsError naming what is missing. Commands that need no database never call it.
    """
    from outreach.system import System

    return System.open(settings.load())
