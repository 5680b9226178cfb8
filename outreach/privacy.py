"""Forgets people: those whose campaigns' term has passed, and one who asks for it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from flows.marking import marked
from flows.medium import Medium
from outreach import attempts, audit, opt_outs
from outreach.actors import Actor
from outreach.attempts import Ending
from outreach.audit import Action
from outreach.campaign_file import CampaignFile
from outreach.countries import load_country
from outreach.errors import NotAllowed, NotFound
from outreach.rules.dispositions import CarrierResult
from outreach.store import agent_calls, campaigns, forgetting, matches, registry, suppressions
from outreach.store import attempts as attempt_rows
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection
from outreach.store.forgetting import Tokens
from outreach.system import System

log = structlog.get_logger()

_BATCH = 500
_CALLING = marked("hay una llamada en curso con esta persona; repita en unos minutos")


@dataclass(frozen=True, slots=True)
class Due:
    """Whose term has passed: the lists (by id), the names of their campaigns, and counts."""

    lists: tuple[int, ...]
    campaigns: tuple[str, ...]
    counts: dict[str, int]


def due(system: System, now: datetime) -> Due:
    """A list is due when it had a campaign and the term of every one of its campaigns has passed;
    a person, when every list they are on is due."""
    with system.store.reading() as connection:
        of_list: dict[int, list[CampaignRow]] = defaultdict(list)
        for campaign in campaigns.all_campaigns(connection):
            of_list[campaign.list_id].append(campaign)
        over = {
            list_id: [campaign.name for campaign in own]
            for list_id, own in of_list.items()
            if all(_has_passed(campaign, now) for campaign in own)
        }
        names = tuple(sorted(name for own in over.values() for name in own))
        return Due(tuple(over), names, forgetting.counted_due(connection, tuple(over)))


def _has_passed(campaign: CampaignRow, now: datetime) -> bool:
    if not campaign.state.over or campaign.ended_at is None:
        return False
    return campaign.ended_at + term_of(CampaignFile.model_validate(campaign.document)) <= now


def term_of(file: CampaignFile) -> timedelta:
    """How long after its end a campaign's people are kept."""
    if file.retention_days is not None:
        return timedelta(days=file.retention_days)
    return timedelta(days=load_country(file.country).retention_days)


def purge(system: System, actor: Actor, now: datetime) -> Due:
    """Forgets everybody who is due, some hundreds in a transaction; it may be repeated."""
    found, tokens = due(system, now), Tokens()
    with system.store.transaction() as connection:
        forgetting.mark_purged(connection, found.lists, now)
        term = timedelta(days=load_country(system.settings.country).retention_days)
        forgetting.forget_strangers(connection, now - term, tokens)
    while _purge_batch(system, found, tokens, actor, now):
        pass
    log.info("purged", people=found.counts["people"])
    return found


def _purge_batch(system: System, found: Due, tokens: Tokens, actor: Actor, now: datetime) -> bool:
    with system.store.transaction() as connection:
        batch = forgetting.due(connection, found.lists, _BATCH)
        if batch:
            suppressions.outlast(connection, batch, now)
            forgetting.forget(connection, batch, tokens=tokens, traits=False, now=now)
            audit.record(connection, actor, Action.PURGED, people=batch, now=now)
    return bool(batch)


def person_to_erase(
    system: System, *, case_code: str | None = None, number: str | None = None
) -> tuple[str, dict[str, int]]:
    """The case of who is meant, by case or by number (E.164), and what there is of them.

    Raises NotFound; NotAllowed when several people have the number, since one must be named.
    """
    with system.store.reading() as connection:
        if case_code is None:
            case_code = _only_case_at(system, connection, number or "")
        person_id = registry.person_named(connection, case_code)
        return case_code, forgetting.counted_of(connection, person_id)


def _only_case_at(system: System, connection: Connection, number: str) -> str:
    number_hash = system.store.keyring.blind_index("number", number)
    found = registry.codes_of(connection, suppressions.people_at(connection, number_hash))
    if not found:
        raise NotFound("nadie del registro tiene ese número")
    if len(found) > 1:
        raise NotAllowed(
            "varias personas tienen ese número; diga el caso: %(cases)s", cases=", ".join(found)
        )
    return found[0]


def erase(system: System, case_code: str, actor: Actor, now: datetime, *, why: str = "") -> None:
    """Forgets one person, on all lists, and keeps them from ever being contacted again.

    What is left of who they were: the blind indexes of numbers and document on the suppression
    list, and their place in the draw, without any of it. `why` is a word of ours for the log.
    Raises NotFound; NotAllowed while a call with the person is under way.
    """
    with system.store.transaction() as connection:
        asked = registry.person_named(connection, case_code)
        entries = sorted(matches.same_as(connection, (asked,)))
        for person_id in entries:
            _erase_entry(system, connection, person_id, now)
        audit.record(connection, actor, Action.ERASED, people=entries, detail=why, now=now)


def _erase_entry(system: System, connection: Connection, person_id: int, now: datetime) -> None:
    document = registry.document_hash_of(connection, person_id)
    _end_what_is_open(system, connection, person_id, now)
    hashes = suppressions.numbers_of(connection, (person_id,))
    opt_outs.opt_out_person(system, connection, person_id, source="erasure", now=now)
    suppressions.unlink(connection, person_id, hashes, document)
    forgetting.forget(connection, (person_id,), tokens=Tokens(), traits=True, now=now)


def _end_what_is_open(
    system: System, connection: Connection, person_id: int, now: datetime
) -> None:
    """A text that waits for an answer waits no longer; a call, an agent's too, has to come to its
    end first."""
    if agent_calls.with_person(connection, person_id):
        raise NotAllowed(_CALLING)
    for case in suppressions.cases_of(connection, (person_id,)):
        attempt_rows.drop_planned(connection, case.id)
        waiting = attempt_rows.open_of_case(connection, case.id)
        if waiting is None:
            continue
        if waiting.medium == Medium.VOICE:
            raise NotAllowed(_CALLING)
        attempt = attempt_rows.by_id(connection, waiting.id)
        ending = Ending(CarrierResult(attempt.result or CarrierResult.SENT))
        attempts.end(system, connection, attempt, ending, now, plan=False)
