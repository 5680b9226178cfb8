"""Forgetting people: after the term, or on request; nothing of them is left, and counts are."""

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach import campaigns, lead_endings, leads, matches, privacy, reports
from outreach.clock import ManualClock
from outreach.draws import verifying
from outreach.errors import NotAllowed, NotFound
from outreach.leads import LeadResult
from outreach.registry import import_registry
from outreach.report.figures import ReportFigures
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AgentCallState
from outreach.store import agent_calls, forgetting, requests, tables
from outreach.store.encryption import Sealed
from outreach.system import System
from tests import look, make, play

DOCUMENT = "0801199012345"
ANA = make.Invented(
    name="Ana Mejía", numbers=(make.ANA, make.CARLOS), document=DOCUMENT, birth_year=1990
)
LUIS = make.Invented(name="Luis Paz", numbers=(make.MARTA,), document="0801198554321")


@pytest.fixture
def ended(system: System) -> System:
    """A campaign with all that can be known of a person, stopped a moment ago."""
    make.a_list(system.store, people=(ANA, LUIS), clock=system.clock)
    with system.store.transaction() as connection:
        day = tables.people.update().values(returned_on=date(2024, 5, 17), returned_from="EUA")
        connection.execute(day)
    make.a_campaign(system)
    for person_id, replies in ((1, play.INTERESTED), (2, ("9",))):
        case = look.one(system.store, tables.cases, person_id=person_id)
        (attempt_id,) = play.planned(system, case_id=case.id)
        ref = play.place(system, attempt_id)
        play.talk(system, ref, *replies)
        play.hang_up(system, ref)
    agent, now = make.an_agent(system.store, clock=system.clock), system.clock.now()
    (lead,) = look.rows(system.store, tables.leads)
    leads.take(system, lead.id, agent, now)
    note = "Prefiere las tardes"
    lead_endings.close(
        system, lead.id, agent, result=LeadResult.ENROLLED_TRAINING, note=note, now=now
    )
    case_id = look.one(system.store, tables.cases, person_id=1).id
    inbound(system, make.ANA, "SM1", "gracias", case_id=case_id)
    inbound(system, make.CARLOS, "SM2", "¿quién es? soy Ana, la que regresó", case_id=None)
    a_request(system, make.CARLOS, case_id=case_id)
    make.stopped(system)
    return system


def a_request(system: System, number: str, case_id: int | None) -> None:
    """Somebody rang us and wants to be called."""
    with system.store.transaction() as connection:
        requests.add(
            connection,
            sid=f"CA{number}",
            kind="agent",
            case_id=case_id,
            number_hash=system.store.keyring.blind_index("number", number),
            number_sealed=number,
            at=system.clock.now(),
        )


def attempts_of(system: System, person_id: int) -> list[Any]:
    case = look.one(system.store, tables.cases, person_id=person_id)
    return look.rows(system.store, tables.attempts, case_id=case.id)


def inbound(system: System, number: str, sid: str, body: str, case_id: int | None = 1) -> None:
    """A text that came in and belongs to a case, or to nobody we know."""
    with system.store.transaction() as connection:
        connection.execute(
            tables.messages.insert().values(
                sid=sid, case_id=case_id, inbound=True, status="received", body=body,
                reply="de nada",
                number_hash=system.store.keyring.blind_index("number", number),
                at=system.clock.now(),
            )
        )  # fmt: skip


def pass_the_term(clock: ManualClock, days: int = 366) -> None:
    clock.advance(timedelta(days=days))


def secrets_of(system: System, person_id: int) -> set[bytes]:
    """Every sealed value and blind index that the database holds of a person, as it lies there,
    and the carrier's ids by which its own record is found."""
    path = system.settings.database_url.removeprefix("sqlite:///")
    talks = "SELECT conversations.id FROM conversations JOIN cases c ON c.id = case_id"
    of_case = "WHERE case_id IN (SELECT id FROM cases WHERE person_id = :person)"
    questions = (
        "SELECT name_sealed, document_sealed, document_hash, birth_date_sealed FROM people "
        "WHERE id = :person",
        "SELECT number_sealed, number_hash FROM phones WHERE person_id = :person",
        f"SELECT state FROM conversations {of_case}",
        "SELECT reply, value, state FROM turns "
        f"WHERE conversation_id IN ({talks} WHERE person_id = :person)",
        f"SELECT sid, number_hash, body, reply FROM messages {of_case} OR number_hash IN "
        "(SELECT number_hash FROM phones WHERE person_id = :person)",
        f"SELECT note FROM leads {of_case}",
        f"SELECT sid, number_hash, number_sealed FROM requests {of_case}",
        f"SELECT ref, carrier_sid, number_hash FROM attempts {of_case}",
    )
    with closing(sqlite3.connect(path)) as connection:
        rows = [
            row
            for question in questions
            for row in connection.execute(question, {"person": person_id})
        ]
    found = {value for row in rows for value in row if value is not None}
    return {value.encode() if isinstance(value, str) else value for value in found}


def in_the_files(system: System, secrets: set[bytes]) -> set[bytes]:
    """Which of these lie anywhere in the database's files, used or not."""
    path = Path(system.settings.database_url.removeprefix("sqlite:///"))
    raw = b"".join(p.read_bytes() for p in path.parent.glob(f"{path.name}*"))
    return {secret for secret in secrets if secret in raw}


def hashes(system: System, *numbers: str) -> set[bytes]:
    keyring = system.store.keyring
    return {keyring.blind_index("number", number).encode() for number in numbers}


def figures(system: System, now: datetime) -> ReportFigures:
    """The report's figures as of then."""
    with system.store.reading() as connection:
        return reports.report_figures(connection, campaigns.found(connection, "piloto"), now)


# On request ------------------------------------------------------------------------------------


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_nothing_of_an_erased_person_is_left_in_the_database_file(ended: System) -> None:
    """Not in a row, not in a freed page, not in the journal: only the suppression entries."""
    secrets = secrets_of(ended, 1)
    assert len(secrets) > 25
    assert in_the_files(ended, secrets) == secrets
    privacy.erase(ended, "lista-000000", make.COMMAND, ended.clock.now())
    assert ended.store.compact()
    document = ended.store.keyring.blind_index("document", DOCUMENT).encode()
    left = hashes(ended, make.ANA, make.CARLOS) | {document}
    assert in_the_files(ended, secrets) == left
    suppressed = look.rows(ended.store, tables.suppressions, source="erasure")
    assert {(row.number_hash or row.document_hash).encode() for row in suppressed} == left
    assert secrets_of(ended, 2) == in_the_files(ended, secrets_of(ended, 2))


def test_what_is_left_of_an_erased_person_tells_nothing(ended: System) -> None:
    """A place in the draw and what was counted; no trait, no number, no link to either."""
    privacy.erase(ended, "lista-000000", make.COMMAND, ended.clock.now())
    person = look.one(ended.store, tables.people, id=1)
    told = (person.name_sealed, person.document_sealed, person.document_hash, person.birth_year)
    assert told == (None, None, None, None)
    assert (person.returned_from, person.limits) == (None, None)
    assert person.returned_on == date(2024, 1, 1)  # the year, which the draw is verified with
    assert {p.number_sealed for p in look.rows(ended.store, tables.phones, person_id=1)} == {""}
    assert look.one(ended.store, tables.cases, person_id=1).interested
    other = look.one(ended.store, tables.people, id=2)
    assert other.name_sealed == "Luis Paz"
    assert look.rows(ended.store, tables.audit_log)[-1].action == "erased"


def test_the_report_still_counts_an_erased_person(ended: System) -> None:
    """With the same outcome; that they asked for this counts as the opt-out that it is."""
    now = ended.clock.now()
    before = figures(ended, now)
    privacy.erase(ended, "lista-000000", make.COMMAND, now)
    after = figures(ended, now)
    assert (after.persons, after.numbers) == (before.persons, before.numbers)
    assert len(after.as_json()) == len(before.as_json())


def test_an_erased_person_is_never_contacted_again_even_from_another_list(
    system: System, clock: ManualClock
) -> None:
    """Known again by document or number, should a ministry send them again."""
    make.a_list(system.store, people=(ANA,), clock=clock)
    make.a_campaign(system)
    privacy.erase(system, "lista-000000", make.COMMAND, clock.now())
    assert play.planned(system) == []
    assert look.one(system.store, tables.cases).closed_why == "opted_out"
    elsewhere = make.Invented(name="Ana Mejía", numbers=("+50499000009",), document=DOCUMENT)
    same_number = make.Invented(name="A. Mejía", numbers=(make.CARLOS,))
    make.a_list(system.store, people=(elsewhere, same_number), name="otra", clock=clock)
    make.known_again(system.store, "otra", clock=clock)
    make.a_campaign(system, name="otra", on="otra")
    assert play.planned(system) == []


def test_an_import_that_brings_an_erased_person_back_suppresses_them(
    ended: System, tmp_path: Path
) -> None:
    """By the document, under another number and another spelling; nobody else of the file."""
    now = ended.clock.now()
    privacy.erase(ended, "lista-000000", make.COMMAND, now)
    file = tmp_path / "nuevo.csv"
    file.write_text(
        f"Nombre;DNI;Teléfono;Municipio\nA. Mejia;{DOCUMENT};99887701;Danlí\n"
        "Rosa Díaz;0801199012399;99887702;Danlí\n",
        encoding="utf-8",
    )
    import_registry(
        ended.store,
        file,
        list_name="nuevo",
        country_code="hn",
        as_of=now.date(),
        is_sample=True,
        now=now,
    )
    back, other = look.rows(ended.store, tables.people)[-2:]
    assert len(look.rows(ended.store, tables.suppressions, person_id=back.id)) == 1
    assert look.rows(ended.store, tables.suppressions, person_id=other.id) == []


def test_the_draw_can_still_be_verified_after_somebody_was_erased_or_purged(
    ended: System, clock: ManualClock
) -> None:
    """Nothing that was committed to has changed."""
    assert verifying.verify(ended, "piloto").findings == []
    privacy.erase(ended, "lista-000000", make.COMMAND, clock.now())
    assert verifying.verify(ended, "piloto").findings == []
    pass_the_term(clock)
    privacy.purge(ended, make.COMMAND, clock.now())
    assert verifying.verify(ended, "piloto").findings == []


def test_a_person_is_found_by_a_number_that_only_they_have(ended: System) -> None:
    """Of several, the case has to be said: a request of one is not one of all."""
    assert privacy.person_to_erase(ended, number=make.CARLOS)[0] == "lista-000000"
    counts = privacy.person_to_erase(ended, case_code="lista-000000")[1]
    assert counts == {"people": 1, "numbers": 2, "conversations": 1, "texts": 1, "notes": 1}
    shared = make.Invented(name="Marta Paz", numbers=(make.CARLOS,))
    make.a_list(ended.store, people=(shared,), name="otra", clock=ended.clock)
    with pytest.raises(NotAllowed, match="lista-000000, otra-"):
        privacy.person_to_erase(ended, number=make.CARLOS)
    with pytest.raises(NotFound):
        privacy.person_to_erase(ended, number="+50499000099")
    with pytest.raises(NotFound):
        privacy.erase(ended, "nadie", make.COMMAND, ended.clock.now())


def test_nobody_is_erased_in_the_middle_of_a_call(system: System, clock: ManualClock) -> None:
    """The call ends as any other; then it works, and what was planned is gone."""
    make.a_list(system.store, people=(ANA,), clock=clock)
    make.a_campaign(system)
    ref = play.place(system)
    with pytest.raises(NotAllowed, match="llamada en curso"):
        privacy.erase(system, "lista-000000", make.COMMAND, clock.now())
    assert look.count(system.store, tables.suppressions) == 0
    play.hang_up(system, ref, CarrierResult.NO_ANSWER)
    privacy.erase(system, "lista-000000", make.COMMAND, clock.now())
    assert play.planned(system) == []


def test_nobody_is_erased_while_an_agent_calls_them(ended: System) -> None:
    """As in the middle of a call of ours."""
    now = ended.clock.now()
    phone = look.rows(ended.store, tables.phones, person_id=1)[1]
    lead = look.one(ended.store, tables.leads)
    with ended.store.transaction() as connection:
        call = {"user_id": lead.taken_by, "lead_id": lead.id, "phone_id": phone.id}
        call_id = agent_calls.begin(connection, ref="r", rung_at=now, **call) or 0
    with pytest.raises(NotAllowed, match="llamada en curso"):
        privacy.erase(ended, "lista-000000", make.COMMAND, now)
    with ended.store.transaction() as connection:
        ringing, over = (AgentCallState.RINGING,), AgentCallState.MISSED
        assert agent_calls.move(connection, call_id, ringing, over, ended_at=now)
    privacy.erase(ended, "lista-000000", make.COMMAND, now)


def test_nobody_is_asked_who_somebody_forgotten_was(ended: System) -> None:
    """There is nothing left to compare: what waited for a decision is void."""
    pair = {"person_id": 1, "other_id": 2, "score": 90.0, "why": "number"}
    now = ended.clock.now()
    with ended.store.transaction() as connection:
        connection.execute(tables.near_matches.insert().values(**pair, found_at=now))
    assert matches.waiting(ended, make.COMMAND, now).total == 1
    privacy.erase(ended, "lista-000000", make.COMMAND, now)
    assert matches.waiting(ended, make.COMMAND, now).total == 0


def test_a_late_webhook_of_an_erased_person_finds_nothing(ended: System) -> None:
    """The carrier may still repeat what it asked long ago."""
    (attempt,) = attempts_of(ended, 1)
    ref = attempt.ref
    privacy.erase(ended, "lista-000000", make.COMMAND, ended.clock.now())
    with pytest.raises(NotFound):
        play.advance(ended, ref, 1, "sí")
    (attempt,) = attempts_of(ended, 1)
    forgotten = attempt.ref
    with pytest.raises(NotFound):
        play.advance(ended, forgotten, 1, "sí")
    assert look.one(ended.store, tables.people, id=1).name_sealed is None


# After the term --------------------------------------------------------------------------------


def test_a_purge_waits_for_the_term(ended: System, clock: ManualClock) -> None:
    """Of the country, or of the campaign's own file; counted from the campaign's end."""
    pass_the_term(clock, days=364)
    assert privacy.due(ended, clock.now()).counts["people"] == 0
    privacy.purge(ended, make.COMMAND, clock.now())
    assert look.one(ended.store, tables.people, id=1).name_sealed == "Ana Mejía"
    pass_the_term(clock, days=2)
    found = privacy.due(ended, clock.now())
    assert found.campaigns == ("piloto",)
    assert found.counts == {
        "people": 2, "numbers": 3, "conversations": 2, "texts": 1, "notes": 1,
    }  # fmt: skip
    assert look.one(ended.store, tables.people, id=1).name_sealed == "Ana Mejía"


@pytest.mark.parametrize(("days", "people"), [(0, 1), (10, 0)])
def test_a_campaign_may_have_a_term_of_its_own(
    quick_system: System, days: int, people: int
) -> None:
    """`retention_days` in its file."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, retention_days=days)
    make.stopped(quick_system)
    assert privacy.due(quick_system, quick_system.clock.now()).counts["people"] == people


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_nothing_of_anybody_purged_is_left_in_the_database_file(
    ended: System, clock: ManualClock
) -> None:
    """Of both, but for the number and the document of the one who is never to be called again."""
    pass_the_term(clock)
    secrets = secrets_of(ended, 1) | secrets_of(ended, 2)
    assert in_the_files(ended, secrets) == secrets
    privacy.purge(ended, make.COMMAND, clock.now())
    assert ended.store.compact()
    document = ended.store.keyring.blind_index("document", LUIS.document or "").encode()
    assert in_the_files(ended, secrets) == hashes(ended, make.MARTA) | {document}


def test_the_statistics_of_a_purged_campaign_stay_as_they_were(
    ended: System, clock: ManualClock
) -> None:
    """Traits that are counted, and everything else that the report tells."""
    now = clock.now()
    before = figures(ended, now).as_json()
    pass_the_term(clock)
    privacy.purge(ended, make.COMMAND, clock.now())
    assert figures(ended, now).as_json() == before
    person = look.one(ended.store, tables.people, id=1)
    assert (person.birth_year, person.municipality) == (1990, "danli")
    attempts = look.rows(ended.store, tables.attempts)
    assert len({row.number_hash for row in attempts}) == 2


def test_who_is_on_a_list_that_is_still_needed_is_kept(ended: System, clock: ManualClock) -> None:
    """A person of two campaigns is forgotten after the later one; of a list without any, never."""
    make.a_list_of_known(ended.store, name="otra", person_ids=[1], clock=clock)
    pass_the_term(clock)
    assert privacy.due(ended, clock.now()).counts["people"] == 1
    privacy.purge(ended, make.COMMAND, clock.now())
    names = [row.name_sealed for row in look.rows(ended.store, tables.people)]
    assert names == ["Ana Mejía", None]
    make.a_campaign(ended, name="otra", on="otra")
    make.stopped(ended, "otra")
    pass_the_term(clock)
    privacy.purge(ended, make.COMMAND, clock.now())
    assert look.one(ended.store, tables.people, id=1).name_sealed is None


def test_a_purge_can_be_repeated_and_nobody_is_drawn_from_a_purged_list(
    ended: System, clock: ManualClock
) -> None:
    """The second finds nothing; a list of nobody is imported anew before it is drawn from."""
    pass_the_term(clock)
    assert privacy.purge(ended, make.COMMAND, clock.now()).counts["people"] == 2
    written = look.count(ended.store, tables.audit_log)
    assert privacy.purge(ended, make.COMMAND, clock.now()).counts["people"] == 0
    assert look.count(ended.store, tables.audit_log) == written
    with pytest.raises(NotAllowed, match="were forgotten"):
        make.a_campaign(ended, name="otra")


def test_who_never_wanted_to_be_contacted_is_known_again_after_a_purge(
    ended: System, clock: ManualClock
) -> None:
    """ "Never again" outlasts the name of who said it."""
    pass_the_term(clock)
    privacy.purge(ended, make.COMMAND, clock.now())
    again = make.Invented(name="Luis Paz", numbers=("+50499000055",), document=LUIS.document)
    make.a_list(ended.store, people=(again,), name="otra", clock=clock)
    make.known_again(ended.store, "otra", clock=clock)
    make.a_campaign(ended, name="otra", on="otra")
    other = look.one(ended.store, tables.campaigns, name="otra")
    assert play.planned(ended, campaign_id=other.id) == []


def test_what_strangers_wrote_goes_after_the_term_too(
    quick_system: System, clock: ManualClock
) -> None:
    """From numbers that nobody of the registry has."""
    inbound(quick_system, make.MARTA, "SM7", "¿quién es?", case_id=None)
    a_request(quick_system, make.CARLOS, case_id=None)
    privacy.purge(quick_system, make.COMMAND, clock.now())
    assert look.one(quick_system.store, tables.messages).body == "¿quién es?"
    pass_the_term(clock)
    privacy.purge(quick_system, make.COMMAND, clock.now())
    left = look.one(quick_system.store, tables.messages)
    assert (left.body, left.reply, left.sid) == ("", None, None)
    assert left.number_hash.encode() not in hashes(quick_system, make.MARTA)
    assert look.count(quick_system.store, tables.requests) == 0


# Nothing is left out ---------------------------------------------------------------------------


def test_every_secret_column_is_forgotten_or_kept_for_a_reason() -> None:
    """Whoever adds a column that identifies somebody decides here what becomes of it."""
    named = {
        f"{column.table.name}.{column.name}"
        for group in (
            forgetting.EMPTIED, forgetting.CLEARED, forgetting.REPLACED,
            forgetting.REMOVED, forgetting.KEPT,
            forgetting.TRAITS,
        )
        for column in group
    }  # fmt: skip
    secret = {
        f"{table.name}.{column.name}"
        for table in tables.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Sealed) or column.name.endswith(("_hash", "_sealed", "sid"))
    }
    assert secret <= named
