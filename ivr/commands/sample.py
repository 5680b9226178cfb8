"""`flask sample`: freeze, draw, release, verify and compare the people of a campaign."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from ivr.commands.wiring import wired
from outreach.errors import BadFile, NotAllowed

sample = AppGroup("sample", help="The draw of the people of a campaign.")

_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False)
_out = click.option(
    "--out", type=_FOLDER, help="The folder for the files; var/draws/CAMPAIGN by default."
)
_repetitions = click.option("--repetitions", type=click.IntRange(1), default=1000)
_generator = click.option("--generator-seed", "seed", type=int, default=1, show_default=True)


@sample.command()
@click.argument("campaign")
@click.option("--drand-round", type=click.IntRange(1), help="A round that is still to come.")
@click.option("--drand-at", type=click.DateTime(), help="The first round from then on, in UTC.")
@click.option("--drand-chain", default="quicknet", show_default=True)
@click.option("--sealed", metavar="SHA256", help="The hash of the seed that the university keeps.")
@click.option("--size", type=click.IntRange(1), help="People; the campaign's by default.")
@_out
def freeze(
    campaign: str,
    drand_round: int | None,
    drand_at: datetime | None,
    drand_chain: str,
    sealed: str | None,
    size: int | None,
    out: Path | None,
) -> None:
    """Freezes the frame and commits to its draw before the seed exists, for publication."""
    from outreach.draws import files, freezing
    from outreach.rules import seeds

    if sum(value is not None for value in (drand_round, drand_at, sealed)) != 1:
        raise click.UsageError("say one source: --drand-round, --drand-at or --sealed")
    try:
        source: seeds.Source
        if sealed is not None:
            source = seeds.Sealed(sealed.strip().lower())
        elif drand_at is not None:
            source = seeds.drand_after(drand_at.replace(tzinfo=UTC), drand_chain)
        else:
            source = seeds.Drand(drand_chain, drand_round or 0)
    except seeds.BadSeed as error:
        raise NotAllowed(error.sentence) from None
    system = wired()
    now = system.clock.now()
    made = freezing.freeze(system, campaign, source=source, size=size, actor="command", now=now)
    folder = _folder(campaign, out)
    files.write_files(system, campaign, folder)
    sampled = made.document["sample"]
    click.echo(
        f"frozen: {made.document['frame']['people']} people, of whom {sampled['people']} will be "
        f"drawn in {sampled['replicates']} replicates"
    )
    click.echo(f"seed: {_source(made.document['seed'])}")
    click.echo(f"commitment SHA-256: {made.sha256}")
    click.echo(f"publish {folder / 'commitment.json'} before the seed is known")


def _source(seed: dict[str, object]) -> str:
    if seed["source"] == "drand":
        return (
            f"round {seed['round']} of drand {seed['chain']}, published at {seed['published_at']}"
        )
    return f"the sealed text with SHA-256 {seed['sha256']}"


@sample.command()
@click.argument("campaign")
@click.option("--seed", help="The seed: a text, or the value of the drand round.")
@click.option("--seed-file", type=_FILE, help="A file with the seed, or drand's JSON of a round.")
@click.option("--round", "drand_round", type=click.IntRange(1), help="The number of the round.")
@click.option("--size", type=click.IntRange(1), help="People; the campaign's by default.")
@_out
def draw(
    campaign: str,
    seed: str | None,
    seed_file: Path | None,
    drand_round: int | None,
    size: int | None,
    out: Path | None,
) -> None:
    """Draws people at random. The same frame and seed give the same draw on any machine.

    A campaign that was not frozen is frozen first, with a note that its seed was not committed to.
    """
    from outreach.draws import drawing, files

    if (seed is None) == (seed_file is None):
        raise click.UsageError("say the seed by --seed or by --seed-file, one of the two")
    text = seed if seed_file is None else _read(seed_file).decode("utf-8", "replace")
    system = wired()
    now = system.clock.now()
    done = drawing.draw(
        system, campaign, seed=text or "", round=drand_round, size=size, actor="command", now=now
    )
    folder = _folder(campaign, out)
    files.write_files(system, campaign, folder, done.draw)
    frame = done.commitment.document["frame"]
    click.echo(
        f"drawn: {len(done.draw.members)} of {frame['people']} eligible people "
        f"in {done.draw.sizes.replicates} replicates"
    )
    click.echo(f"frame SHA-256: {frame['sha256']}")
    click.echo(f"assignment SHA-256: {done.assignment_sha256}")
    if not done.committed:
        click.echo("the seed was not committed to beforehand; the record says so")
    click.echo(f"to verify: python3 {folder / 'verify_draw.py'}")


@sample.command()
@click.argument("campaign")
@click.option("--replicates", type=click.IntRange(1), help="How many more, in order.")
@click.option("--only", type=click.IntRange(1), help="One by its number, out of order.")
@click.option("--name", help="Of an override: who answers for it.")
@click.option("--reason", help="Of an override: why. It stands in the report.")
def release(
    campaign: str, replicates: int | None, only: int | None, name: str | None, reason: str | None
) -> None:
    """Lets whole replicates go to be called, in order."""
    from outreach.draws import releasing

    if (replicates is None) == (only is None):
        raise click.UsageError("say --replicates or --only, one of the two")
    override = releasing.Override(name or "", reason or "") if name or reason else None
    system = wired()
    released = releasing.release(
        system, campaign, replicates=replicates, only=only, override=override, actor="command",
        now=system.clock.now(),
    )  # fmt: skip
    numbers = ", ".join(map(str, released.replicates))
    click.echo(
        f"released: replicate {numbers}, {released.people} people; "
        f"{released.planned} have a first attempt"
    )


@sample.command()
@click.argument("campaign")
@click.option("--against", type=_FILE, help="The commitment as it was published.")
def verify(campaign: str, against: Path | None) -> None:
    """Computes the draw anew, and names whatever was changed since it was committed to."""
    from outreach.draws import verifying

    verdict = verifying.verify(wired(), campaign, published=_read(against) if against else None)
    for note in verdict.notes:
        click.echo(f"note: {note}")
    for finding in verdict.findings:
        click.echo(f"- {finding}")
    if verdict.findings:
        raise click.ClickException("the draw is not what was committed to")
    click.echo("verified: the draw follows from frame and seed, and nothing was changed")


@sample.command()
@click.argument("campaign")
@_out
def files(campaign: str, out: Path | None) -> None:
    """Writes the files of the draw once more."""
    from outreach.draws import files as of_draw

    for path in of_draw.write_files(wired(), campaign, _folder(campaign, out)):
        click.echo(path)


@sample.command()
@click.argument("campaign")
@click.option("--arms", is_flag=True, help="Between the arms, not between drawn and not drawn.")
@_repetitions
@_generator
def balance(campaign: str, arms: bool, repetitions: int, seed: int) -> None:
    """Writes the balance table as CSV, and an omnibus test by randomisation inference."""
    from ivr.commands.comparison_tables import balance_csv
    from outreach.draws import comparing

    compare = comparing.balance_of_arms if arms else comparing.balance_of_draw
    found = compare(wired(), campaign, repetitions=repetitions, seed=seed)
    click.echo(balance_csv(found), nl=False)
    click.echo(f"omnibus: p = {found.test.p:.4f} over {found.test.repetitions} draws", err=True)


@sample.command()
@click.argument("campaign")
@_repetitions
@_generator
def effects(campaign: str, repetitions: int, seed: int) -> None:
    """Writes what became of each arm as CSV: intention to treat, p by randomisation inference."""
    from ivr.commands.comparison_tables import effects_csv
    from outreach.draws import comparing

    click.echo(
        effects_csv(comparing.effects(wired(), campaign, repetitions=repetitions, seed=seed)),
        nl=False,
    )


def _folder(campaign: str, out: Path | None) -> Path:
    return out or Path("var/draws") / campaign


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadFile(
            "%(file)s: cannot be read (%(why)s)", file=path, why=error.strerror
        ) from None
