"""The pure half of `flask script understand`."""

import pytest

from flows.understanding.table import COLUMNS, label


def test_rows_keep_their_order_and_other_columns_are_dropped() -> None:
    """Every row comes out once, with exactly five columns."""
    rows = [
        {"question": "identity", "channel": "voice", "text": "sí", "note": "x"},
        {"question": "birth_year", "channel": "sms", "text": "87", "note": "y"},
    ]
    labelled = list(label(rows, "es-HN"))
    assert [tuple(row) for row in labelled] == [COLUMNS, COLUMNS]
    assert [(row["intent"], row["value"]) for row in labelled] == [("yes", ""), ("answer", "1987")]


def test_an_unknown_question_is_named_with_its_row() -> None:
    """A wrong file stops with the row that is wrong."""
    with pytest.raises(ValueError, match="row 1"):
        list(label([{"question": "shoe_size", "channel": "voice", "text": "41"}]))
