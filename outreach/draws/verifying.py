"""Finds whatever was changed in a draw since it was committed to, and names it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from outreach.collector import resting
from outreach.draws.code_version import code_version
from outreach.draws.drawing import assignment_sha256
from outreach.draws.registry_frame import eligible_strata
from outreach.errors import NotAllowed
from outreach.rules import sampling
from outreach.rules.commitments import BadCommitment, Commitment, differences, read_commitment
from outreach.rules.frames import BadFrame, Frame, StratumField, read_frame, strata_of
from outreach.rules.sampling import Draw, Drawn
from outreach.rules.seeds import BadSeed, Entered
from outreach.rules.states import ReleaseReason
from outreach.store import campaigns, draws, frames
from outreach.store.campaigns import CampaignRow
from outreach.store.database import AnyRow, Connection
from outreach.store.frames import FrozenFrame
from outreach.system import System

MOST = 20  # findings of a kind that are told one by one


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found to be wrong (nothing: the draw is what was committed to), and what is only
    worth knowing. One sentence each."""

    findings: Sequence[str]
    notes: Sequence[str]


def verify(system: System, name: str, *, published: bytes | None = None) -> Verdict:
    """Computes the draw anew and compares it with all that is stored.

    `published` is the commitment as it was published, to be held against ours; without it, whoever
    could change everything here consistently would not be found out. Raises NotAllowed when there
    is nothing to verify yet.
    """
    with system.store.snapshot() as connection, resting():
        campaign = campaigns.named(connection, name)
        frozen, drawn = frames.frozen(connection, campaign.id), draws.of(connection, campaign.id)
        if frozen is None:
            raise NotAllowed(
                "'%(name)s' was neither frozen nor drawn: there is nothing to verify", name=name
            )
        findings = list(_commitment_faults(connection, campaign, frozen, published))
        try:
            commitment = read_commitment(frozen.commitment)
        except BadCommitment as error:
            return Verdict([*findings, f"the commitment cannot be read: {error}"], [])
        frame, faults = _frame(frozen, commitment)
        findings += faults
        findings += _cut(_registry_faults(connection, campaign, frame, frozen))
        if drawn is not None:
            findings += _draw_faults(connection, campaign, commitment, frame, drawn)
        notes = _notes(commitment, drawn)
    return Verdict(findings, notes)


def _commitment_faults(
    connection: Connection, campaign: CampaignRow, frozen: FrozenFrame, published: bytes | None
) -> Iterator[str]:
    found = hashlib.sha256(frozen.commitment).hexdigest()
    logged = campaigns.logged(connection, campaign.id, "frozen").get("commitment_sha256")
    if found != frozen.commitment_sha256 or found != logged:
        yield "the commitment was edited: its SHA-256 is not the one of when it was frozen"
    if published is not None and published != frozen.commitment:
        try:
            mine, theirs = read_commitment(frozen.commitment), read_commitment(published)
        except BadCommitment as error:
            yield f"the commitment is not the published one: {error}"
        else:
            changed = ", ".join(differences(mine.document, theirs.document)) or "its layout"
            yield f"the commitment is not the published one; what differs: {changed}"


def _frame(frozen: FrozenFrame, commitment: Commitment) -> tuple[Frame | None, list[str]]:
    """The frozen frame, and what is wrong with it."""
    try:
        frame = read_frame(frozen.frame)
    except (BadFrame, UnicodeDecodeError) as error:
        return None, [f"the frozen frame was edited: {error}"]
    if hashlib.sha256(frozen.frame).hexdigest() == commitment.frame_sha256:
        return frame, []
    found = ["the frozen frame was edited: its SHA-256 is not the one committed to"]
    now = {s.stratum: s for s in strata_of(frame)}
    then = {s.stratum: s for s in commitment.strata}
    for name in sorted({*now, *then}):
        mine, theirs = now.get(name), then.get(name)
        if mine != theirs:
            people = (theirs.people if theirs else 0), (mine.people if mine else 0)
            found.append(f"the frozen frame differs in stratum {name}: {people[0]} people were "
                         f"committed, {people[1]} are there")  # fmt: skip
    return frame, found


def _registry_faults(
    connection: Connection, campaign: CampaignRow, frame: Frame | None, frozen: FrozenFrame
) -> Iterator[str]:
    """Who was added to the registry, removed or moved since the frame was frozen.

    Numbers may be added by a later import, so clusters are not compared.
    """
    if frame is None:
        return
    fields = [StratumField(field) for field in frame.fields]
    today = dict(eligible_strata(connection, campaign.list_id, fields))
    for member in frame.members:
        stratum = today.pop(member.case_id, None)
        if stratum is None:
            yield f"{member.case_id} is in the frozen frame and not eligible any more: removed"
        elif stratum != member.stratum:
            yield f"{member.case_id} was moved from {member.stratum} to {stratum}"
    for case_id in today:
        if case_id not in frozen.duplicates:
            yield f"{case_id} is eligible in the registry and not in the frozen frame: added"


def _draw_faults(
    connection: Connection,
    campaign: CampaignRow,
    commitment: Commitment,
    frame: Frame | None,
    drawn: AnyRow,
) -> Iterator[str]:
    yield from _seed_faults(commitment, drawn)
    if drawn.frame_sha256 != commitment.frame_sha256:
        yield "the record of the draw names another frame than the commitment"
    if frame is None:
        return
    try:
        computed = sampling.draw(frame, drawn.seed, commitment.terms)
    except ValueError as error:
        yield f"the draw cannot be repeated: {error}"
        return
    sha256 = assignment_sha256(computed)
    logged = campaigns.logged(connection, campaign.id, "drawn").get("assignment_sha256")
    if not sha256 == drawn.assignment_sha256 == logged:
        yield "frame, terms and seed give another assignment than the one that was recorded"
    yield from _cut(_case_faults(connection, campaign, computed))
    yield from _cut(_release_faults(connection, campaign))


def _seed_faults(commitment: Commitment, drawn: AnyRow) -> Iterator[str]:
    number = commitment.document["seed"].get("round")
    try:
        seed = commitment.source.seed(Entered(drawn.seed, number), drawn.drawn_at)
    except BadSeed as error:
        yield f"the seed was changed: {error}"
    else:
        if seed != drawn.seed:
            yield "the seed was changed: it is not written as it was used"
    if bool(drawn.committed) != commitment.committed:
        yield "the record of the draw does not say truly whether the seed was committed to"


def _case_faults(connection: Connection, campaign: CampaignRow, computed: Draw) -> Iterator[str]:
    drawn = {member.case_id: member for member in computed.members}
    for row in draws.drawn(connection, campaign.id):
        member = drawn.pop(row.case_code, None)
        if member is None:
            yield f"{row.case_code} has a case and was not drawn: added"
            continue
        changed = [
            f"{name} is {found}, drawn was {was}"
            for name, found, was in _fields(row, member, computed.probability)
            if found != was
        ]
        if changed:
            yield f"the case of {member.case_id} was edited: {'; '.join(changed)}"
    for case_id in drawn:
        yield f"{case_id} was drawn and has no case: removed"


def _fields(
    row: AnyRow, member: Drawn, probability: float
) -> Iterator[tuple[str, object, object]]:
    yield "position", row.position, member.position
    yield "replicate", row.replicate, member.replicate
    yield "stratum", row.stratum, member.stratum
    yield "arm", row.arm or "", member.arm
    yield "order_key", row.order_key, member.order_key.hex()
    yield "probability", row.probability, probability


def _release_faults(connection: Connection, campaign: CampaignRow) -> Iterator[str]:
    """Replicates that are released in part, without a record, or out of order without a name."""
    recorded: Mapping[int, AnyRow] = {
        r.replicate: r for r in draws.released(connection, campaign.id)
    }
    waits = False
    for state in draws.replicates(connection, campaign.id):
        record, which = recorded.get(state.number), f"replicate {state.number}"
        if not state.whole:
            yield f"{which} is released in part: {state.released} of {state.people}"
        if bool(state.released) != (record is not None):
            yield f"{which} is released without a record, or recorded without being released"
        if record is not None and waits and record.why != ReleaseReason.OVERRIDE:
            yield f"{which} was released before an earlier one, with no override"
        if record is not None and record.why == ReleaseReason.OVERRIDE:
            if not (record.name and record.reason):
                yield f"the override for {which} has no name or no reason"
        waits = waits or record is None


def _notes(commitment: Commitment, drawn: AnyRow | None) -> list[str]:
    notes = []
    if drawn is None:
        notes.append("it is frozen and not drawn yet")
    if not commitment.committed:
        notes.append("the seed was not committed to before it was known")
    changed = differences(commitment.document["code"], code_version())
    if changed:
        notes.append(f"it was drawn by another version of the code: {', '.join(changed)}")
    return notes


def _cut(findings: Iterator[str]) -> list[str]:
    """The first few of many, and how many more there are."""
    first = list(islice(findings, MOST))
    more = sum(1 for _ in findings)
    return [*first, f"… and {more} more of this kind"] if more else first
