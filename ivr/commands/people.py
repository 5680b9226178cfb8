"""`flask people`: the registry, and who of it must never be contacted again."""

import csv
import json
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from flask.cli import AppGroup

from ivr.commands.people_matches import found, matches
from ivr.commands.wiring import at_the_machine, wired
from outreach.rules.states import RowOutcome

people = AppGroup("people", help="The registry of people.")
people.add_command(matches)

_OUTCOMES = click.Choice([outcome.value for outcome in RowOutcome])
# What an operator may say; that somebody blocked us is the carrier's to say.
_REASONS = click.Choice(["asked", "letter", "agent", "complaint"])


def _pairs(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> list[tuple[str, str]]:
    pairs = [value.partition("=") for value in values]
    if any(not column.strip() for _, _, column in pairs):
        raise click.BadParameter('se espera campo=Columna, por ejemplo "telefono=Cel. contacto"')
    return [(field.strip(), column.strip()) for field, _, column in pairs]


@people.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--list", "list_name", required=True, help="Name of the list.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Ages count on it; today.")
@click.option("--country", default="hn", show_default=True)
@click.option("--map", "column_map", multiple=True, callback=_pairs, help='"telefono=Cel."')
@click.option("--sample", is_flag=True, help="Invented people: only for a rehearsal.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def import_(
    file: Path,
    list_name: str,
    as_of: datetime | None,
    country: str,
    column_map: list[tuple[str, str]],
    sample: bool,
    as_json: bool,
) -> None:
    """Imports a ministry's spreadsheet (CSV or XLSX) as a list."""
    from outreach.countries import load_country
    from outreach.registry import import_registry, recognise

    system = wired()
    now = system.clock.now()
    today = now.astimezone(ZoneInfo(load_country(country).zone)).date()
    imported = import_registry(
        system.store,
        file,
        list_name=list_name,
        country_code=country,
        as_of=as_of.date() if as_of else today,
        is_sample=sample,
        now=now,
        column_map=column_map,
    )
    if imported.unchanged:
        click.echo(f"sin cambios: este archivo ya es la lista «{list_name}»", err=True)
    else:
        click.echo(found(recognise(system.store, list_name, now)), err=True)
    click.echo(
        json.dumps(imported.counts, ensure_ascii=False, indent=1)
        if as_json
        else _table(imported.counts)
    )


def _table(counts: dict[str, object]) -> str:
    lines = [f"{name:28}{value:>8}" for name, value in counts.items() if isinstance(value, int)]
    places = counts["eligible_by_municipality"]
    if isinstance(places, dict):
        lines += [f"  {name:26}{value:>8}" for name, value in places.items()]
    return "\n".join(lines)


@people.command()
@click.argument("list_name")
@click.option("--outcome", type=_OUTCOMES, help="Only these rows.")
def rows(list_name: str, outcome: str | None) -> None:
    """Writes what became of every row, with the reason, as CSV."""
    from outreach.store import registry

    writer = csv.writer(sys.stdout)
    writer.writerow(["row", "outcome", "reason", "notes"])
    with wired().store.snapshot() as connection:
        found = registry.known_list(connection, list_name)
        wanted = RowOutcome(outcome) if outcome else None
        for row in registry.accounts(connection, found.id, wanted):
            writer.writerow([row.row_number, row.outcome, row.reason or "", row.notes or ""])


@people.command()
@click.option("--case", "case_code", help="The person's case, on all their numbers.")
@click.option("--number", help="This number and everybody who has it, +504…")
@click.option("--reason", type=_REASONS, default="asked", show_default=True)
def suppress(case_code: str | None, number: str | None, reason: str) -> None:
    """Puts a person or a number on the list of those never to be contacted again, for good."""
    from outreach import opt_outs

    if bool(case_code) == bool(number):
        raise click.UsageError("indique --case o --number, uno de los dos")
    system, why = wired(), opt_outs.Reason(reason)
    actor, now = at_the_machine(), system.clock.now()
    if case_code:
        done = opt_outs.suppress_case(system, case_code, reason=why, actor=actor, now=now)
    else:
        e164 = e164_of(number or "")
        done = opt_outs.suppress_number(system, e164, reason=why, actor=actor, now=now)
    click.echo(_covered(done.people, done.numbers))


@people.command()
@click.option("--done", type=int, metavar="ID", help="Somebody has seen to this one.")
def requests(done: int | None) -> None:
    """Writes who has rung us and wants to be called by a person, as CSV, oldest first."""
    from outreach import requests as use_cases

    system = wired()
    now = system.clock.now()
    if done is not None:
        use_cases.close(system, done, at_the_machine(), now)
        click.echo(f"pedido {done}: atendido")
        return
    zone = ZoneInfo(_zone_of(system.settings.country))
    writer = csv.writer(sys.stdout)
    writer.writerow(["id", "number", "at"])
    for row in use_cases.waiting(system, at_the_machine(), now):
        at = row.at.astimezone(zone).isoformat(timespec="minutes")
        writer.writerow([row.id, row.number_sealed, at])


def _zone_of(country: str) -> str:
    from outreach.countries import load_country

    return load_country(country).zone


def e164_of(text: str) -> str:
    """A number as people write it, of the country of the settings or with its own code."""
    from outreach.countries import load_country
    from outreach.registry.cells import PhoneReader

    found = PhoneReader(load_country(wired().settings.country)).numbers(text)
    if len(found) != 1:
        raise click.UsageError("ese no es un número válido; se espera, por ejemplo, +50499887766")
    return found[0].e164


def _covered(people: int, numbers: int) -> str:
    persons = f"{people} persona{'' if people == 1 else 's'}"
    phones = f"{numbers} número{'' if numbers == 1 else 's'}"
    note = "" if people else "; nadie del registro tiene ese número, y queda anotado"
    return f"baja anotada: {persons}, {phones}{note}. No se les volverá a contactar."
