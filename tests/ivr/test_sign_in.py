"""Signing in: wrong passwords slow down, codes are asked of who can do much, sessions end."""

import re
from datetime import timedelta

import pytest

from ivr.console import authenticator
from outreach.clock import ManualClock, RealClock
from outreach.errors import SettingsError
from outreach.rules.states import Role
from outreach.settings import Settings
from outreach.store import tables
from outreach.store import users as user_rows
from outreach.system import System
from tests import look
from tests.ivr.browser import PASSWORD, SECRET, Browser, a_user, code_at, signed_in

WRONG = "not the password"


@pytest.fixture
def wall(quick_system: System) -> ManualClock:
    """The clock on the wall of the office, moved by hand."""
    clock = ManualClock(RealClock().now())
    quick_system.wall = clock
    return clock


# Slowing down ----------------------------------------------------------------------------------


@pytest.mark.parametrize("login", ["ana", "nobody", "ANA ", "\u202eana", "<b>", "a" * 100])
def test_after_five_wrong_passwords_an_account_has_to_wait(
    quick_system: System, login: str
) -> None:
    """From whatever address they come, and also for the right password then; for an account that
    there is not it looks the same, so nobody finds out which there are."""
    a_user(quick_system, "ana")
    browsers = [Browser(quick_system, f"192.0.2.{i}") for i in range(7)]
    first = browsers[0]
    for browser in browsers[1:]:
        browser.client.application = first.client.application
    answers = [browser.sign_in(login, WRONG) for browser in browsers[:5]]
    assert [answer.status_code for answer in answers] == [401] * 5
    assert len({re.sub(r'value="[^"]*"', "", answer.text) for answer in answers}) == 1
    waiting = browsers[5].sign_in(login, PASSWORD)
    assert waiting.status_code == 429
    assert "Espere unos minutos" in waiting.text
    assert 0 < int(waiting.headers["Retry-After"]) <= 300
    assert browsers[6].get("/leads").status_code == 302


def test_who_waits_does_not_hold_up_others(quick_system: System) -> None:
    """Another account, from another address, enters at once."""
    a_user(quick_system, "ana")
    a_user(quick_system, "luis")
    browser = Browser(quick_system, "192.0.2.1")
    for _ in range(5):
        browser.sign_in("ana", WRONG)
    other = Browser(quick_system, "192.0.2.2")
    other.client.application = browser.client.application
    assert other.sign_in("luis").status_code == 302


def test_an_address_that_tries_one_account_after_another_has_to_wait(
    quick_system: System,
) -> None:
    """Five wrong ones, whatever the accounts; an office that signs in is not held up."""
    names = [f"agente{i}" for i in range(12)]
    for name in names:
        a_user(quick_system, name)
    browser = Browser(quick_system)
    for name in names:
        assert browser.sign_in(name).status_code == 302
        browser.post("/logout", on="/leads")
    statuses = [browser.sign_in(f"x{i}", WRONG).status_code for i in range(6)]
    assert statuses == [401] * 5 + [429]


def test_a_right_password_forgets_the_wrong_ones_before_it(quick_system: System) -> None:
    """Who mistypes now and then is never locked out by it."""
    a_user(quick_system, "ana")
    system, browser = quick_system, Browser(quick_system)
    for number in range(4):
        browser.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        assert [browser.sign_in("ana", WRONG).status_code for _ in range(2)] == [401, 401]
        assert browser.sign_in("ana").status_code == 302
        browser.post("/logout", on="/leads")
    assert look.one(system.store, tables.users).generation == 5


def test_tries_are_counted_over_all_processes_in_redis(
    quick_system: System, redis_url: str
) -> None:
    """Each web process would otherwise give another five."""
    quick_system.settings = quick_system.settings.model_copy(update={"redis_url": redis_url})
    a_user(quick_system, "berta")
    processes = [Browser(quick_system, f"198.51.100.{i}") for i in range(6)]
    statuses = [process.sign_in("berta", WRONG).status_code for process in processes]
    assert statuses == [401] * 5 + [429]


def test_the_address_is_the_one_that_our_own_proxies_saw(quick_system: System) -> None:
    """With no proxy set nobody chooses an address for themselves by a header."""
    a_user(quick_system, "ana")
    for proxies, seen in ((0, "192.0.2.1"), (1, "203.0.113.9")):
        settings = quick_system.settings.model_copy(update={"trusted_proxies": proxies})
        quick_system.settings = settings
        browser = Browser(quick_system)
        browser.client.environ_base["HTTP_X_FORWARDED_FOR"] = "10.9.9.9, 203.0.113.9"
        browser.sign_in("ana")
        assert look.rows(quick_system.store, tables.audit_log)[-1].address == seen


# The second factor -----------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_a_code_is_asked_of_admins_and_operators(quick_system: System, role: Role) -> None:
    """They can start, stop and see everything; the password alone opens nothing to them."""
    a_user(quick_system, "ana", role)
    browser = Browser(quick_system)
    needs = role in (Role.ADMIN, Role.OPERATOR)
    first = {Role.ANALYST: "/reports", Role.AGENT: "/leads"}.get(role, "/campaigns")
    assert browser.sign_in("ana").headers["Location"] == ("/login/code" if needs else first)
    assert browser.get("/account").status_code == (302 if needs else 200)


def test_who_has_none_yet_sets_up_an_authenticator_and_gets_recovery_codes(
    quick_system: System,
) -> None:
    """The secret is shown as a picture and as text until its first code; it lies encrypted, the
    recovery codes as hashes."""
    a_user(quick_system, "ana", Role.ADMIN)
    browser = Browser(quick_system)
    browser.sign_in("ana")
    assert browser.get("/login/code").headers["Location"] == "/login/enrol"
    page = browser.get("/login/enrol").text
    (secret,) = re.findall(r'<code class="secret">([A-Z2-7]{32})</code>', page)
    assert f"otpauth://totp/Convoca:ana?secret={secret}&amp;issuer=Convoca" in page
    assert "<svg" in page
    assert "style=" not in page
    assert secret in browser.get("/login/enrol").text
    assert browser.post("/login/enrol", on="/login/enrol", code="000000").status_code == 401
    done = browser.post("/login/enrol", on="/login/enrol", code=code_at(quick_system, secret))
    codes = re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", done.text)
    assert len(set(codes)) == authenticator.RECOVERY_CODES
    assert browser.get("/leads").status_code == 200
    stored = {row.code_hash for row in look.rows(quick_system.store, tables.recovery_codes)}
    assert len(stored) == 10
    assert not stored & set(codes)
    raw = quick_system.settings.database_url.removeprefix("sqlite:///")
    with open(raw, "rb") as file:
        assert secret.encode() not in file.read()


def test_a_code_works_once_and_for_about_a_minute(quick_system: System, wall: ManualClock) -> None:
    """Whoever looks over a shoulder comes too late."""
    a_user(quick_system, "ana", Role.OPERATOR, factor=True)

    def try_(code: str) -> int:
        browser = Browser(quick_system)
        browser.sign_in("ana")
        return int(browser.post("/login/code", on="/login/code", code=code).status_code)

    code = code_at(quick_system)
    assert try_(code) == 302
    assert try_(code) == 401
    assert try_(code_at(quick_system, later=-30)) == 401
    wall.advance(timedelta(minutes=2))
    assert try_(code) == 401
    assert try_(code_at(quick_system, later=-90)) == 401
    spaced = code_at(quick_system)
    assert try_(f" {spaced[:3]} {spaced[3:]} ") == 302


@pytest.mark.parametrize("code", ["", "12345", "1234567", "١٢٣٤٥٦", "abcdef", "-12345", "0" * 41])
def test_what_is_no_code_is_refused(quick_system: System, code: str) -> None:
    """It is text that does not fit, whatever it holds."""
    a_user(quick_system, "ana", Role.OPERATOR, factor=True)
    browser = Browser(quick_system)
    browser.sign_in("ana")
    answer = browser.post("/login/code", on="/login/code", code=code)
    assert answer.status_code in (200, 401)
    assert browser.get("/leads").status_code == 302


def test_five_wrong_codes_slow_down(quick_system: System) -> None:
    """A code has a million values; whoever tries them has the password already."""
    a_user(quick_system, "ana", Role.OPERATOR, factor=True)
    browser = Browser(quick_system)
    browser.sign_in("ana")
    statuses = []
    for number in range(6):
        browser.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        answer = browser.post("/login/code", on="/login/code", code="000001")
        statuses.append(answer.status_code)
    assert statuses == [401] * 5 + [429]


def test_a_recovery_code_works_once(quick_system: System) -> None:
    """However it is typed; and only for its owner."""
    user_id = a_user(quick_system, "ana", Role.ADMIN)
    browser = Browser(quick_system)
    browser.sign_in("ana")
    page = browser.get("/login/enrol").text
    (secret,) = re.findall(r'<code class="secret">([A-Z2-7]{32})</code>', page)
    code = code_at(quick_system, secret)
    done = browser.post("/login/enrol", on="/login/enrol", code=code)
    first, second = re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", done.text)[:2]
    a_user(quick_system, "luis", Role.ADMIN, factor=True)
    for login, typed, status in (
        ("luis", second, 401),
        ("ana", f" {first.upper().replace('-', ' ')} ", 302),
        ("ana", first, 401),
        ("ana", second, 302),
    ):
        other = Browser(quick_system)
        other.sign_in(login)
        assert other.post("/login/code", on="/login/code", code=typed).status_code == status
    used = [r for r in look.rows(quick_system.store, tables.recovery_codes) if r.used_at]
    assert {row.user_id for row in used} == {user_id}
    assert len(used) == 2


def test_the_code_is_owed_for_ten_minutes(quick_system: System, wall: ManualClock) -> None:
    """A half-finished sign-in left on a screen opens nothing later."""
    a_user(quick_system, "ana", Role.OPERATOR, factor=True)
    browser = Browser(quick_system)
    browser.sign_in("ana")
    assert browser.get("/login/code").status_code == 200
    wall.advance(timedelta(minutes=11))
    assert browser.get("/login/code").headers["Location"] == "/login"


def test_a_code_without_a_password_before_it_leads_to_the_password(quick_system: System) -> None:
    """The second step is no first one."""
    for path in ("/login/code", "/login/enrol"):
        assert Browser(quick_system).get(path).headers["Location"] == "/login"


def test_after_the_code_one_is_where_one_wanted_to_go(quick_system: System) -> None:
    """And nowhere else, whatever the address said."""
    for login, wanted, reached in (
        ("ana", "/account", "/account"),
        ("eva", "//evil.example", "/campaigns"),
    ):
        a_user(quick_system, login, Role.OPERATOR, factor=True)
        browser = Browser(quick_system)
        browser.post(f"/login?next={wanted}", on="/login", login=login, password=PASSWORD)
        answer = browser.post("/login/code", on="/login/code", code=code_at(quick_system))
        assert answer.headers["Location"] == reached


def test_who_set_up_an_authenticator_is_asked_for_it_whatever_the_role(
    quick_system: System,
) -> None:
    """A role that is taken away does not take the protection away."""
    a_user(quick_system, "ana", Role.AGENT, factor=True)
    assert Browser(quick_system).sign_in("ana").headers["Location"] == "/login/code"


def test_the_second_factor_can_be_turned_off_in_a_rehearsal_only(
    quick_system: System, settings: Settings
) -> None:
    """The demo prints passwords; a real installation never goes without."""
    off = {"second_factor": False}
    quick_system.settings = quick_system.settings.model_copy(update=off)
    a_user(quick_system, "ana", Role.ADMIN)
    assert Browser(quick_system).sign_in("ana").headers["Location"] == "/campaigns"
    real = settings.model_dump() | off | {"carrier": "twilio"}
    with pytest.raises(ValueError, match="SECOND_FACTOR"):
        Settings(_env_file=None, **real)
    assert SettingsError  # what `settings.load` makes of it


# Sessions --------------------------------------------------------------------------------------


def test_a_session_ends_after_a_working_day(quick_system: System, wall: ManualClock) -> None:
    """However busily it is used: somebody who has the machine at night has nothing."""
    browser = signed_in(quick_system, Role.AGENT)
    for _ in range(23):
        wall.advance(timedelta(minutes=30))
        assert browser.get("/leads").status_code == 200
    wall.advance(timedelta(minutes=40))
    assert browser.get("/leads").status_code == 302


def test_a_session_that_is_not_used_ends(quick_system: System, wall: ManualClock) -> None:
    """After `SESSION_MINUTES`: a screen that somebody walked away from shows nobody."""
    browser = signed_in(quick_system, Role.AGENT)
    wall.advance(timedelta(minutes=59))
    assert browser.get("/leads").status_code == 200
    wall.advance(timedelta(minutes=61))
    assert browser.get("/leads").status_code == 302


@pytest.mark.parametrize("how", ["leaves", "password", "reset", "disabled"])
def test_a_copy_of_the_cookie_is_worth_nothing_once_the_session_was_ended(
    quick_system: System, how: str
) -> None:
    """Signing out, a new password, a reset and shutting out end every session of the user."""
    browser = signed_in(quick_system, Role.AGENT)
    cookie = browser.client.get_cookie("__Host-session", "convoca.example.org")
    assert cookie is not None
    copy = Browser(quick_system)
    copy.client.set_cookie(
        "__Host-session", cookie.value, domain="convoca.example.org", secure=True
    )
    assert copy.get("/leads").status_code == 200
    if how == "leaves":
        browser.post("/logout", on="/leads")
    elif how == "password":
        form = {"current": PASSWORD, "fresh": "another good password"}
        browser.post("/account/password", on="/account", **form)
    else:
        with quick_system.store.transaction() as connection:
            if how == "reset":
                user_rows.end_sessions(connection, 1)
            else:
                user_rows.change(connection, "agent", disabled=True)
    assert copy.get("/leads").status_code == 302


@pytest.mark.parametrize(
    ("current", "fresh", "status"),
    [(WRONG, "another good password", 401), (PASSWORD, "short", 400), (PASSWORD, "x" * 201, 400)],
)
def test_a_password_is_changed_only_by_who_knows_it_and_for_a_long_one(
    quick_system: System, current: str, fresh: str, status: int
) -> None:
    """Somebody at an open screen cannot take an account over."""
    browser = signed_in(quick_system, Role.ANALYST)
    answer = browser.post("/account/password", on="/account", current=current, fresh=fresh)
    assert answer.status_code == status
    assert Browser(quick_system).sign_in("analyst").status_code == 302


def test_a_changed_password_is_the_one_to_enter_with(quick_system: System) -> None:
    """The old one is worth nothing."""
    browser = signed_in(quick_system, Role.ANALYST)
    form = {"current": PASSWORD, "fresh": "another good password"}
    assert browser.post("/account/password", on="/account", **form).status_code == 302
    assert Browser(quick_system).sign_in("analyst").status_code == 401
    assert Browser(quick_system).sign_in("analyst", form["fresh"]).status_code == 302


def test_an_analyst_begins_at_a_page_that_they_may_see(quick_system: System) -> None:
    """Nobody is greeted by a refusal."""
    browser = signed_in(quick_system, Role.ANALYST)
    page = browser.get("/", follow_redirects=True)
    assert page.status_code == 200
    assert "Informes" in page.text


def test_what_a_session_was_before_signing_in_is_not_kept(quick_system: System) -> None:
    """A session foisted on somebody before does not become theirs."""
    a_user(quick_system, "ana")
    browser = Browser(quick_system)
    with browser.client.session_transaction(base_url="https://convoca.example.org") as planted:
        planted["planted"] = "x"
    browser.sign_in("ana")
    with browser.client.session_transaction(base_url="https://convoca.example.org") as session:
        assert "planted" not in session
    assert SECRET not in str(session)


def test_five_wrong_passwords_at_an_open_console_slow_down(quick_system: System) -> None:
    """Whoever finds it open cannot try there what they could not try at the door."""
    a_user(quick_system, "ana")
    browser = Browser(quick_system)
    browser.sign_in("ana")
    form = {"fresh": "a fresh long password"}
    statuses = [
        browser.post("/account/password", on="/account", current=f"guess {n}", **form).status_code
        for n in range(6)
    ]
    assert statuses == [401] * 5 + [429]
