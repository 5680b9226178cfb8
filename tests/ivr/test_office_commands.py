"""`flask users`, `flask audit` and `flask privacy`, as whoever runs the office runs them."""

import os
import re
from datetime import UTC, datetime

import pytest
from click.testing import Result

from ivr.app import create_app
from ivr.console.passwords import is_right
from outreach.rules.states import Role
from outreach.store import tables
from outreach.system import System
from tests import look, make
from tests.ivr.browser import a_user

pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture
def campaign(quick_system: System) -> System:
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    return quick_system


def run(group: str, *arguments: str) -> Result:
    """As it is typed after `flask`."""
    return create_app().test_cli_runner().invoke(args=[group, *arguments])


def test_a_user_is_added_listed_put_into_campaigns_and_shut_out(campaign: System) -> None:
    """The password is printed once and lies as an argon2id hash."""
    told = run("users", "add", " Maria ", "--role", "agent", "--campaign", "piloto").output
    (password,) = re.findall(r"with the password (\S+)", told)
    row = look.one(campaign.store, tables.users)
    assert row.login == "maria"
    assert row.password_hash.startswith("$argon2id$")
    assert is_right(row.password_hash, password)
    assert re.search(r"^maria +agent; password only; piloto$", run("users", "list").output, re.M)
    assert run("users", "members", "piloto").output == "maria\n"
    a_user(campaign, "jose", Role.ADMIN, factor=True)
    changed = run("users", "members", "piloto", "--add", "jose", "--remove", "maria")
    assert changed.output == "jose\n"
    assert "admin; second factor; all campaigns" in run("users", "list").output
    assert "maria can no longer sign in" in run("users", "disable", "maria").output
    assert "agent; password only; no campaign; shut out" in run("users", "list").output
    entries = look.rows(campaign.store, tables.audit_log)
    assert {entry.address for entry in entries} == {f"uid {os.getuid()}"}


def test_a_reset_lets_in_again_and_can_forget_the_authenticator(campaign: System) -> None:
    """A lost phone is no reason to make a new account."""
    a_user(campaign, "ana", Role.ADMIN, factor=True)
    run("users", "disable", "ana")
    run("users", "reset", "ana", "--password", "long enough a password")
    row = look.one(campaign.store, tables.users)
    assert (row.disabled, row.totp_since is None, row.generation) == (False, False, 3)
    run("users", "reset", "ana", "--second-factor")
    row = look.one(campaign.store, tables.users)
    assert (row.totp_sealed, row.totp_since, row.totp_step) == (None, None, None)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "a b", "--role", "agent"), "a login is made of"),
        (("add", "<b>", "--role", "agent"), "a login is made of"),
        (("add", "\u202eana", "--role", "agent"), "a login is made of"),
        (("add", "x" * 101, "--role", "agent"), "a login is made of"),
        (("add", "ana", "--role", "agent", "--password", "short"), "at least 12"),
        (("add", "ana", "--role", "agent", "--campaign", "otra"), "no campaign called"),
        (("reset", "nadie"), "no user"),
        (("disable", "nadie"), "no user"),
        (("members", "otra"), "no campaign called"),
        (("members", "piloto", "--add", "nadie"), "no user"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    campaign: System, arguments: tuple[str, ...], told: str
) -> None:
    """An odd login would be read wrongly some day; a campaign that is not there has no members."""
    result = run("users", *arguments)
    assert result.exit_code == 1
    assert told in result.stderr
    assert look.count(campaign.store, tables.users) == 0
    assert look.count(campaign.store, tables.audit_log) == 0


def test_the_record_is_verified_and_its_anchor_printed(campaign: System) -> None:
    """The anchor alone on the output, to be kept elsewhere; exit code 1 when it does not hold."""
    run("users", "add", "ana", "--role", "agent")
    sound = run("audit", "verify")
    assert sound.exit_code == 0
    assert re.fullmatch(r"1:[0-9a-f]{32}\n", sound.stdout)
    assert run("audit", "verify", "--anchor", sound.stdout.strip()).exit_code == 0
    other = run("audit", "verify", "--anchor", f"2:{'0' * 32}")
    assert other.exit_code == 1
    assert "tampered with" in other.stderr
    assert run("audit", "verify", "--anchor", "nonsense").exit_code == 2


def test_who_saw_a_person_is_told_by_their_case(campaign: System) -> None:
    """Users by id, commands by the account of the machine; asking is an entry of its own."""
    assert run("audit", "show", "lista-000000").output == ""
    told = run("audit", "show", "lista-000000").output
    assert re.search(r"Z  command +uid \d+ +audit_read$", told, re.M)


def test_erasing_counts_first_and_does_it_only_when_told_to(campaign: System) -> None:
    """By case or by number; nothing of the person is printed."""
    counted = run("privacy", "erase", "lista-000000").output
    assert "No se borró nada." in counted
    assert re.search(r"^  numbers +1$", counted, re.M)
    assert look.one(campaign.store, tables.people).name_sealed == "Ana Mejía"
    done = run("privacy", "erase", "--number", "9900-0001", "--yes").output
    assert "Borrado." in done
    assert "Mej" not in done
    assert look.one(campaign.store, tables.people).name_sealed is None
    assert run("privacy", "erase").exit_code == 2
    again = run("privacy", "erase", "--number", "9900-0001")
    assert (again.exit_code, again.stdout) == (1, "")


def test_a_purge_counts_first_and_does_it_only_when_told_to(quick_system: System) -> None:
    """The campaigns are named, the people counted."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, retention_days=0)
    assert "ninguna" in run("privacy", "purge").output
    with quick_system.store.transaction() as connection:
        long_ago = datetime(2020, 1, 1, tzinfo=UTC)
        values = {"state": "stopped", "ended_at": long_ago}
        connection.execute(tables.campaigns.update().values(values))
    counted = run("privacy", "purge").output
    assert "campañas cuyo plazo pasó: piloto" in counted
    assert "No se borró nada." in counted
    assert look.one(quick_system.store, tables.people).name_sealed == "Ana Mejía"
    assert "Borrado." in run("privacy", "purge", "--yes").output
    assert look.one(quick_system.store, tables.people).name_sealed is None


def test_agents_are_set_to_work_from_the_machine(campaign: System) -> None:
    """Their phones and that they are free; whoever is unknown, or no number, is told so."""
    a_user(campaign, "marta", Role.AGENT)
    told = run("agents", "start", "marta=9988-7766")
    assert told.exit_code == 0, told.output
    assert "marta is available" in told.output
    assert "available" in run("agents", "list").output
    assert "9988" not in run("agents", "list").output
    for wrong in ("luis=99887766", "marta=abc", "marta"):
        answer = run("agents", "start", wrong)
        assert answer.exit_code == 1
        assert answer.output.startswith("Error:")


def test_whom_an_agent_serves_is_set_and_taken_back(campaign: System) -> None:
    """By places and languages that there are; nothing named is everybody, and nobody's login
    sets nothing."""
    a_user(campaign, "ana")
    told = run("agents", "serve", "ana", "--municipality", "danli", "--language", "cab").output
    assert told == "ana serves danli; cab\n"
    row = look.one(campaign.store, tables.users)
    assert (row.municipalities, row.languages) == ("danli", "cab")
    for wrong in (("--municipality", "atlantis"), ("--language", "Español")):
        refused = run("agents", "serve", "ana", *wrong)
        assert refused.exit_code != 0
        assert wrong[1] in refused.output
    assert "everywhere; every language" in run("agents", "serve", "ana").output
    row = look.one(campaign.store, tables.users)
    assert (row.municipalities, row.languages) == ("", "")
    assert run("agents", "serve", "nobody").exit_code != 0
