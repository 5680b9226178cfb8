"""The only reader of the environment and of `.env`; says which setting is missing."""

import base64
from enum import StrEnum
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from outreach.carrier.profile import Profile, profile_of
from outreach.errors import SettingsError

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class CarrierKind(StrEnum):
    TWILIO = "twilio"
    SIGNALWIRE = "signalwire"
    SOMLENG = "somleng"
    TELNYX = "telnyx"
    REHEARSAL = "rehearsal"  # the pretend network of `rehearsal/`, on this machine only


class Settings(BaseSettings):
    """Everything that differs between one installation and another. Secrets have no default.

    Lists of keys and tokens are comma-separated: the first is used, the others are still
    accepted, so that a key can be changed without an interruption.
    """

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    database_url: str = "sqlite:///var/convoca.db"
    redis_url: str = "redis://127.0.0.1:6379/0"
    public_base_url: str = Field(description="how the carrier reaches us, e.g. https://…")

    secret_key: SecretStr = Field(description="signs the console's sessions")
    data_keys: SecretStr = Field(description="base64 keys of 32 bytes; encrypt people's data")
    index_key: SecretStr = Field(description="key of the blind indexes by number and document")

    carrier: CarrierKind = CarrierKind.TWILIO
    carrier_account: str = Field(description="the carrier's account id (Twilio: AC…)")
    carrier_token: SecretStr = Field(description="auth token; a second one after a comma")
    carrier_signing_key: SecretStr | None = None  # where webhooks are not signed with the token
    carrier_application: str | None = None  # Telnyx: the TeXML application
    carrier_base_url: str = ""  # empty: the carrier's own address, where it has one for all
    carrier_timeout_seconds: float = Field(10.0, gt=0, le=60)
    calls_per_second: float = Field(1.0, gt=0, le=1000)
    country: str = "hn"  # where strangers ring from

    rehearse_as: CarrierKind = CarrierKind.TWILIO  # whom the pretend network imitates
    rehearsal_clock: Path | None = None  # the warped clock's file; only with the rehearsal
    session_minutes: int = Field(60, ge=5)
    session_hours: int = Field(12, ge=1, le=24)
    second_factor: bool = True  # asked of admins and operators; off only in a rehearsal
    trusted_proxies: int = Field(0, ge=0, le=5)  # how many add the caller's address on the way
    metrics_token: SecretStr | None = None
    log_level: str = "INFO"

    @field_validator("public_base_url", "carrier_base_url")
    @classmethod
    def _no_trailing_slash(cls, url: str, told: ValidationInfo) -> str:
        if not url and told.field_name == "carrier_base_url":
            return url
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
            raise ValueError("must be an address such as https://convoca.example.org")
        return url.rstrip("/")

    @model_validator(mode="after")
    def _a_rehearsal_stays_at_home(self) -> Self:
        if self.carrier is CarrierKind.REHEARSAL:
            if urlsplit(self.carrier_base_url).hostname not in _LOOPBACK:
                raise ValueError("CARRIER=rehearsal needs a CARRIER_BASE_URL on this machine")
        elif self.rehearsal_clock is not None:
            raise ValueError("REHEARSAL_CLOCK is refused with a real carrier: time is real there")
        elif not self.second_factor:
            raise ValueError("SECOND_FACTOR=false is refused with a real carrier")
        return self

    @model_validator(mode="after")
    def _the_carrier_is_complete(self) -> Self:
        if self.rehearse_as is CarrierKind.REHEARSAL:
            raise ValueError("REHEARSE_AS names a real carrier, to be imitated")
        profile = self.carrier_profile
        needs = {
            "CARRIER_BASE_URL": not self.carrier_address,
            "CARRIER_SIGNING_KEY": profile.proof.key == "own" and not self.signing_keys,
            "CARRIER_APPLICATION": profile.application and not self.carrier_application,
        }
        missing = [name for name, is_missing in needs.items() if is_missing]
        if missing:
            raise ValueError(f"CARRIER={self.carrier} ({profile.name}) needs {', '.join(missing)}")
        if profile.proof.scheme == "ed25519" and not all(map(_is_key, self.signing_keys)):
            raise ValueError(f"CARRIER_SIGNING_KEY: {profile.name} gives 32 bytes in base64")
        return self

    @property
    def carrier_profile(self) -> Profile:
        """What the carrier is like; in a rehearsal, the one that is imitated."""
        return profile_of(self.rehearse_as if self.rehearsing else self.carrier)

    @property
    def carrier_address(self) -> str:
        return self.carrier_base_url or self.carrier_profile.base_url or ""

    @property
    def signing_keys(self) -> list[str]:
        """What the carrier's webhooks are checked with."""
        if self.carrier_profile.proof.key == "token":
            return self.carrier_tokens
        return _listed(self.carrier_signing_key) if self.carrier_signing_key else []

    @property
    def rehearsing(self) -> bool:
        return self.carrier is CarrierKind.REHEARSAL

    @property
    def carrier_tokens(self) -> list[str]:
        return _listed(self.carrier_token)

    @property
    def data_key_list(self) -> list[str]:
        return _listed(self.data_keys)


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == 32
    except ValueError:
        return False


def _listed(secret: SecretStr) -> list[str]:
    return [part.strip() for part in secret.get_secret_value().split(",") if part.strip()]


def load() -> Settings:
    """Reads the environment.

    Raises SettingsError with one line that names every setting that is missing or wrong.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(_in_one_line(error)) from None


def _in_one_line(error: ValidationError) -> str:
    missing = [_name(e["loc"]) for e in error.errors() if e["type"] == "missing"]
    wrong = [
        f"{_name(e['loc'])}: {e['msg'].removeprefix('Value error, ')}".lstrip(": ")
        for e in error.errors()
        if e["type"] != "missing"
    ]
    parts = [f"missing setting: {', '.join(missing)}"] if missing else []
    return "; ".join(parts + wrong) + " (set it in the environment or in .env; see .env.example)"


def _name(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in loc).upper()
