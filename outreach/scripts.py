"""Which version of its script a campaign speaks, and where all that it ever spoke are kept.

A conversation under way finishes on the version it began with, so no version may ever change:
who edits a script raises its version.
"""

from datetime import datetime
from pathlib import Path

from flows.script import BadScript, Script, checked_script, load_script, script_names
from outreach.errors import BadFile, NotAllowed, NotFound
from outreach.store import campaigns, scripts
from outreach.store.database import Connection, Store


def keep(connection: Connection, script: Script, now: datetime) -> None:
    """Keeps this version for good. Raises BadFile when it was kept with other contents."""
    added(connection, script, now)
    kept = scripts.version(connection, script.name, script.version)
    if kept is None or kept.digest != script.digest:
        free = (scripts.newest(connection, script.name) or script.version) + 1
        raise BadFile(
            "the script '%(found)s' was changed since its version %(version)s was first "
            "used; write 'version: %(free)s' into its file",
            found=script.name,
            version=script.version,
            free=free,
        )


def added(
    connection: Connection,
    script: Script,
    now: datetime,
    *,
    saved_by: int | None = None,
    made_from: int | None = None,
) -> bool:
    """Whether this version was kept now; False when one of its number was kept before."""
    return scripts.keep(
        connection,
        name=script.name,
        version=script.version,
        digest=script.digest,
        document=dict(script.document),
        now=now,
        saved_by=saved_by,
        made_from=made_from,
    )


def newest(connection: Connection, name: str) -> Script:
    """The latest version of a script, of those that were kept and the one that ships with us.

    Raises BadScript when there is none of this name, or the file that ships has a problem.
    """
    version = scripts.newest(connection, name)
    if version is None:
        return load_script(name)
    if name in script_names() and (shipped := load_script(name)).version > version:
        return shipped
    return kept(connection, name, version)


def kept(connection: Connection, name: str, version: int) -> Script:
    """A version as it was kept. Raises NotFound for one that no campaign ever used."""
    row = scripts.version(connection, name, version)
    if row is not None:
        return Script.of(row.document)
    shipped = load_script(name) if name in script_names() else None
    if shipped is None or shipped.version != version:
        raise NotFound(
            "version %(version)s of the script '%(name)s' was never kept",
            version=version,
            name=name,
        )
    return shipped


def take_up(
    store: Store, campaign_name: str, path: Path | None, *, actor: str, now: datetime
) -> Script:
    """Lets conversations that begin from now on be held by the script as its file is now.

    Without a `path` it is the file that ships with us. Raises BadFile (the script), NotFound, or
    NotAllowed when the campaign is over.
    """
    with store.transaction() as connection:
        campaign = campaigns.named(connection, campaign_name)
        if campaign.state.over:
            raise NotAllowed(
                "'%(name)s' is %(state)s", name=campaign_name, state=campaign.state.told
            )
        script = _read(campaign.document["script"], path)
        keep(connection, script, now)
        campaigns.set_script_version(connection, campaign.id, script.version)
        detail = {"version": script.version, "digest": script.digest}
        campaigns.log(connection, campaign.id, actor=actor, event="script", now=now, detail=detail)
    return script


def _read(name: str, path: Path | None) -> Script:
    try:
        script = checked_script(path) if path else load_script(name)
    except BadScript as error:
        raise BadFile(error.sentence) from None
    if script.name != name:
        raise BadFile(
            "%(file)s: expected the script '%(name)s', and this is '%(found)s'",
            file=path,
            name=name,
            found=script.name,
        )
    return script
