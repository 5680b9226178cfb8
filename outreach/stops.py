"""Stops what cannot go on until somebody acts: a campaign, or only its texts; and says why."""

from datetime import datetime, timedelta
from typing import Any

import structlog

from flows.medium import Medium
from outreach.attempt_endings import Ending
from outreach.rules.costs import too_many_filtered
from outreach.rules.dispositions import CarrierResult, Fault
from outreach.rules.policy import Policy
from outreach.setups import Setup, without_texts
from outreach.store import campaigns, placed
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()

_REASONS = {
    Fault.CREDENTIALS: "El operador de telefonía no acepta las credenciales de la cuenta",
    Fault.BALANCE: "La cuenta con el operador de telefonía está sin saldo o suspendida",
    Fault.PERMISSION: "La cuenta con el operador de telefonía no puede llamar a este país",
    Fault.CALLER_ID: "El operador de telefonía no acepta el número con el que llamamos",
    Fault.TEXTS: "El operador de telefonía no acepta nuestros mensajes de texto",
}
_A_DAY = timedelta(days=1)


def heed(
    system: System,
    connection: Connection,
    attempt: Any,
    ending: Ending,
    fault: Fault | None,
    now: datetime,
) -> None:
    """What the end of an attempt, with this fault, says about all others.

    An error of the account pauses the campaign. One of our texts stops its texts, at once where
    the carrier would not take one, and after several where it took them and filtered them.
    """
    if fault is None or fault not in _REASONS:
        return
    if fault is Fault.TEXTS and not _texts_are_at_fault(system, connection, attempt, ending, now):
        return
    why = f"{_REASONS[fault]} (código {ending.error_code})"
    setup = system.setup(connection, attempt.campaign_id)
    texts_only = fault is Fault.TEXTS and Medium.VOICE in setup.file.media
    stop = campaigns.stop_texts if texts_only else campaigns.pause
    if not stop(connection, attempt.campaign_id, why, now):
        return  # another attempt met it before
    event = "texts_stopped" if texts_only else "paused"
    detail = {"why": why, "code": ending.error_code}
    campaigns.log(
        connection, attempt.campaign_id, actor="carrier", event=event, now=now, detail=detail
    )
    log.error(event, campaign=attempt.campaign_id, code=ending.error_code)


def policy_now(connection: Connection, setup: Setup) -> Policy:
    """The campaign's policy, without texts while these are stopped."""
    stopped = campaigns.texts_stopped(connection, setup.campaign_id)
    return without_texts(setup.policy) if stopped else setup.policy


def _texts_are_at_fault(
    system: System, connection: Connection, attempt: Any, ending: Ending, now: datetime
) -> bool:
    if ending.result is CarrierResult.NOT_PLACED:
        return True
    codes = system.settings.carrier_profile.codes_of(Fault.TEXTS)
    filtered, ended = placed.texts_lost(connection, attempt.campaign_id, codes, now - _A_DAY)
    return too_many_filtered(filtered, ended)
