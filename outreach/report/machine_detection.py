"""Computes how far the carrier's detection of machines agrees with calls that people coded."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from outreach.report.statistics.agreement import kappa
from outreach.report.statistics.proportions import Interval, share, wilson
from outreach.rules.dispositions import AnsweredBy
from outreach.rules.machine_codes import HeardAs
from outreach.store import machine_codes as queries
from outreach.store.database import Connection
from outreach.store.machine_codes import CodedCall


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict of the carrier: calls with it, of them sampled and coded, and what they were.

    `right` is the share of the coded ones that were what the carrier said.
    """

    verdict: str
    calls: int
    sampled: int
    coded: int
    codes: dict[str, int]
    right: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class MachineDetection:
    """The confusion matrix by verdict. `accuracy` weighs each verdict by its number of calls.

    `missed_people` is the estimated share, of the calls that a human answered, that the carrier
    took for a machine; `coders` and `kappa` are of the calls that two people coded.
    """

    calls: int
    seed: str | None
    verdicts: tuple[Verdict, ...]
    accuracy: float | None
    missed_people: float | None
    coders: int
    double_coded: int
    kappa: float | None


# What each verdict claims; `unknown` claims nothing, so it is neither right nor wrong.
_CLAIMS = {
    AnsweredBy.HUMAN: {HeardAs.HUMAN},
    AnsweredBy.MACHINE: {HeardAs.MACHINE, HeardAs.RECORDING},
    AnsweredBy.FAX: {HeardAs.FAX},
}


def machine_detection(connection: Connection, campaign_id: int) -> MachineDetection:
    """Of the campaign's calls that were answered; where nothing is coded, only their number."""
    calls = {row.verdict: row.total for row in queries.verdicts(connection, campaign_id)}
    coded = queries.coded_calls(connection, campaign_id)
    return detection(calls, coded, queries.seed_of(connection, campaign_id))


def detection(
    calls: dict[str, int], coded: Sequence[CodedCall], seed: str | None
) -> MachineDetection:
    """`coded` has a line for each sampled call and coder, and one without a code for none."""
    by_call = _by_call(coded)
    verdicts = tuple(_verdict(code.value, calls, by_call) for code in AnsweredBy)
    pairs = Counter(
        (codes[first], codes[second])
        for _, codes in by_call.values()
        if len(codes) > 1
        for first, second in [sorted(codes)[:2]]
    )
    return MachineDetection(
        calls=sum(calls.values()),
        seed=seed,
        verdicts=verdicts,
        accuracy=_accuracy(verdicts),
        missed_people=_missed(verdicts),
        coders=len({line.coder for line in coded if line.coder}),
        double_coded=pairs.total(),
        kappa=kappa(pairs),
    )


def _by_call(coded: Iterable[CodedCall]) -> dict[int, tuple[str, dict[str, str]]]:
    """attempt -> (verdict, coder -> code)."""
    calls: dict[int, tuple[str, dict[str, str]]] = {}
    for line in coded:
        _, codes = calls.setdefault(line.attempt_id, (line.verdict, {}))
        if line.coder and line.code:
            codes[line.coder] = line.code
    return calls


def _verdict(
    verdict: str, calls: dict[str, int], by_call: dict[int, tuple[str, dict[str, str]]]
) -> Verdict:
    sampled = [codes for said, codes in by_call.values() if said == verdict]
    # of a call that was coded twice the first coder, in the order of names, is the one that counts
    codes = Counter(codes[min(codes)] for codes in sampled if codes)
    clear = codes.total() - codes[HeardAs.UNCLEAR]
    claims = _CLAIMS.get(AnsweredBy(verdict))
    right = sum(codes[code] for code in claims or ())
    return Verdict(
        verdict=verdict,
        calls=calls.get(verdict, 0),
        sampled=len(sampled),
        coded=codes.total(),
        codes={code.value: codes[code] for code in HeardAs},
        right=share(right, clear) if claims else None,
        interval=wilson(right, clear) if claims else None,
    )


def _accuracy(verdicts: Iterable[Verdict]) -> float | None:
    """Each verdict's share of right ones, weighed by how many calls have it."""
    known = [v for v in verdicts if v.right is not None]
    return share(sum(v.calls * (v.right or 0) for v in known), sum(v.calls for v in known))


def _missed(verdicts: Iterable[Verdict]) -> float | None:
    """Of the calls that a human answered, the share that was taken for a machine or a fax."""
    humans = {
        v.verdict: v.calls * v.codes[HeardAs.HUMAN] / (v.coded - v.codes[HeardAs.UNCLEAR])
        for v in verdicts
        if v.coded > v.codes[HeardAs.UNCLEAR]
    }
    taken = sum(humans.get(code, 0.0) for code in (AnsweredBy.MACHINE, AnsweredBy.FAX))
    return share(taken, sum(humans.values()))
