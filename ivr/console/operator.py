"""The pages of the rooms in which an operator works."""

from flask import Flask

from ivr.console.people import people
from ivr.console.scripts import scripts
from ivr.console.trials import trials


def init(app: Flask) -> None:
    for room in (scripts, trials, people):
        app.register_blueprint(room)
