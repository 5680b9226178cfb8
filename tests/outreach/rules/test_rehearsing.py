"""Whether a campaign was rehearsed well enough to start."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from outreach.rules.rehearsing import GIVEN_UP_AFTER, Lack, Rehearsed, is_under_way, lack

NOW = datetime(2026, 11, 3, 16, 0, tzinfo=UTC)
GOOD = Rehearsed(
    script_version=4, begun_at=NOW - timedelta(hours=1), ended=True, failed=False, looked_at=True
)


def test_one_that_came_to_its_end_and_was_looked_at_is_enough() -> None:
    """Of the version of the script that will be spoken."""
    assert lack(GOOD, 4, NOW) is None


@pytest.mark.parametrize(
    ("last", "missing"),
    [
        (None, Lack.NONE_YET),
        (replace(GOOD, looked_at=False), Lack.NOT_LOOKED_AT),
        (replace(GOOD, script_version=3), Lack.OTHER_SCRIPT),
        (replace(GOOD, failed=True, looked_at=False), Lack.FAILED),
        (replace(GOOD, ended=False, begun_at=NOW), Lack.UNDER_WAY),
        (replace(GOOD, ended=False, begun_at=NOW - GIVEN_UP_AFTER), Lack.FAILED),
    ],
)
def test_anything_less_is_named(last: Rehearsed | None, missing: Lack) -> None:
    """So that an operator knows what to do next."""
    assert lack(last, 4, NOW) is missing


def test_one_whose_machine_died_is_given_up() -> None:
    """Another may begin then."""
    begun = replace(GOOD, ended=False, begun_at=NOW)
    assert is_under_way(begun, NOW + GIVEN_UP_AFTER - timedelta(seconds=1))
    assert not is_under_way(begun, NOW + GIVEN_UP_AFTER)
    assert not is_under_way(GOOD, NOW)
    assert not is_under_way(None, NOW)
