"""The commitment: all that decides a draw but the seed, in one canonical file to be published.

The file is JSON in ASCII, keys sorted, two spaces for each level, ended by LF. Its SHA-256 is what
the university or a notary dates; whoever has the file can tell any later change.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from flows.sentences import BadValue
from outreach.rules.arms import Arm
from outreach.rules.frames import Frame, StratumSize, strata_of
from outreach.rules.sampling import RULE_VERSION, Terms, households_of, sizes_of
from outreach.rules.seeds import BadSeed, Source, source_of


class BadCommitment(BadValue):
    """The text is no commitment of ours; it says where it is not."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a commitment says besides frame, terms and source. Hashes are SHA-256 in hex."""

    campaign: str
    list_name: str
    list_sha256: str
    frozen_at: datetime
    cluster_limit: int  # a number that more people have binds nobody
    duplicates: int  # people left out because they are in the frame already
    code: Mapping[str, str]  # version, and the hashes of the rule and of the two programs


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment, read or about to be written."""

    document: Mapping[str, Any]

    @property
    def text(self) -> bytes:
        return canonical(self.document)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text).hexdigest()

    @property
    def frame_sha256(self) -> str:
        return str(self.document["frame"]["sha256"])

    @property
    def source(self) -> Source:
        return source_of(self.document["seed"])

    @property
    def committed(self) -> bool:
        """Whether the seed was committed to before anybody could know it."""
        return bool(self.document["seed"]["source"] != "stated")

    @property
    def terms(self) -> Terms:
        sample = self.document["sample"]
        arms = tuple(Arm(each["name"], each["share"]) for each in self.document["arms"])
        return Terms(sample["people"], sample["replicate_people"], arms)

    @property
    def strata(self) -> list[StratumSize]:
        return [StratumSize(**stratum) for stratum in self.document["frame"]["strata"]]


def commit(
    frame: Frame, sha256: str, terms: Terms, source: Source, about: Circumstances
) -> Commitment:
    """The commitment to draw from this frame. `sha256` is the frame's.

    Raises ValueError for sizes that cannot be.
    """
    strata = strata_of(frame)
    households = [1 + len(rest) for rest in households_of(frame).values()]
    sizes = sizes_of(len(frame.members), households, terms)
    return Commitment(
        {
            "arms": [arm._asdict() for arm in terms.arms],
            "campaign": about.campaign,
            "code": dict(about.code),
            "frame": {
                "cluster_limit": about.cluster_limit,
                "duplicates_left_out": about.duplicates,
                "fields": list(frame.fields),
                "people": len(frame.members),
                "sha256": sha256,
                "strata": [asdict(stratum) for stratum in strata],
                "units": sum(stratum.units for stratum in strata),
            },
            "frozen_at": about.frozen_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "list": {"name": about.list_name, "sha256": about.list_sha256},
            "rule": RULE_VERSION,
            "sample": {
                "people": terms.size,
                "replicate_people": terms.replicate_size,
                "replicates": sizes.replicates,
                "size_is_exact": sizes.exact,
            },
            "seed": source.terms(),
        }
    )


def canonical(document: Mapping[str, Any]) -> bytes:
    """The canonical bytes of a document."""
    return (json.dumps(document, sort_keys=True, indent=2, ensure_ascii=True) + "\n").encode()


def read_commitment(text: bytes) -> Commitment:
    """A commitment from its file. Raises BadCommitment."""
    try:
        commitment = Commitment(json.loads(text))
        rule = commitment.document["rule"]
        _ = commitment.source, commitment.terms, commitment.strata, commitment.frame_sha256
    except BadSeed as error:
        raise BadCommitment(error.sentence) from None
    except (ValueError, KeyError, TypeError) as error:
        raise BadCommitment(
            "this is not a commitment: %(kind)s %(why)s", kind=type(error).__name__, why=error
        ) from None
    if rule != RULE_VERSION:
        raise BadCommitment(
            "it was drawn up for the rule %(rule)s, and this is %(ours)s",
            rule=repr(rule),
            ours=repr(RULE_VERSION),
        )
    return commitment


def differences(one: Mapping[str, Any], other: Mapping[str, Any], at: str = "") -> list[str]:
    """The names of what differs between two documents, such as `frame.people`."""
    found = []
    for key in sorted({*one, *other}):
        mine, theirs = one.get(key), other.get(key)
        if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
            found += differences(mine, theirs, f"{at}{key}.")
        elif mine != theirs:
            found.append(f"{at}{key}")
    return found
