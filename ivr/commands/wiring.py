"""What a command works with: the system, opened when a command first needs it."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.system import System


@cache
def wired() -> "System":
    """The system that the environment describes.

    Raises SettingsError naming what is missing. Commands that need no database never call it.
    """
    from outreach import logs, settings
    from outreach.system import System

    configured = settings.load()
    logs.configure(configured.log_level)
    return System.open(configured)
