"""The only reader of the environment and of `.env`; says which setting is missing."""

from enum import StrEnum
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from outreach.errors import SettingsError

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class CarrierKind(StrEnum):
    TWILIO = "twilio"
    REHEARSAL = "rehearsal"  # the pretend network of `rehearsal/`, on this machine only


class Settings(BaseSettings):
    """Everything that differs between one installation and another. Secrets have no default.

    `data_keys` and `auth_token` lists are comma-separated: the first is used, the others are
    still accepted, so that a key can be changed without an interruption.
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
    carrier_base_url: str = "https://api.twilio.com"
    carrier_timeout_seconds: float = Field(10.0, gt=0, le=60)
    calls_per_second: float = Field(1.0, gt=0, le=1000)
    country: str = "hn"  # where strangers ring from

    rehearsal_clock: Path | None = None  # the warped clock's file; only with the rehearsal
    session_minutes: int = Field(60, ge=5)
    metrics_token: SecretStr | None = None
    log_level: str = "INFO"

    @field_validator("public_base_url", "carrier_base_url")
    @classmethod
    def _no_trailing_slash(cls, url: str) -> str:
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
        return self

    @property
    def rehearsing(self) -> bool:
        return self.carrier is CarrierKind.REHEARSAL

    @property
    def carrier_tokens(self) -> list[str]:
        return _listed(self.carrier_token)

    @property
    def data_key_list(self) -> list[str]:
        return _listed(self.data_keys)


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
