"""Pages of one's own account: where to begin, what one may do, a new password."""

from flask import Blueprint, flash, redirect, render_template
from flask import url_for as address_of
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from ivr.console import access, navigation, passwords, sessions, wording
from ivr.system_of import system_of
from outreach import accounts
from outreach.store import users

account = Blueprint("account", __name__)


class PasswordForm(FlaskForm):
    current = PasswordField(
        lazy_gettext("Contraseña de ahora"), [InputRequired(), Length(max=passwords.LONGEST)]
    )
    fresh = PasswordField(
        lazy_gettext("Contraseña nueva"),
        [InputRequired(), Length(min=passwords.SHORTEST, max=passwords.LONGEST)],
    )


@account.get("/")
def home() -> Response:
    return redirect(navigation.first_page())


@account.get("/account")
def shown() -> str:
    return _page(PasswordForm())


@account.post("/account/password")
def change_password() -> Response | tuple[str, int]:
    form, system = PasswordForm(), system_of()
    if not form.validate_on_submit():
        flash(gettext("La contraseña nueva necesita al menos doce letras o signos."))
        return _page(form), 400
    with system.store.reading() as connection:
        row = users.by_id(connection, current_user.id)
    if row is None or not passwords.is_right(row.password_hash, form.current.data or ""):
        flash(gettext("La contraseña de ahora no es esa."))
        return _page(form), 401
    accounts.reset(
        system,
        current_user.login,
        password_hash=passwords.hash_of(form.fresh.data or ""),
        forget_factor=False,
        actor=access.actor(),
        now=system.clock.now(),
    )
    return _signed_out()


def _signed_out() -> Response:
    sessions.end()
    flash(gettext("Su contraseña cambió. Entre con la nueva."))
    return redirect(address_of("sign_in.enter"))


def _page(form: PasswordForm) -> str:
    with system_of().store.reading() as connection:
        campaigns = users.campaign_names_of(connection, current_user.id)
    return render_template("account.html", form=form, campaigns=campaigns, wording=wording)
