"""Whatever is changed in a draw afterwards is found, and named."""

import hashlib
import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from outreach.errors import NotAllowed
from outreach.rules.commitments import canonical
from outreach.store import tables
from outreach.system import System
from tests import look, make
from tests.outreach.draws import scene

Tampering = Callable[[System], None]


@pytest.fixture(autouse=True)
def drawn(system: System) -> bytes:
    """A drawn and running campaign; its commitment as published."""
    scene.a_draft_with_arms(system, size=30, replicate_size=10)
    published = scene.freeze(system).text
    scene.draw(system)
    scene.start(system)
    return published


def somebody(system: System, **wanted: Any) -> Any:
    """A case, with the case id of its person."""
    case = look.rows(system.store, tables.cases, **wanted)[0]
    return case, look.one(system.store, tables.people, id=case.person_id).case_code


def of_case(number: int) -> Any:
    return tables.people.c.case_code == scene.case(number)


def edit_frame(system: System, edit: Callable[[list[str]], list[str]]) -> None:
    row = look.one(system.store, tables.frames)
    lines = zlib.decompress(row.frame).decode().splitlines(keepends=True)
    changed = zlib.compress("".join(edit(lines)).encode())
    scene.change(system, tables.frames, tables.frames.c.campaign_id == 1, frame=changed)


def edit_commitment(system: System, *, whole: bool = False, **sample: Any) -> None:
    """Edits the commitment; `whole`: with its hash and the log, as somebody thorough would."""
    row = look.one(system.store, tables.frames)
    document = json.loads(row.commitment)
    document["sample"].update(sample)
    text = canonical(document)
    values: dict[str, Any] = {"commitment": text.decode()}
    if whole:
        sha256 = hashlib.sha256(text).hexdigest()
        values["commitment_sha256"] = sha256
        log = tables.campaign_log
        detail = dict(look.one(system.store, log, event="frozen").detail)
        scene.change(
            system, log, log.c.event == "frozen", detail={**detail, "commitment_sha256": sha256}
        )
    scene.change(system, tables.frames, tables.frames.c.campaign_id == 1, **values)


def test_an_untouched_draw_is_verified(system: System, drawn: bytes) -> None:
    """Also against what was published, and also after more was released."""
    assert scene.verify(system, drawn).findings == []
    scene.release(system, replicates=1)
    verdict = scene.verify(system, drawn)
    assert (verdict.findings, verdict.notes) == ([], [])


def test_a_person_added_to_the_registry_is_named(system: System) -> None:
    """Eligible today, and not in the frame."""
    make.a_list(system.store, people=[make.Invented()], name="otra", clock=system.clock)
    with system.store.transaction() as connection:
        connection.execute(
            tables.list_members.insert().values(list_id=1, person_id=61, eligible=True)
        )
    assert scene.verify(system).findings == [
        "otra-000060 is eligible in the registry and not in the frozen frame: added"
    ]


def test_a_person_removed_from_the_registry_is_named(system: System) -> None:
    """In the frame, and not eligible today."""
    member = tables.list_members.c.person_id == 8
    scene.change(system, tables.list_members, member, eligible=False)
    assert scene.verify(system).findings == [
        f"{scene.case(7)} is in the frozen frame and not eligible any more: removed"
    ]


def test_a_person_moved_to_another_stratum_is_named(system: System) -> None:
    """With where from and where to."""
    scene.change(system, tables.people, of_case(6), municipality="la_ceiba")
    assert scene.verify(system).findings == [
        f"{scene.case(6)} was moved from danli/F to la_ceiba/F"
    ]


def test_a_person_added_to_the_frozen_frame_is_found(system: System) -> None:
    """In which stratum, and by the name that the registry does not know."""
    edit_frame(system, lambda lines: [*lines, "nadie-000001,danli,F,nadie-000001\n"])
    findings = scene.verify(system).findings
    assert "the frozen frame was edited: its SHA-256 is not the one committed to" in findings
    assert (
        "the frozen frame differs in stratum danli/F: 10 people were committed, 11 are there"
    ) in findings
    assert "nadie-000001 is in the frozen frame and not eligible any more: removed" in findings


def test_a_person_removed_from_the_frozen_frame_is_found(system: System) -> None:
    """By the stratum, and by name, since the registry still has them."""
    edit_frame(system, lambda lines: [line for line in lines if scene.case(9) not in line])
    findings = scene.verify(system).findings
    assert f"{scene.case(9)} is eligible in the registry and not in the frozen frame: added" in (
        findings
    )
    assert any("differs in stratum" in finding for finding in findings)


def test_a_person_moved_in_the_frozen_frame_is_found(system: System) -> None:
    """Both strata are named."""
    edit_frame(
        system,
        lambda lines: [
            line.replace("danli,F", "danli,M") if scene.case(6) in line else line for line in lines
        ],
    )
    findings = scene.verify(system).findings
    assert f"{scene.case(6)} was moved from danli/M to danli/F" in findings
    for stratum in ("danli/F", "danli/M"):
        assert any(f"differs in stratum {stratum}:" in finding for finding in findings)


def test_a_frame_that_is_none_any_more_is_found(system: System) -> None:
    """Two lines exchanged, a line cut."""
    edit_frame(system, lambda lines: [*lines[:8], lines[9], lines[8], *lines[10:]])
    assert "stands twice in the frame, or in a wrong place" in scene.verify(system).findings[0]
    edit_frame(system, lambda lines: [lines[0], "cut\n"])
    assert "line 2 of the frame has 1 cells" in scene.verify(system).findings[0]


def test_another_seed_is_found(system: System) -> None:
    """It is not the sealed one, and it gives another assignment."""
    scene.change(system, tables.draws, tables.draws.c.campaign_id == 1, seed=scene.SECRET + "!")
    findings = scene.verify(system).findings
    assert findings[0].startswith("the seed was changed: the SHA-256 of this text is not the one")
    assert "frame, terms and seed give another assignment than the one that was recorded" in (
        findings
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("arm", "otro"),
        ("replicate", 9),
        ("stratum", "danli/X"),
        ("position", 999),
        ("order_key", "0" * 64),
        ("probability", 0.9),
    ],
)
def test_an_edited_case_is_named_with_what_was_edited(
    system: System, column: str, value: object
) -> None:
    """Whatever of the draw stands in it."""
    case, case_id = somebody(system, released_at=None)
    scene.change(system, tables.cases, tables.cases.c.id == case.id, **{column: value})
    findings = scene.verify(system).findings
    was = getattr(case, column)
    assert f"the case of {case_id} was edited: {column} is {value}, drawn was {was}" in findings


def test_a_case_that_was_removed_or_added_is_named(system: System) -> None:
    """One drawn person replaced by another who was not drawn."""
    case, gone = somebody(system)
    drawn = {row.person_id for row in look.rows(system.store, tables.cases)}
    other = next(p for p in look.rows(system.store, tables.people) if p.id not in drawn)
    scene.change(system, tables.cases, tables.cases.c.id == case.id, person_id=other.id)
    assert scene.verify(system).findings == [
        f"{other.case_code} has a case and was not drawn: added",
        f"{gone} was drawn and has no case: removed",
    ]


def test_an_edited_commitment_is_found(system: System, drawn: bytes) -> None:
    """By its hash; and by the published one, even if every hash here was made to fit."""
    edit_commitment(system, people=31)
    assert scene.verify(system).findings[0].startswith("the commitment was edited")
    edit_commitment(system, whole=True, people=31)
    assert not any("commitment was edited" in f for f in scene.verify(system).findings)
    assert scene.verify(system, drawn).findings[0] == (
        "the commitment is not the published one; what differs: sample.people"
    )
    assert "not a commitment" in scene.verify(system, b"{}").findings[0]


def test_a_record_of_the_draw_that_was_edited_is_found(system: System) -> None:
    """Its frame, its assignment, and whether the seed was committed to."""
    scene.change(
        system,
        tables.draws,
        tables.draws.c.campaign_id == 1,
        frame_sha256="0" * 64,
        assignment_sha256="0" * 64,
        committed=False,
    )
    assert scene.verify(system).findings == [
        "the record of the draw does not say truly whether the seed was committed to",
        "the record of the draw names another frame than the commitment",
        "frame, terms and seed give another assignment than the one that was recorded",
    ]


def test_somebody_released_behind_the_replicates_is_found(system: System) -> None:
    """A replicate is released whole or not at all, and with a record."""
    case, _ = somebody(system, replicate=2)
    now = system.clock.now()
    scene.change(system, tables.cases, tables.cases.c.id == case.id, released_at=now)
    findings = scene.verify(system).findings
    assert findings[0].startswith("replicate 2 is released in part: 1 of ")
    assert findings[1].startswith("replicate 2 is released without a record")


def test_a_replicate_out_of_order_needs_an_override_with_name_and_reason(system: System) -> None:
    """A record that was edited to look like any other release is found."""
    answers = scene.releasing.Override("M. Paz", "the telephone exchange of La Ceiba is down")
    scene.release(system, only=3, override=answers)
    assert scene.verify(system).findings == []
    third = tables.releases.c.replicate == 3
    scene.change(system, tables.releases, third, name=None)
    assert scene.verify(system).findings == [
        "the override for replicate 3 has no name or no reason"
    ]
    scene.change(system, tables.releases, third, why="operator")
    assert scene.verify(system).findings == [
        "replicate 3 was released before an earlier one, with no override"
    ]


def test_many_changes_are_told_in_few_lines(system: System) -> None:
    """The first twenty, and how many more."""
    scene.change(system, tables.cases, tables.cases.c.campaign_id == 1, arm="otro")
    findings = scene.verify(system).findings
    assert len(findings) == 21
    assert findings[-1].startswith("… and ")


def test_what_is_worth_knowing_is_noted(system: System) -> None:
    """A seed that was not committed to, and a frame that waits for its draw."""
    make.a_draft(system, name="otro", sample=10)
    with pytest.raises(NotAllowed, match="nothing to verify"):
        scene.verifying.verify(system, "otro")
    now = system.clock.now()
    scene.freezing.freeze(system, "otro", source=scene.SEALED, actor="ana", now=now)
    assert scene.verifying.verify(system, "otro").notes == ["it is frozen and not drawn yet"]
    make.a_draft(system, name="tercero", sample=10)
    scene.drawing.draw(system, "tercero", seed="semilla", actor="ana", now=now)
    assert scene.verifying.verify(system, "tercero").notes == [
        "the seed was not committed to before it was known"
    ]
