"""`flask users load`: a whole team from a file, or nobody."""

import re
from pathlib import Path

import pytest
from click.testing import Result

from ivr.app import create_app
from ivr.console.passwords import is_right
from outreach.store import tables
from outreach.system import System
from tests import look, make


@pytest.fixture
def office(quick_system: System, environment: None) -> System:
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    return quick_system


def load(*lines: str) -> Result:
    Path("team.csv").write_text("\n".join(lines), encoding="utf-8")
    return create_app().test_cli_runner().invoke(args=["users", "load", "team.csv"])


def test_a_team_is_added_with_roles_campaigns_and_passwords(office: System) -> None:
    """A password that stands in the file is not repeated; one that does not is told once."""
    told = load(
        "\ufefflogin,role,campaigns,password",
        "Maria,agent,piloto,",
        "jose,operator,,una-clave-muy-larga",
    ).output
    maria, jose = look.rows(office.store, tables.users)
    (password,) = re.findall(r"maria can sign in with the password (\S+)", told)
    assert is_right(maria.password_hash, password)
    assert is_right(jose.password_hash, "una-clave-muy-larga")
    assert "una-clave" not in told
    assert [m.user_id for m in look.rows(office.store, tables.memberships)] == [maria.id]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ana,queen,,", "line 3: a role is one of"),
        ("ana,agent,,short", "line 3: a password needs at least"),
        ("ana,agent,,,,", "line 3: more cells than columns"),
        ("ana,agent,atlantis,", "atlantis"),
        ("maria,agent,,", "there is a user 'maria' already"),
        ("=cmd,agent,,", "a login is made of"),
    ],
)
def test_one_wrong_line_adds_nobody(office: System, line: str, reason: str) -> None:
    """And says what was expected."""
    done = load("login,role,campaigns,password", "maria,agent,,", line)
    assert done.exit_code != 0
    assert reason in done.output
    assert look.rows(office.store, tables.users) == []


def test_a_file_without_the_columns_says_which_it_has(office: System) -> None:
    """Nothing is guessed."""
    done = load("name,role", "maria,agent")
    assert done.exit_code != 0
    assert "login, role" in done.output
    assert "name" in done.output
