"""What the web server loads, and where the `flask` command finds its commands.

Under the `flask` command the settings are read only by the commands that need them.
"""

import click
from flask.cli import ScriptInfo

from ivr.app import configure, create_app
from outreach import logs, settings

app = create_app()
_context = click.get_current_context(silent=True)
_in_command = _context is not None and _context.find_object(ScriptInfo) is not None

if not _in_command:
    from outreach import collector
    from outreach.system import System

    _configured = settings.load()
    logs.configure(_configured.log_level)
    configure(app, System.open(_configured))
    collector.settle()
