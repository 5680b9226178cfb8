"""What a carrier is like, read from `profiles/*.yaml`: addresses, proof, abilities, codes."""

from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from flows.documents import read_document
from outreach.rules.dispositions import Fault

_PROFILES = Path(__file__).parent / "profiles"

Codes = dict[Fault, tuple[Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,40}$")], ...]]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Proof(_Part):
    """How a webhook proves where it comes from.

    `hmac_sha1` is Twilio's: over the address and the sorted form. `ed25519` is over
    `timestamp|body`, and what is older than `tolerance_seconds` counts as a replay. The key is
    the API token itself, or one of its own (CARRIER_SIGNING_KEY).
    """

    scheme: Literal["hmac_sha1", "ed25519"]
    header: str
    timestamp_header: str = ""
    tolerance_seconds: int = 300
    key: Literal["token", "own"]


class Abilities(_Part):
    """What the carrier can do. Where it cannot, TwiML and orders leave it out, and a campaign that
    needs it does not start."""

    speech: bool = True  # hears words; without it people press keys
    pause: bool = True  # this and the next two: for whoever renders these verbs
    conference: bool = True
    enqueue: bool = True
    amd: bool = True  # says whether a machine answered
    texts: bool = True
    inbound_texts: bool = True
    text_validity: bool = True  # drops a text that waited too long
    reply_in_answer: bool = True  # sends the reply to a text from our answer to the webhook


class Profile(_Part):
    """One carrier. `path` stands between the base address and `/Accounts/…`."""

    name: str
    api: Literal["twilio", "telnyx"]
    base_url: str | None = None  # None: every customer has their own
    path: str
    application: bool = False  # calls are placed through an application of the account
    proof: Proof
    can: Abilities = Abilities()
    longest_text_validity_seconds: int = 14_400
    voices: dict[str, str] = {}  # Twilio's name of a voice → the carrier's
    codes_like: str | None = None  # another carrier's, wherever ours say nothing
    codes: Codes = {}

    def fault_of(self, code: str | None) -> Fault | None:
        """The meaning of a code; None without a code, TRANSIENT for an unknown one."""
        if not code or code == "0":
            return None
        return self._faults.get(code, Fault.TRANSIENT)

    @cached_property
    def _faults(self) -> dict[str, Fault]:
        inherited = profile_of(self.codes_like)._faults if self.codes_like else {}
        return inherited | {code: fault for fault, codes in self.codes.items() for code in codes}

    def codes_of(self, fault: Fault) -> list[str]:
        """Every code with this meaning."""
        return [code for code, meaning in self._faults.items() if meaning is fault]

    def voice(self, name: str) -> str:
        return self.voices.get(name, name)


@cache
def profile_of(name: str) -> Profile:
    """The profile of a carrier by the name in `CARRIER`."""
    path = _PROFILES / f"{name}.yaml"
    return read_document(path.read_text(encoding="utf-8"), path.name, Profile)


def profile_names() -> list[str]:
    """What `CARRIER` may be, besides the rehearsal."""
    return sorted(path.stem for path in _PROFILES.glob("*.yaml"))
