"""What a command works with: the system, opened when a command first needs it."""

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.actors import Actor
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


def at_the_machine() -> "Actor":
    """Who gives this command: the account of the operating system, for the audit log."""
    from outreach.actors import Actor

    return Actor(None, None, f"uid {os.getuid()}")
