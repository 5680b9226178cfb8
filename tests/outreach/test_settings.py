"""Settings: what is missing or dangerous stops everything with one line that names it."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from outreach import settings as reader
from outreach.errors import SettingsError
from outreach.settings import Settings

ROOT = Path(__file__).parents[2]
SECRETS = ("SECRET_KEY", "DATA_KEYS", "INDEX_KEY", "CARRIER_TOKEN")
COMPLETE = {
    "PUBLIC_BASE_URL": "https://convoca.example.org/",
    "SECRET_KEY": "secret",
    "DATA_KEYS": "first, second,",
    "INDEX_KEY": "blind",
    "CARRIER": "twilio",
    "CARRIER_ACCOUNT": "AC0",
    "CARRIER_TOKEN": "one,two",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A complete environment, and no .env."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in COMPLETE.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def told(message: str) -> None:
    with pytest.raises(SettingsError) as refused:
        reader.load()
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_complete_environment_is_read(environment: pytest.MonkeyPatch) -> None:
    """Lists are split, a slash at the end of an address is dropped, texts are one-way."""
    found = reader.load()
    assert found.public_base_url == "https://convoca.example.org"
    assert found.carrier_tokens == ["one", "two"]
    assert found.data_key_list == ["first", "second"]
    assert found.rehearsing is False


@pytest.mark.parametrize("name", [*SECRETS, "PUBLIC_BASE_URL", "CARRIER_ACCOUNT"])
def test_a_missing_setting_is_named_in_one_line(
    environment: pytest.MonkeyPatch, name: str
) -> None:
    """No secret has a default that somebody might forget to change."""
    environment.delenv(name)
    told(f"missing setting: {name}")


def test_all_that_is_missing_is_named_at_once(environment: pytest.MonkeyPatch) -> None:
    """One run is enough to know what to set."""
    environment.delenv("SECRET_KEY")
    environment.delenv("INDEX_KEY")
    told("missing setting: SECRET_KEY, INDEX_KEY")


def test_a_warped_clock_is_refused_with_a_real_carrier(
    environment: pytest.MonkeyPatch,
) -> None:
    """A clock that jumps would call people at night."""
    environment.setenv("REHEARSAL_CLOCK", "/tmp/clock")  # noqa: S108 – never opened
    told("REHEARSAL_CLOCK is refused with a real carrier")


@pytest.mark.parametrize(
    "address", ["https://api.twilio.com", "http://10.0.0.5:8080", "http://127.0.0.1.example.org"]
)
def test_a_rehearsal_stays_on_this_machine(environment: pytest.MonkeyPatch, address: str) -> None:
    """Nobody rehearses with a network that can reach people."""
    environment.setenv("CARRIER", "rehearsal")
    environment.setenv("CARRIER_BASE_URL", address)
    told("CARRIER=rehearsal needs a CARRIER_BASE_URL on this machine")


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "http://localhost:9", "http://[::1]:9"])
def test_a_rehearsal_may_use_any_name_of_this_machine(
    environment: pytest.MonkeyPatch, address: str
) -> None:
    """There its clock may be warped too."""
    environment.setenv("CARRIER", "rehearsal")
    environment.setenv("CARRIER_BASE_URL", address)
    environment.setenv("REHEARSAL_CLOCK", "clock")
    assert reader.load().rehearsing


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("PUBLIC_BASE_URL", "convoca.example.org", "PUBLIC_BASE_URL: must be an address such as"),
        ("CALLS_PER_SECOND", "0", "CALLS_PER_SECOND: Input should be greater than 0"),
        ("CARRIER", "pigeon", "CARRIER: Input should be"),
        ("SESSION_MINUTES", "soon", "SESSION_MINUTES: Input should be a valid integer"),
    ],
)
def test_a_wrong_setting_is_named_with_what_was_expected(
    environment: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    """In one line, as for a missing one."""
    environment.setenv(name, value)
    told(message)


KEY = base64.b64encode(b"k" * 32).decode()


@pytest.mark.parametrize(
    ("carrier", "missing"),
    [
        ("signalwire", "CARRIER=signalwire (SignalWire) needs CARRIER_BASE_URL, CARRIER_SIGNING"),
        ("somleng", "CARRIER=somleng (Somleng) needs CARRIER_BASE_URL"),
        ("telnyx", "CARRIER=telnyx (Telnyx) needs CARRIER_SIGNING_KEY, CARRIER_APPLICATION"),
    ],
)
def test_what_a_carrier_needs_is_named_at_the_start(
    environment: pytest.MonkeyPatch, carrier: str, missing: str
) -> None:
    """In one line, before anything is dialled; Twilio needs no more than before."""
    environment.setenv("CARRIER", carrier)
    told(missing)


@pytest.mark.parametrize(
    ("carrier", "more", "address"),
    [
        ("twilio", {}, "https://api.twilio.com"),
        ("telnyx", {"CARRIER_APPLICATION": "1", "CARRIER_SIGNING_KEY": KEY},
         "https://api.telnyx.com"),
        ("signalwire", {"CARRIER_BASE_URL": "https://a.signalwire.com/",
                        "CARRIER_SIGNING_KEY": "one, two"}, "https://a.signalwire.com"),
        ("somleng", {"CARRIER_BASE_URL": "https://api.somleng.org"}, "https://api.somleng.org"),
    ],
)  # fmt: skip
def test_each_carrier_is_a_matter_of_settings(
    environment: pytest.MonkeyPatch, carrier: str, more: dict[str, str], address: str
) -> None:
    """Its address, its keys; and what it can do comes with its name."""
    environment.setenv("CARRIER", carrier)
    for name, value in more.items():
        environment.setenv(name, value)
    found = reader.load()
    assert found.carrier_address == address
    assert found.carrier_profile.can.speech is (carrier != "somleng")
    keys = {"twilio": ["one", "two"], "somleng": ["one", "two"], "telnyx": [KEY]}
    assert found.signing_keys == keys.get(carrier, ["one", "two"])


@pytest.mark.parametrize("key", ["not base64!", "c2hvcnQ=", KEY + ",c2hvcnQ="])
def test_a_public_key_that_is_none_is_refused(environment: pytest.MonkeyPatch, key: str) -> None:
    """Every webhook would be refused later."""
    environment.setenv("CARRIER", "telnyx")
    environment.setenv("CARRIER_APPLICATION", "1")
    environment.setenv("CARRIER_SIGNING_KEY", key)
    told("CARRIER_SIGNING_KEY: Telnyx gives 32 bytes in base64")


def test_a_rehearsal_may_imitate_any_carrier(environment: pytest.MonkeyPatch) -> None:
    """With what that one needs; and stays on this machine."""
    environment.setenv("CARRIER", "rehearsal")
    environment.setenv("CARRIER_BASE_URL", "http://127.0.0.1:9")
    environment.setenv("REHEARSE_AS", "somleng")
    found = reader.load()
    assert (found.rehearsing, found.carrier_profile.name) == (True, "Somleng")
    environment.setenv("REHEARSE_AS", "rehearsal")
    told("REHEARSE_AS names a real carrier")


def test_no_secret_is_printed_by_accident(environment: pytest.MonkeyPatch) -> None:
    """Settings may end in a log or a traceback; secrets stay covered."""
    environment.setenv("SECRET_KEY", "kept-to-ourselves")
    environment.setenv("CARRIER_SIGNING_KEY", "signs-everything")
    shown = repr(reader.load()) + str(reader.load())
    for secret in ("kept-to-ourselves", "signs-everything", "one,two", "first", "blind"):
        assert secret not in shown


@pytest.mark.parametrize("arguments", [["workers.main", "clock"], ["workers.main", "worker"]])
def test_a_process_without_its_secrets_stops_with_one_line(
    tmp_path: Path, arguments: list[str]
) -> None:
    """On standard error, with exit code 1 and no traceback."""
    kept = {k: v for k, v in os.environ.items() if k.lower() not in Settings.model_fields}
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=tmp_path,
        env={**kept, **COMPLETE, "INDEX_KEY": "", "DATA_KEYS": "", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "DATA_KEYS" in done.stderr


def test_settings_cannot_be_made_without_their_rules() -> None:
    """Not even from code."""
    with pytest.raises(ValidationError):
        Settings(_env_file=None, carrier="rehearsal")
