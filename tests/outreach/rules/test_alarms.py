"""When somebody has to look at a campaign."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from outreach.rules.alarms import ENOUGH, Alarm, Limits, Signs, alarms

LIMITS = Limits(opt_outs=0.05, complaints=2, carrier_errors=0.1, late=timedelta(minutes=10))
WELL = Signs(
    opt_outs=5,
    reached=100,
    complaints=1,
    failed=10,
    ended=100,
    waited=timedelta(minutes=10),
    clock_works=True,
)


def test_at_its_limits_a_campaign_is_well() -> None:
    """A limit is what is still borne."""
    assert alarms(WELL, LIMITS) == []


@pytest.mark.parametrize(
    ("sign", "alarm"),
    [
        ({"opt_outs": 6}, Alarm.OPT_OUTS),
        ({"complaints": 2}, Alarm.COMPLAINTS),
        ({"failed": 11}, Alarm.CARRIER),
        ({"waited": timedelta(minutes=11)}, Alarm.LATE),
        ({"clock_works": False}, Alarm.CLOCK),
    ],
)
def test_each_sign_past_its_limit_raises_its_own_alarm(sign: Any, alarm: Alarm) -> None:
    """And no other."""
    assert alarms(replace(WELL, **sign), LIMITS) == [alarm]


def test_a_share_of_a_few_says_nothing() -> None:
    """The first three of a morning may all be unlucky; a complaint is heard at once."""
    few = replace(WELL, opt_outs=3, reached=3, failed=ENOUGH - 1, ended=ENOUGH - 1)
    assert alarms(few, LIMITS) == []
    assert alarms(replace(few, complaints=2), LIMITS) == [Alarm.COMPLAINTS]


def test_the_most_urgent_comes_first() -> None:
    """Without the clock nothing else matters."""
    bad = replace(WELL, opt_outs=50, complaints=9, failed=50, clock_works=False)
    assert alarms(bad, LIMITS) == [Alarm.CLOCK, Alarm.COMPLAINTS, Alarm.OPT_OUTS, Alarm.CARRIER]
