"""Where the seed of a draw comes from, and whether what is entered is what was committed to.

Two sources can be committed to before the seed exists or is known: a round of drand, the public
randomness of the League of Entropy, that is still to come; or a text that the university keeps
sealed, of which only the SHA-256 is known. `Stated` is a seed that somebody just said.

A drand round's value is the SHA-256 of its signature. Round 1 is published at the chain's genesis
and each further one a period later (docs.drand.love; constants of the chains from their `/info`).
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from flows.sentences import BadValue

SHORTEST_SEALED = 32  # characters: of a shorter text the hash might be tried out
LONGEST = 200
_HEX_64 = re.compile(r"[0-9a-f]{64}")
_HEX = re.compile(r"(?:[0-9a-f]{2})+")


class BadSeed(BadValue):
    """What was entered is not the seed that was committed to; the text says why."""


class Chain(NamedTuple):
    """A drand network that is known by its parameters."""

    sha256: str
    genesis: datetime
    period: timedelta


CHAINS: Mapping[str, Chain] = {
    "quicknet": Chain(
        "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
        datetime.fromtimestamp(1692803367, UTC),
        timedelta(seconds=3),
    ),
    "default": Chain(
        "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce",
        datetime.fromtimestamp(1595431050, UTC),
        timedelta(seconds=30),
    ),
}


@dataclass(frozen=True, slots=True)
class Entered:
    """A seed as it was entered: the whole text, and the drand round if one was said."""

    text: str
    round: int | None = None

    @property
    def line(self) -> str:
        """The text without the line break that files end with."""
        return self.text.removesuffix("\n").removesuffix("\r")


@dataclass(frozen=True, slots=True)
class Drand:
    """A round of drand. The seed is its value, 64 lower-case hexadecimal digits."""

    chain: str
    round: int

    def __post_init__(self) -> None:
        if self.chain not in CHAINS:
            raise BadSeed("no drand chain is known as %(chain)s", chain=repr(self.chain))
        if self.round < 1:
            raise BadSeed("the rounds of drand are counted from 1")

    @property
    def published_at(self) -> datetime:
        chain = CHAINS[self.chain]
        return chain.genesis + (self.round - 1) * chain.period

    def terms(self) -> dict[str, Any]:
        return {
            "source": "drand",
            "chain": self.chain,
            "chain_sha256": CHAINS[self.chain].sha256,
            "round": self.round,
            "published_at": _text(self.published_at),
        }

    def check_committed(self, now: datetime) -> None:
        if self.published_at <= now:
            raise BadSeed(
                "round %(round)s was published at %(moment)s; a round can only be committed to "
                "before it exists",
                round=self.round,
                moment=_text(self.published_at),
            )

    def seed(self, entered: Entered, now: datetime) -> str:
        number, value = _beacon(entered)
        if number is None:
            raise BadSeed(
                "say the round as well; round %(round)s was committed to", round=self.round
            )
        if number != self.round:
            raise BadSeed(
                "this is round %(number)s; round %(round)s was committed to",
                number=number,
                round=self.round,
            )
        if now < self.published_at:
            raise BadSeed(
                "round %(round)s is published at %(moment)s",
                round=self.round,
                moment=_text(self.published_at),
            )
        return value


@dataclass(frozen=True, slots=True)
class Sealed:
    """A text of which only the SHA-256 was known. The seed is the text."""

    sha256: str

    def __post_init__(self) -> None:
        if not _HEX_64.fullmatch(self.sha256):
            raise BadSeed("a sealed seed is committed to by its SHA-256, 64 hexadecimal digits")

    def terms(self) -> dict[str, Any]:
        return {"source": "sealed", "sha256": self.sha256}

    def check_committed(self, now: datetime) -> None:
        """It may be committed to at any time: only its keeper knows it."""

    def seed(self, entered: Entered, now: datetime) -> str:
        for text in (entered.text, entered.line):  # the line break may be hashed with it, or not
            if hashlib.sha256(text.encode()).hexdigest() == self.sha256:
                if not SHORTEST_SEALED <= len(text) <= LONGEST:
                    raise BadSeed(
                        "a sealed seed has %(least)s to %(most)s characters, or its hash could "
                        "have been tried out",
                        least=SHORTEST_SEALED,
                        most=LONGEST,
                    )
                return text
        raise BadSeed("the SHA-256 of this text is not the one that was committed to")


@dataclass(frozen=True, slots=True)
class Stated:
    """A seed that was not committed to beforehand: whoever stated it could have chosen it."""

    def terms(self) -> dict[str, Any]:
        return {"source": "stated"}

    def check_committed(self, now: datetime) -> None:
        """There is nothing to commit to."""

    def seed(self, entered: Entered, now: datetime) -> str:
        if not 1 <= len(entered.line) <= LONGEST:
            raise BadSeed("a seed has 1 to %(most)s characters", most=LONGEST)
        return entered.line


Source = Drand | Sealed | Stated


def source_of(terms: Mapping[str, Any]) -> Source:
    """The source that a commitment names. Raises BadSeed when there is none such."""
    source = terms.get("source")
    if source == "drand" and isinstance(terms.get("round"), int):
        return Drand(str(terms.get("chain")), terms["round"])
    if source == "sealed":
        return Sealed(str(terms.get("sha256")))
    if source == "stated":
        return Stated()
    raise BadSeed("no seed comes from %(source)s", source=repr(source))


def drand_after(moment: datetime, chain: str = "quicknet") -> Drand:
    """The first round of a chain that is published at or after this moment."""
    known = CHAINS.get(chain)
    if known is None:
        raise BadSeed("no drand chain is known as %(chain)s", chain=repr(chain))
    return Drand(chain, max(0, -(-(moment - known.genesis) // known.period)) + 1)


def _beacon(entered: Entered) -> tuple[int | None, str]:
    """Round and value: 64 hexadecimal digits, or the JSON in which drand gives them out."""
    text = entered.line.strip()
    if not text.startswith("{"):
        if not _HEX_64.fullmatch(text.lower()):
            raise BadSeed("the value of a drand round is 64 hexadecimal digits")
        return entered.round, text.lower()
    try:
        found = json.loads(text)
        number, value = found["round"], str(found["randomness"]).lower()
    except (ValueError, KeyError):
        raise BadSeed("this is not a drand round in JSON, with round and randomness") from None
    signature = str(found.get("signature") or "").lower()
    if not isinstance(number, int) or not _HEX_64.fullmatch(value):
        raise BadSeed("the value of a drand round is 64 hexadecimal digits, its round a number")
    if signature and not _signs(signature, value):
        raise BadSeed("the value is not the SHA-256 of the signature beside it")
    if entered.round not in (None, number):
        raise BadSeed(
            "the file has round %(number)s, and round %(said)s was said",
            number=number,
            said=entered.round,
        )
    return number, value


def _signs(signature: str, value: str) -> bool:
    if not _HEX.fullmatch(signature):
        return False
    return hashlib.sha256(bytes.fromhex(signature)).hexdigest() == value


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
