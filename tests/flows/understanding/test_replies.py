"""Labelled replies, each read as a good operator would note it down."""

import csv
from pathlib import Path

import pytest

from flows.understanding.table import label

_ROOT = Path(__file__).parents[3]
FILES = (_ROOT / "samples" / "utterances.csv", *sorted(Path(__file__).parent.glob("*.csv")))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_labelled_reply_is_read_as_labelled(path: Path) -> None:
    """Intent and value of every row agree with its label."""
    rows = _rows(path)
    wrong = [
        f"{row['question']}: {row['text']!r} should be {row['intent']};{row['value']}, "
        f"is {got['intent']};{got['value']}"
        for row, got in zip(rows, label(rows), strict=True)
        if (got["intent"], got["value"]) != (row["intent"], row["value"] or "")
    ]
    assert not wrong, "\n".join(wrong)


def test_there_are_many_more_labelled_replies_than_the_sample_has() -> None:
    """Our own replies outnumber the 280 of the sample and cover every question and intent."""
    own = [row for path in FILES[1:] for row in _rows(path)]
    seen = {(row["question"], row["intent"]) for row in _rows(FILES[0])}
    assert len(own) >= 1000
    assert len(seen - {(row["question"], row["intent"]) for row in own}) <= 5


def test_no_consent_and_no_opt_out_is_made_of_anything_else() -> None:
    """Over all labelled replies no refusal becomes a yes, nothing becomes an opt-out."""
    rows = [row for path in FILES for row in _rows(path)]
    for row, got in zip(rows, label(rows), strict=True):
        if got["intent"] in ("yes", "opt_out"):
            assert row["intent"] == got["intent"], row["text"]
