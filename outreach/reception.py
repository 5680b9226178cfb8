"""What is said to somebody of whom we do not know who it is: nothing of the programme, no name.

Whoever it is can ask for a call of a person, or never to be called again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import structlog

from flows.medium import Medium
from flows.understanding import understand
from flows.understanding.heard import Intent, Question, Reply
from flows.understanding.names import whose
from flows.understanding.tongues import is_english
from outreach import opt_outs
from outreach.countries import load_country
from outreach.countries.words import Written
from outreach.rules.states import RequestKind
from outreach.store import messages, requests, suppressions
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()

MOST_ASKED = 2  # times that somebody is asked who they are
_E164 = re.compile(r"\+[1-9]\d{7,14}")
# what carriers say instead of a number that is withheld
_WITHHELD = {"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"}
_FRESH = timedelta(days=1)  # after it, a question of ours is forgotten
_CALL_ME = (Intent.YES, Intent.HUMAN, Intent.LATER)


class Desk(StrEnum):
    """What is said on the phone outside a conversation; the values are the pack's words."""

    NEUTRAL = "neutral"  # who we are, to somebody who cannot be rung
    MENU = "menu"  # who we are; 1 to be called, 9 never to be called
    WHO = "who"
    WHO_AGAIN = "who_again"
    NOTED = "noted"
    OPTED_OUT = "opted_out"
    GOODBYE = "goodbye"


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of who rings or writes: the carrier's id of it, and the number."""

    sid: str
    number: str
    number_hash: str


def can_be_rung(number: str) -> bool:
    return bool(_E164.fullmatch(number)) and number not in _WITHHELD


def opts_out(reply: Reply) -> bool:
    """Stop words count even when nobody has asked anything."""
    if reply.keys:
        return reply.keys == "9"
    return _heard(reply) is Intent.OPT_OUT


def named(known: Sequence[Any], reply: Reply) -> Any:
    """The case of the one person who says their name, or None."""
    found = whose(reply.words, [case.name_sealed or "" for case in known])
    return None if found is None else known[found]


def take_menu(system: System, sid: str, number: str, reply: Reply, now: datetime) -> Desk:
    """The answer to the menu: a call is wanted, none is, or nothing was said."""
    number_hash = system.store.keyring.blind_index("number", number)
    with system.store.transaction() as connection:
        if opts_out(reply):
            return take_opt_out(system, connection, number_hash, now)
        wants = reply.keys == "1" if reply.keys else _heard(reply) in _CALL_ME
        if not wants or not can_be_rung(number):
            return Desk.GOODBYE
        _note(connection, Known(sid, number, number_hash), now)
    return Desk.NOTED


def take_opt_out(system: System, connection: Connection, number_hash: str, now: datetime) -> Desk:
    """Said by nobody knows whom: it holds for the number and for everybody who has it."""
    opt_outs.opt_out_household(system, connection, number_hash, source="call", now=now)
    return Desk.OPTED_OUT


def answer(
    system: System, connection: Connection, writer: Known, body: str, now: datetime
) -> str | None:
    """The reply to a text that needs no conversation: an opt-out, or the answer to what we asked
    outside of any. None for every other text."""
    last = _last(connection, writer, now)
    words = _words(system, body, last)
    if opts_out(Reply(words=body)):
        return _opt_out_in_writing(system, connection, writer, words, now)
    if _was(system, last, "opted_out_household"):
        return _only_one(system, connection, writer, last.sid, body, words, now)
    if not _was(system, last, "offer"):
        return None
    if body.strip() != "1" and _heard(Reply(words=body)) not in _CALL_ME:
        return None
    _note(connection, writer, now)
    return words.noted


def _opt_out_in_writing(
    system: System, connection: Connection, writer: Known, words: Written, now: datetime
) -> str:
    """It holds for everybody who has the number, until somebody says that it was only theirs."""
    done = opt_outs.opt_out_household(
        system, connection, writer.number_hash, source=_source(writer.sid), now=now
    )
    if suppressions.is_shared(connection, writer.number_hash):
        return words.opted_out_household
    return words.opted_out if done.people else ""


def _only_one(
    system: System,
    connection: Connection,
    writer: Known,
    sid: str,
    body: str,
    words: Written,
    now: datetime,
) -> str | None:
    """The name of the one whom an opt-out of the household was meant for; None for other words."""
    entries = suppressions.names_at(connection, writer.number_hash)
    household = list({each.same: each for each in entries}.values())
    found = whose(body, [each.name_sealed or "" for each in household])
    if found is None:
        return None
    others = [each.person_id for each in entries if each.same != household[found].same]
    opt_outs.take_back(
        system,
        connection,
        person_ids=others,
        number_hashes=[writer.number_hash],
        source=_source(sid),
        now=now,
    )
    return words.opted_out_one


def ask_who(
    system: System, connection: Connection, writer: Known, body: str, now: datetime
) -> str:
    """Asks somebody at a shared number who they are, twice; then offers a person."""
    last = _last(connection, writer, now)
    words = _words(system, body, last)
    following = {"who": words.who_again, "who_again": words.offer, "offer": ""}
    asked = (name for name in following if _was(system, last, name))
    return following.get(next(asked, ""), words.who)


@dataclass(frozen=True, slots=True)
class _Last:
    """The text of this number before the present one, and what we answered; or nothing."""

    sid: str = ""
    reply: str = ""


def _last(connection: Connection, writer: Known, now: datetime) -> _Last:
    row = messages.last_before(connection, writer.number_hash, writer.sid, now - _FRESH)
    return _Last(row.sid, row.reply or "") if row else _Last()


def _source(sid: str) -> str:
    return f"text {sid}"[:40]  # as long as the column


def _note(connection: Connection, who: Known, now: datetime) -> None:
    requests.add(
        connection,
        sid=who.sid,
        kind=RequestKind.CALL_ME,
        case_id=None,
        number_hash=who.number_hash,
        number_sealed=who.number,
        at=now,
        done_at=None,
    )
    log.info("call requested")


def _heard(reply: Reply) -> Intent:
    return understand(Question.INTEREST, reply.words, medium=Medium.VOICE).intent


def _words(system: System, body: str, last: _Last) -> Written:
    """What we write, in the language of the text, or else that of our last reply."""
    country = load_country(system.settings.country)
    if is_english(body) and "en" in country.languages:
        return country.languages["en"].written
    said = (words for words in country.all_written if last.reply in words.model_dump().values())
    return next(said, country.written)


def _was(system: System, last: _Last, name: str) -> bool:
    """Whether our last reply was this one, in whichever language."""
    country = load_country(system.settings.country)
    return any(last.reply == getattr(words, name) for words in country.all_written)
