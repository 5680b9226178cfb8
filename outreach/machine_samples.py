"""Draws calls for people to listen to, and takes in what they heard (use case).

The carrier says whether a human or a machine answered. How far that is true only a person who
listens can tell, so a random sample is coded by hand, blind to the carrier's verdict, and the
report prints the confusion matrix. Each verdict gets an equal part of the sample: machines taken
for people and people taken for machines are both rare and both matter.
"""

import csv
import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from heapq import nsmallest
from pathlib import Path

from flows.sentences import Sentence, joined, sentence
from outreach.campaign_file import CampaignFile
from outreach.countries import load_country
from outreach.errors import BadFile, NotAllowed
from outreach.rules.machine_codes import HeardAs
from outreach.store import campaigns
from outreach.store import machine_codes as rows
from outreach.store.database import AnyRow, Store

COLUMNS = ("ref", "call", "date", "time", "seconds", "code")
_MISSING = Sentence("the file has to have the columns ref and code")


def draw_sample(
    store: Store, campaign_name: str, path: Path, *, size: int, seed: str, now: datetime
) -> int:
    """Draws the sample and writes the coding sheet; how many calls are in it.

    The order is that of HMAC-SHA256(seed, the call's reference), so whoever has the seed can
    repeat it. A campaign has one sample: with its seed the same sheet is written again. Raises
    NotFound, NotAllowed for another seed, BadFile when the sheet cannot be written.
    """
    with store.transaction() as connection:
        campaign = campaigns.named(connection, campaign_name)
        known = rows.seed_of(connection, campaign.id)
        if known not in (None, seed):
            raise NotAllowed(
                "%(name)s has a sample already, drawn with another seed", name=campaign_name
            )
        if known is None:
            drawn = drawn_calls(rows.judged_calls(connection, campaign.id), size, seed)
            rows.add_sample(connection, campaign.id, drawn, seed, now)
        calls = rows.sampled(connection, campaign.id)
        country = CampaignFile.model_validate(campaign.document).country
        zone = load_country(country).calling_hours().zone
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            for call in calls:
                began = call.placed_at and call.placed_at.astimezone(zone)
                when = (f"{began:%Y-%m-%d}", f"{began:%H:%M}") if began else ("", "")
                writer.writerow([call.ref, call.carrier_sid, *when, call.seconds, ""])
    except OSError as error:
        raise BadFile(
            "%(file)s: cannot be written (%(why)s)", file=path, why=error.strerror
        ) from None
    return len(calls)


def drawn_calls(calls: Iterable[AnyRow], size: int, seed: str) -> list[AnyRow]:
    """An equal part for each verdict, as far as it has calls; what is left goes to the others."""
    by_verdict: defaultdict[str, list[AnyRow]] = defaultdict(list)
    for call in calls:
        by_verdict[call.verdict].append(call)
    drawn: list[AnyRow] = []
    waiting = sorted(by_verdict, key=lambda verdict: (len(by_verdict[verdict]), verdict))
    while waiting:
        part = (size - len(drawn)) // len(waiting)
        drawn += nsmallest(part, by_verdict[waiting.pop(0)], key=lambda call: _key(seed, call))
    return drawn


def _key(seed: str, call: AnyRow) -> bytes:
    return hmac.digest(seed.encode(), call.ref.encode(), "sha256")


def import_codes(
    store: Store, campaign_name: str, path: Path, *, coder: str, now: datetime
) -> int:
    """Takes in a coding sheet, whole or not at all; how many calls it codes.

    Lines without a code are left for later. Raises NotFound, and BadFile with a line for each
    fault: a call that is not in the sample, a code that there is not.
    """
    lines = _lines(path)
    with store.transaction() as connection:
        campaign = campaigns.named(connection, campaign_name)
        ids = {call.ref: call.attempt_id for call in rows.sampled(connection, campaign.id)}
        codes = _codes(path.name, lines, ids)
        if codes:
            rows.code(connection, codes, coder, now)
    return len(codes)


def _lines(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not {"ref", "code"} <= set(reader.fieldnames or ()):
                raise BadFile("%(file)s: %(why)s", file=path.name, why=_MISSING)
            return list(reader)
    except (OSError, UnicodeDecodeError, csv.Error):
        raise BadFile("%(file)s: cannot be read as CSV in UTF-8", file=path.name) from None


def _codes(
    name: str, lines: Iterable[Mapping[str, str]], ids: Mapping[str, int]
) -> dict[int, HeardAs]:
    codes: dict[int, HeardAs] = {}
    faults = []
    for number, line in enumerate(lines, 2):
        ref, code = (line["ref"] or "").strip(), (line["code"] or "").strip().lower()
        if not code:
            continue
        if (why := _fault(ref, code, ids, codes)) is None:
            codes[ids[ref]] = HeardAs(code)
            continue
        faults.append(
            sentence("%(file)s, line %(line)s: %(why)s", file=name, line=number, why=why)
        )
    if faults:
        raise BadFile(joined(faults))
    return codes


def _fault(
    ref: str, code: str, ids: Mapping[str, int], known: Mapping[int, HeardAs]
) -> Sentence | None:
    if ref not in ids:
        return Sentence("this call is not in the sample")
    if code not in set(HeardAs):
        return sentence("the code has to be one of %(codes)s", codes=", ".join(HeardAs))
    return Sentence("this call is there twice") if ids[ref] in known else None
