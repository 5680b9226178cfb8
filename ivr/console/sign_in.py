"""Who may enter: password, session, role."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, session
from flask import url_for as address_of
from flask_babel import gettext, lazy_gettext
from flask_login import (
    LoginManager,
    UserMixin,
    current_user,
    login_required,
    login_user,
    logout_user,
)
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from flows.marking import marked
from ivr.console.addresses import own_page
from ivr.system_of import system_of
from outreach.rules.states import Role
from outreach.store import users

sign_in = Blueprint("sign_in", __name__)

_hasher = PasswordHasher()
# Verified when there is no such user, so that an answer takes as long as with one.
_NOBODYS_HASH = _hasher.hash("nobody has this password")


class Visitor(UserMixin):
    """Who is signed in."""

    def __init__(self, row: Any) -> None:
        self.id = row.id
        self.login = row.login
        self.role = Role(row.role)


class SignInForm(FlaskForm):
    login = StringField(lazy_gettext("Usuario"), [InputRequired(), Length(max=100)])
    password = PasswordField(lazy_gettext("Contraseña"), [InputRequired(), Length(max=200)])


def hash_of(password: str) -> str:
    """The argon2id hash to store."""
    return _hasher.hash(password)


def init(app: Flask) -> None:
    manager = LoginManager(app)
    manager.login_view = "sign_in.enter"
    manager.login_message = marked("Inicie sesión para continuar.")
    manager.localize_callback = gettext
    manager.user_loader(_loaded)


def _loaded(user_id: str) -> Visitor | None:
    with system_of().store.reading() as connection:
        row = users.by_id(connection, int(user_id)) if user_id.isdecimal() else None
    return Visitor(row) if row is not None and not row.disabled else None


def for_roles(*roles: Role) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Lets a page through for these roles, and always for an admin."""

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        @login_required
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if current_user.role not in (Role.ADMIN, *roles):
                abort(403)
            return view(*args, **kwargs)

        return guarded

    return guard


@sign_in.route("/login", methods=["GET", "POST"])
def enter() -> Response | str | tuple[str, int]:
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("login.html", form=form)
    visitor = _checked(form.login.data or "", form.password.data or "")
    if visitor is None:
        flash(gettext("Usuario o contraseña incorrectos."))
        return render_template("login.html", form=form), 401
    session.clear()
    session.permanent = True
    login_user(visitor)
    return redirect(own_page(request.args.get("next")))


@sign_in.post("/logout")
@login_required
def leave() -> Response:
    logout_user()
    session.clear()
    return redirect(address_of("sign_in.enter"))


def _checked(login: str, password: str) -> Visitor | None:
    with system_of().store.reading() as connection:
        row = users.by_login(connection, login)
    try:
        _hasher.verify(row.password_hash if row is not None else _NOBODYS_HASH, password)
    except (VerificationError, InvalidHashError):
        return None
    return Visitor(row) if row is not None and not row.disabled else None
