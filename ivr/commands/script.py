"""`flask script`: check a script, play it in the terminal, label replies. Needs no settings."""

import csv
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from flask.cli import AppGroup

from flows.checks import Kind
from flows.engine import begin, resume
from flows.gsm7 import segments
from flows.medium import Medium
from flows.phrases import audio, phrase, phrase_locale
from flows.script import BadScript, Script, script_names
from flows.translation_checks import untranslated
from flows.translations import language_of
from flows.turn import Context, Person, State, Turn
from flows.understanding.heard import Heard, Reply
from outreach.clock import clock_for

script = AppGroup("script", help="Scripts: check, play, schema, understand.")
_DOUBTFUL = re.compile(r"(.*?)\s*~(0?\.\d+)")
_OPEN, _CLOSE, _SATURDAY = time(8), time(20), 5


@script.command(with_appcontext=False)
@click.argument("file")
def check(file: str) -> None:
    """Say what is wrong with a script, each with the path that shows it.

    FILE is a YAML file, or the name of a script that ships with us. Exits 1 if anything is. What
    is not translated is a problem in a language that the script promises, else a warning.
    """
    found = _script(file)
    problems = found.problems()
    for problem in problems:
        click.echo(problem.told(file))
    for locale, (missing, wanted) in untranslated(found).items():
        click.echo(
            f"{file}: warning: {Kind.MISSING_TRANSLATION}: {locale}: {missing} of {wanted} are "
            f"not translated; what is not, is said in {found.locale}"
        )
    if problems:
        raise click.exceptions.Exit(1)
    click.echo(
        f"{found.name} version {found.version}: {len(found.steps)} steps, "
        f"{len(found.wordings)} wordings, no problem"
    )


@script.command(with_appcontext=False)
@click.argument("file")
@click.option("--medium", type=click.Choice([medium.value for medium in Medium]), default="voice")
@click.option("--locale", default="es-HN", show_default=True)
@click.option("--name", default="Ana Mejía", show_default=True)
@click.option("--birth-year", type=int, default=1990, show_default=True, help="0: not known")
@click.option("--municipality", default="danli", show_default=True, help="empty: not known")
@click.option("--agents", is_flag=True, help="Agents are free, so that now may be offered.")
@click.option("--inbound", is_flag=True, help="The person rings us.")
@click.option("--now", type=click.DateTime(["%Y-%m-%d %H:%M"]), help="Local time [default: now]")
@click.option("--zone", default="America/Tegucigalpa", show_default=True)
@click.option("--country", default="hn", show_default=True, help="whose municipalities are named")
def play(
    file: str,
    medium: str,
    locale: str,
    name: str,
    birth_year: int,
    municipality: str,
    agents: bool,
    inbound: bool,
    now: datetime | None,
    zone: str,
    country: str,
) -> None:
    """Hold a conversation in the terminal.

    Digits are keys when you play voice (write [1990] or 1990), an empty line is silence, and
    Ctrl-D hangs up. A reply that ends in ~0.3 is one that the recogniser was only so sure of.
    """
    from outreach.countries import load_country

    found = _script(file)
    there = ZoneInfo(zone)
    moment = now.replace(tzinfo=there) if now else clock_for(None).now().astimezone(there)
    person = Person(name, birth_year or None, municipality or None, locale)
    places = load_country(country).places
    context = Context(person, moment, _open_hours, agents_free=agents, places=places)
    turn = begin(found, context, Medium(medium), inbound=inbound)
    _show(found, turn)
    while turn.expects is not None:
        try:
            typed = click.prompt(">", prompt_suffix=" ", default="", show_default=False)
        except click.Abort:
            click.echo("\n(hung up)")
            return
        before = State.from_json(turn.state.to_json())
        turn = resume(found, before, _reply(typed, Medium(medium)), context)
        _show(found, turn)


@script.command(with_appcontext=False)
def schema() -> None:
    """Print the JSON Schema of scripts, for editors. docs/scripts.md says how to use it."""
    from flows.schema import schema_text

    click.echo(schema_text(), nl=False)


@script.command(with_appcontext=False)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--locale", default="es-HN", show_default=True)
def understand(file: Path, locale: str) -> None:
    """Label replies: reads question,channel,text and writes them with intent and value."""
    from flows.understanding.table import COLUMNS, label

    try:
        with file.open(encoding="utf-8-sig", newline="") as source:
            rows = _columns(csv.DictReader(source), file)
            writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(label(rows, locale))
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise click.ClickException(f"{file}: {error}") from error


def _columns(reader: "csv.DictReader[str]", file: Path) -> Iterator[dict[str, str]]:
    wanted = ("question", "channel", "text")
    seen = reader.fieldnames or ()
    if missing := [name for name in wanted if name not in seen]:
        raise click.ClickException(
            f"{file}, line 1: expected the columns {', '.join(wanted)}; "
            f"{', '.join(missing)} missing among: {', '.join(seen) or 'none'}"
        )
    return ({name: row[name] or "" for name in wanted} for row in reader)


def _script(file: str) -> Script:
    path = Path(file)
    if not path.exists() and file in script_names():
        from flows.script import SCRIPTS

        path = SCRIPTS / f"{file}.yaml"
    try:
        return Script.load(path)
    except BadScript as error:
        raise click.ClickException(str(error)) from error


def _reply(typed: str, medium: Medium) -> Reply:
    doubtful = _DOUBTFUL.fullmatch(typed)
    typed, confidence = (doubtful[1], float(doubtful[2])) if doubtful else (typed, 1.0)
    keys = typed.strip().strip("[]")
    if medium is Medium.VOICE and keys and set(keys) <= set("0123456789*#"):
        return Reply(keys=keys)
    return Reply(words=typed, confidence=confidence)


def _open_hours(day: date) -> tuple[time, time] | None:
    # only the player's: campaigns have the country's
    return None if day.weekday() > _SATURDAY else (_OPEN, _CLOSE)


def _show(script: Script, turn: Turn) -> None:
    state = turn.state
    if turn.heard:
        click.secho(f"    understood {_understood(turn.heard)}", dim=True)
    lines = list(_lines(script, turn))
    said = " ".join(words for _, words in lines)
    shown = " ".join(f"{mark}{words}" for mark, words in lines)
    click.secho(f"< {shown}" if said else "< (says nothing)", bold=True)
    if said and state.medium is Medium.TEXT:
        click.secho(f"    segments={segments(said)}", dim=True)
    click.secho(f"    {_state(state)}", dim=True)
    if state.outcome is not None:
        end = f"= {state.outcome}"
        click.secho(f"{end}, an agent takes over" if state.transfer else end, bold=True)


def _understood(heard: Heard) -> str:
    value = f" {heard.value}" if heard.value else ""
    sure = f", confidence {heard.confidence:.2f}" if heard.confidence < 1 else ""
    return f"{heard.intent}{value} (rule {heard.rule}: {heard.words}{sure})"


def _state(state: State) -> str:
    known = ["identified" if state.identified else "not identified"]
    if state.opted_out:
        known.append("opted out")
    if state.unsure:
        known.append(f"asked back whether {state.unsure.intent}")
    kept = " ".join(f"{key}={value}" for key, value in state.kept.items())
    tries = " ".join(f"{key}={times}" for key, times in state.tries.items())
    size = len(state.to_json().encode())
    parts = (f"at {state.step}", *known, f"kept: {kept or '-'}", f"tries: {tries or '-'}")
    return f"{'; '.join(parts)}; {size} bytes"


def _lines(script: Script, turn: Turn) -> Iterator[tuple[str, str]]:
    """The words of each line, and a mark where a recording is played or a translation missing."""
    state = turn.state
    for line in turn.says:
        words = phrase(script, line, state.medium, state.locale)
        locale = phrase_locale(script, line.wording, state.medium, state.locale)
        if state.medium is Medium.VOICE and (file := audio(script, line.wording, state.locale)):
            yield f"[recording {file.parent.name}/{file.name}] ", words
        elif language_of(locale) != language_of(state.locale):
            yield f"[no {language_of(state.locale)}, said in {locale}] ", words
        else:
            yield "", words
