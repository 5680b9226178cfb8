"""The system that an app works with, opened when a request first needs it."""

from flask import Flask, current_app

from outreach import settings
from outreach.carrier.profile import Profile
from outreach.system import System

_KEY = "convoca"


def give(app: Flask, system: System) -> None:
    app.extensions[_KEY] = system


def system_of(app: Flask | None = None) -> System:
    """The app's system; from the environment when it was given none."""
    extensions = (app or current_app).extensions
    if _KEY not in extensions:
        extensions[_KEY] = System.open(settings.load())
    system: System = extensions[_KEY]
    return system


def carrier_of() -> Profile:
    """What the carrier of the current request is like."""
    return system_of().settings.carrier_profile
