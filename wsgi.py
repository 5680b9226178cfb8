"""What the web server loads, and where the `flask` command finds its commands.

Under the `flask` command the settings are read only by the commands that need them.
"""

import click

from ivr.app import configure, create_app
from outreach import logs, settings

app = create_app()

if click.get_current_context(silent=True) is None:
    from outreach.system import System

    _configured = settings.load()
    logs.configure(_configured.log_level)
    configure(app, System.open(_configured))
