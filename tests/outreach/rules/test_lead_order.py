"""Which lead an agent takes first."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.lead_order import LeadCard, order

NOW = datetime(2026, 11, 2, 15, tzinfo=UTC)


def ago(hours):
    return NOW - timedelta(hours=hours)


times = st.integers(-100, 100).map(ago)
cards = st.lists(
    st.builds(
        LeadCard,
        id=st.integers(1, 1000),
        created_at=times,
        agreed_at=st.none() | times,
        wants_now=st.booleans(),
        interested=st.booleans(),
        municipality=st.sampled_from([None, "danli", "choluteca"]),
        locale=st.sampled_from(["es", "es-HN", "en", "cab"]),
    ),
    max_size=12,
    unique_by=lambda card: card.id,
)


def test_due_promises_then_the_warmest_then_the_oldest_then_later_promises():
    """The whole order in one list, given upside down."""
    wanted = [
        LeadCard(1, ago(50), agreed_at=ago(3)),
        LeadCard(2, ago(90), agreed_at=NOW),
        LeadCard(3, ago(1), wants_now=True),
        LeadCard(4, ago(9)),
        LeadCard(5, ago(2)),
        LeadCard(6, ago(99), interested=False),
        LeadCard(7, ago(99), agreed_at=ago(-1), wants_now=True),
        LeadCard(8, ago(99), agreed_at=ago(-5)),
    ]
    assert order(reversed(wanted), NOW) == wanted


@given(cards, st.randoms())
def test_the_order_does_not_depend_on_that_of_the_input(leads, shuffler):
    """Two agents who look at once see the same list."""
    shuffled = list(leads)
    shuffler.shuffle(shuffled)
    assert order(shuffled, NOW) == order(leads, NOW)


@given(cards)
def test_no_lead_is_lost_and_no_due_promise_waits_behind_another_lead(leads):
    """The order is a permutation, with every promise that is due at its head."""
    ordered = order(leads, NOW)
    assert {lead.id for lead in ordered} == {lead.id for lead in leads}
    due = [lead.agreed_at is not None and lead.agreed_at <= NOW for lead in ordered]
    assert due == sorted(due, reverse=True)


@given(cards)
def test_an_agent_sees_only_what_they_can_work(leads):
    """Own municipalities or unknown ones, own languages whatever the country."""
    mine = order(leads, NOW, municipalities={"danli"}, languages={"es-HN"})
    able = [x for x in order(leads, NOW) if x.municipality != "choluteca" and x.locale[:2] == "es"]
    assert mine == able
