"""The commitment: canonical, complete, and read back as it was written."""

import hashlib
import json
from datetime import UTC, datetime

import pytest

from outreach.rules.arms import Arm
from outreach.rules.commitments import (
    BadCommitment,
    Circumstances,
    canonical,
    commit,
    differences,
    read_commitment,
)
from outreach.rules.frames import frame_sha256, strata_of
from outreach.rules.sampling import Terms
from outreach.rules.seeds import Drand, Stated
from tests.outreach.rules.frames_made import a_frame

FRAME = a_frame({"danli/F": 30, "danli/M": 31}, sharing=[("danli/F-001", "danli/M-001")])
TERMS = Terms(20, 5, (Arm("control", 1), Arm("notice", 2)))
ABOUT = Circumstances(
    campaign="picc",
    list_name="retornados de Danlí",
    list_sha256="ab" * 32,
    frozen_at=datetime(2026, 11, 3, 16, 0, tzinfo=UTC),
    cluster_limit=20,
    duplicates=1,
    code={"convoca": "0.1.0"},
)


def committed(source=Drand("quicknet", 40_000_000), terms=TERMS):  # noqa: B008 – it is frozen
    return commit(FRAME, frame_sha256(FRAME), terms, source, ABOUT)


def test_a_commitment_says_all_that_decides_the_draw_but_the_seed():
    """Frame, rule, sizes, arms, strata and where the seed will come from."""
    made = committed()
    document = json.loads(made.text)
    assert document["frame"]["sha256"] == frame_sha256(FRAME)
    assert (document["frame"]["people"], document["frame"]["units"]) == (61, 60)
    assert document["sample"] == {
        "people": 20, "replicate_people": 5, "replicates": 4, "size_is_exact": True,
    }  # fmt: skip
    assert document["arms"] == [{"name": "control", "share": 1}, {"name": "notice", "share": 2}]
    assert document["seed"]["round"] == 40_000_000
    assert document["rule"] == "hmac-sha256/2"
    assert made.committed
    assert not committed(Stated()).committed


def test_it_is_canonical_and_read_back_as_it_was():
    """Sorted, ASCII, one LF at the end; the same document gives the same bytes."""
    made = committed()
    assert made.text.isascii()
    assert made.text.endswith(b"}\n")
    again = read_commitment(made.text)
    assert again.text == made.text == canonical(dict(reversed(made.document.items())))
    assert again.sha256 == hashlib.sha256(made.text).hexdigest()
    assert (again.terms, again.source) == (TERMS, Drand("quicknet", 40_000_000))
    assert again.strata == strata_of(FRAME)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda d: d.pop("sample"), "sample"),
        (lambda d: d["seed"].update(source="dice"), "dice"),
        (lambda d: d.update(rule="hmac-sha256/1"), "hmac-sha256/1"),
        (lambda d: d["frame"].update(strata=[{"name": "x"}]), "not a commitment"),
    ],
)
def test_what_is_no_commitment_to_this_rule_is_refused(change, says):
    """A part is missing, or it is to another rule."""
    document = json.loads(committed().text)
    change(document)
    with pytest.raises(BadCommitment, match=says):
        read_commitment(canonical(document))
    with pytest.raises(BadCommitment, match="not a commitment"):
        read_commitment(b"nothing")


def test_what_differs_between_two_is_named():
    """By its place in the document."""
    one = committed().document
    other = committed(terms=Terms(20, 10, TERMS.arms)).document
    assert differences(one, other) == ["sample.replicate_people", "sample.replicates"]
    assert differences(one, one) == []
