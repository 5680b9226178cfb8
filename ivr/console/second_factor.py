"""Pages of the second factor: asked after the password, and set up where there is none yet."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask import url_for as address_of
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from ivr.console import authenticator, sessions, slowing
from ivr.console.addresses import own_page
from ivr.console.sign_in import signed_in
from ivr.system_of import system_of
from outreach.store import users

second_factor = Blueprint("second_factor", __name__)


class CodeForm(FlaskForm):
    code = StringField(lazy_gettext("Código"), [InputRequired(), Length(max=40)])


@second_factor.route("/login/code", methods=["GET", "POST"])
def ask() -> Response | str | tuple[str, int]:
    row, form = sessions.pending(), CodeForm()
    if row is None:
        return redirect(address_of("sign_in.enter"))
    if row.totp_since is None:
        return redirect(address_of("second_factor.enrol"))
    if not form.validate_on_submit():
        return render_template("code.html", form=form)
    by = _taken(row, form.code.data or "")
    if by is None:
        flash(gettext("Ese código no vale. Escriba el que ve ahora en su aplicación."))
        return render_template("code.html", form=form), 401
    return _enter(row, by)


@second_factor.route("/login/enrol", methods=["GET", "POST"])
def enrol() -> Response | str | tuple[str, int]:
    row, form = sessions.pending(), CodeForm()
    if row is None or row.totp_since is not None:
        return redirect(address_of("second_factor.ask" if row else "sign_in.enter"))
    secret = _offered(row)
    if not form.validate_on_submit():
        return _enrolment(row, secret, form)
    if not _take_code(row.id, secret, form.code.data or ""):
        flash(gettext("Ese código no vale. Escriba el que ve ahora en su aplicación."))
        return _enrolment(row, secret, form), 401
    codes = _fresh_recovery_codes(row.id)
    wanted = sessions.wanted_page()
    slowing.forgive()
    signed_in(row, "password and new authenticator")
    return render_template("recovery_codes.html", codes=codes, wanted=own_page(wanted))


def _enrolment(row: Any, secret: str, form: CodeForm) -> str:
    address = authenticator.address_of(secret, row.login)
    return render_template(
        "enrol.html", form=form, secret=secret, address=address, qr=authenticator.qr_code(address)
    )


def _enter(row: Any, by: str) -> Response:
    wanted = sessions.wanted_page()
    slowing.forgive()
    signed_in(row, by)
    return redirect(own_page(wanted))


def _taken(row: Any, code: str) -> str | None:
    """Takes a code of the authenticator or a recovery code, each once; how it was, or None."""
    if _take_code(row.id, row.totp_sealed, code):
        return "password and authenticator"
    system = system_of()
    with system.store.transaction() as connection:
        hashed = _hash_of(row.id, code)
        used = users.use_recovery_code(connection, row.id, hashed, system.clock.now())
    return "password and recovery code" if used else None


def _take_code(user_id: int, secret: str, code: str) -> bool:
    system = system_of()
    now = system.wall.now()
    step = authenticator.step_of(secret, code, now)
    if step is None:
        return False
    with system.store.transaction() as connection:
        return users.take_step(connection, user_id, step, now)


def _offered(row: Any) -> str:
    """The secret to enrol with: the same until a first code shows that it has arrived."""
    if row.totp_sealed:
        return str(row.totp_sealed)
    with system_of().store.transaction() as connection:
        users.offer_secret(connection, row.id, authenticator.new_secret())
        fresh = users.by_id(connection, row.id)
    return str(fresh.totp_sealed) if fresh is not None else ""


def _fresh_recovery_codes(user_id: int) -> list[str]:
    codes = authenticator.new_recovery_codes()
    with system_of().store.transaction() as connection:
        users.add_recovery_codes(connection, user_id, [_hash_of(user_id, c) for c in codes])
    return codes


def _hash_of(user_id: int, code: str) -> str:
    tidied = authenticator.tidied(code)
    return system_of().store.keyring.blind_index("recovery", f"{user_id}:{tidied}")
