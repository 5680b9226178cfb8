"""A browser for the tests of the console, and users who can sign in with it."""

import re
from typing import Any

import pyotp
from flask.testing import FlaskClient

from ivr.app import create_app
from ivr.console.passwords import hash_of
from outreach.rules.states import Role
from outreach.store import users as user_rows
from outreach.system import System
from tests import make, play

PASSWORD = "correct horse battery"
HASH = hash_of(PASSWORD)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SITE = "https://convoca.example.org"


class Browser:
    """A browser that keeps cookies and sends the token of the page it is on.

    `address` is where its requests come from.
    """

    def __init__(self, system: System, address: str = "192.0.2.1") -> None:
        self.client: FlaskClient = create_app(system).test_client()
        self.client.environ_base["REMOTE_ADDR"] = address

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, base_url=SITE, **more)

    def post(self, path: str, *, on: str | None = None, **form: Any) -> Any:
        """Posts with the token of page `on`; without it where that is None."""
        if on is not None:
            found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(on).text)
            assert found is not None
            form["csrf_token"] = found[1]
        return self.client.post(path, data=form, base_url=SITE, headers={"Referer": f"{SITE}/"})

    def sign_in(self, login: str, password: str = PASSWORD) -> Any:
        return self.post("/login", on="/login", login=login, password=password)


def a_user(system: System, login: str, role: Role = Role.AGENT, *, factor: bool = False) -> int:
    """A user with PASSWORD; with `factor`, also an authenticator that knows SECRET."""
    user_id = make.a_user(
        system.store, login=login, password_hash=HASH, role=role, clock=system.clock
    )
    if factor:
        with system.store.transaction() as connection:
            user_rows.change(
                connection, login, totp_sealed=SECRET, totp_since=system.clock.now(), totp_step=0
            )
    return user_id


def code_at(system: System, secret: str = SECRET, later: int = 0) -> str:
    """What an authenticator shows now, or some seconds later."""
    return pyotp.TOTP(secret).at(int(system.wall.now().timestamp()) + later)


def signed_in(system: System, role: Role) -> Browser:
    """A browser in which somebody of this role is signed in, with all that it takes."""
    needs_factor = role in (Role.ADMIN, Role.OPERATOR)
    a_user(system, str(role), role, factor=needs_factor)
    browser = Browser(system)
    answer = browser.sign_in(str(role))
    if needs_factor:
        assert answer.headers["Location"] == "/login/code"
        answer = browser.post("/login/code", on="/login/code", code=code_at(system))
    assert answer.status_code == 302
    return browser


def agent_with_a_lead(system: System) -> Browser:
    """An agent with a phone, in a campaign in which Ana Mejía is interested in work."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    ref = play.place(system)
    play.talk(system, ref, *play.INTERESTED)
    play.hang_up(system, ref)
    browser = signed_in(system, Role.AGENT)
    browser.post("/desk/phone", on="/desk", phone="9988-7766")
    return browser
