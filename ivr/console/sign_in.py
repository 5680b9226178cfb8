"""Pages to sign in and out: the password; the code comes after it where one is due."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask import url_for as address_of
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from ivr.console import access, passwords, sessions, slowing
from ivr.console.addresses import own_page
from ivr.system_of import system_of
from outreach import accounts
from outreach.actors import Actor
from outreach.agents import availability
from outreach.audit import Action, record
from outreach.rules.states import Role
from outreach.store import users

sign_in = Blueprint("sign_in", __name__)


class SignInForm(FlaskForm):
    login = StringField(lazy_gettext("Usuario"), [InputRequired(), Length(max=100)])
    password = PasswordField(
        lazy_gettext("Contraseña"), [InputRequired(), Length(max=passwords.LONGEST)]
    )


@sign_in.route("/login", methods=["GET", "POST"])
def enter() -> Response | str | tuple[str, int]:
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("login.html", form=form)
    row = _checked(form.login.data or "", form.password.data or "")
    if row is None:
        flash(gettext("Usuario o contraseña incorrectos."))
        return render_template("login.html", form=form), 401
    slowing.forgive()
    wanted = request.args.get("next")
    if row.totp_since is not None or sessions.needs_factor(Role(row.role)):
        sessions.wait_for_code(row, wanted)
        return redirect(address_of("second_factor.ask"))
    signed_in(row, "password")
    return redirect(own_page(wanted))


@sign_in.post("/logout")
def leave() -> Response:
    system = system_of()
    availability.go_home(system, access.actor(), system.clock.now())
    with system.store.transaction() as connection:
        # a copy of the cookie, left on a shared computer, is worth nothing from here on
        users.end_sessions(connection, current_user.id)
        record(connection, access.actor(), Action.SIGNED_OUT, now=system.clock.now())
    sessions.end()
    return redirect(address_of("sign_in.enter"))


def signed_in(row: Any, by: str) -> None:
    """Begins the session of somebody who has shown all that is asked, and writes it down."""
    system = system_of()
    actor = Actor(row.id, Role(row.role), request.remote_addr or "")
    with system.store.transaction() as connection:
        record(connection, actor, Action.SIGNED_IN, detail=by, now=system.clock.now())
    sessions.begin(row)


def _checked(typed: str, password: str) -> Any:
    """The user whose login and password these are, or None: nothing says which was wrong."""
    store, login = system_of().store, accounts.tidied(typed)
    with store.reading() as connection:
        row = users.by_login(connection, login)
    right = passwords.is_right(row.password_hash if row is not None else None, password)
    if row is None or not right or row.disabled:
        return None
    if passwords.is_outdated(row.password_hash):
        with store.transaction() as connection:
            users.change(connection, login, password_hash=passwords.hash_of(password))
    return row
