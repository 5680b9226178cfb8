"""What an attempt, and a person's attempts together, amount to."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.medium import Medium
from flows.turn import Outcome
from outreach.rules.aapor import TABLE
from outreach.rules.dispositions import (
    AnsweredBy,
    AttemptFacts,
    CarrierResult,
    Disposition,
    Fault,
    OutcomeClass,
    decide,
    final_disposition,
    is_warm,
)

VOICE, TEXT = Medium.VOICE, Medium.TEXT
COMPLETED = CarrierResult.COMPLETED

# Every code of method.md §1 and its class.
STANDARD = {
    "I": "1.1".split(),
    "P": "1.2".split(),
    "R": "2.112 2.111 2.12".split(),
    "NC": "2.21 2.22 2.25".split(),
    "O": "2.31 2.32 2.33".split(),
    "UO": "3.21 3.3".split(),
    "UH": "3.11 3.12 3.13 3.14 3.15 3.16 3.19".split(),
    "NE": "4.1 4.7 4.81".split(),
}

facts = st.builds(
    AttemptFacts,
    medium=st.sampled_from(Medium),
    result=st.sampled_from(CarrierResult),
    fault=st.none() | st.sampled_from(Fault),
    sip_code=st.none() | st.integers(-1, 999),
    answered_by=st.none() | st.sampled_from(AnsweredBy),
    spoke=st.booleans(),
    outcome=st.none() | st.sampled_from(Outcome),
    identified=st.booleans(),
    opted_out=st.booleans(),
    interest=st.none() | st.booleans(),
)


def call(result=COMPLETED, **known):
    return decide(AttemptFacts(VOICE, result, **known))


def text(result=CarrierResult.DELIVERED, **known):
    return decide(AttemptFacts(TEXT, result, **known))


def test_every_combination_of_facts_has_exactly_one_disposition():
    """decide is total: no product of the facts raises, and each answer stands in the table."""
    combinations = itertools.product(
        Medium,
        CarrierResult,
        [None, *Fault],
        [None, 200, 404, 408, 480, 484, 486, 487, 503, 600, 603, 604],
        [None, *AnsweredBy],
        [False, True],
        [None, *Outcome],
        [False, True],
    )
    seen = {decide(AttemptFacts(*combination)) for combination in combinations}
    assert seen <= set(TABLE)
    assert len(seen) > 20


@given(facts)
def test_deciding_never_raises_and_is_always_the_same(known):
    """The same facts are the same disposition, whatever they are."""
    assert decide(known) is decide(known)
    assert isinstance(is_warm(known), bool)


@given(facts)
def test_an_interview_needs_identity_and_an_answer_about_interest(known):
    """Nobody counts as interviewed who was not identified, or was never asked."""
    answered = known.interest is not None or known.outcome in (
        Outcome.INTERESTED,
        Outcome.NOT_INTERESTED,
    )
    assert (decide(known) is Disposition.INTERVIEW) == (known.identified and answered)


@given(facts)
def test_an_opt_out_ends_contact_or_is_part_of_something_that_names_the_person(known):
    """After an opt-out the disposition is final, or says that the number is a stranger's."""
    if known.opted_out:
        disposition = decide(known)
        assert disposition.final or disposition is Disposition.WRONG_NUMBER
        assert not is_warm(known)


def test_validated_and_not_interested_is_a_complete_interview():
    """A no is an answer, not a refusal."""
    assert call(identified=True, interest=False) is Disposition.INTERVIEW
    assert Disposition.INTERVIEW.outcome_class is OutcomeClass.I


def test_an_interview_stays_one_after_a_hang_up_or_an_opt_out():
    """What was answered was answered, however the call ended."""
    assert call(identified=True, interest=True) is Disposition.INTERVIEW
    ended = {"identified": True, "interest": True, "opted_out": True}
    assert call(outcome=Outcome.OPT_OUT, **ended) is Disposition.INTERVIEW


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({"identified": True, "outcome": Outcome.UNANSWERED}, "1.2"),
        ({"identified": True, "outcome": Outcome.HUMAN}, "1.2"),
        ({"identified": True, "outcome": Outcome.REFUSED}, "2.112"),
        ({"identified": True, "outcome": Outcome.OPT_OUT}, "2.112"),
        ({"outcome": Outcome.REFUSED}, "2.111"),
        ({"opted_out": True}, "2.111"),
        ({"identified": True}, "2.12"),
        ({"identified": True, "outcome": Outcome.CALLBACK}, "2.12"),
        ({"outcome": Outcome.NOT_HERE}, "2.21"),
        ({"outcome": Outcome.VOICEMAIL}, "3.14"),
        ({"answered_by": AnsweredBy.MACHINE}, "3.14"),
        ({"answered_by": AnsweredBy.MACHINE, "outcome": Outcome.UNANSWERED}, "3.14"),
        ({"outcome": Outcome.DECEASED}, "2.31"),
        ({"outcome": Outcome.DECEASED, "opted_out": True}, "2.31"),
        ({"outcome": Outcome.LANGUAGE}, "2.33"),
        ({}, "3.21"),
        ({"answered_by": AnsweredBy.UNKNOWN}, "3.21"),
        ({"spoke": True, "outcome": Outcome.UNANSWERED}, "3.21"),
        ({"outcome": Outcome.CALLBACK}, "3.21"),
        ({"outcome": Outcome.HUMAN}, "3.21"),
        ({"outcome": Outcome.UNVERIFIED}, "3.21"),
        ({"outcome": Outcome.WRONG_NUMBER}, "3.3"),
        ({"outcome": Outcome.AWAY}, "4.1"),
    ],
)
def test_an_answered_call_has_the_code_of_the_method(known, code):
    """The assignment of method.md §1, line by line."""
    assert call(**known).code == code


@pytest.mark.parametrize(
    ("result", "known", "expected"),
    [
        (CarrierResult.BUSY, {}, Disposition.BUSY),
        (CarrierResult.NO_ANSWER, {}, Disposition.NO_ANSWER),
        (CarrierResult.FAILED, {"sip_code": 486}, Disposition.BUSY),
        (CarrierResult.FAILED, {"sip_code": 600}, Disposition.BUSY),
        (CarrierResult.FAILED, {"sip_code": 480}, Disposition.NO_ANSWER),
        (CarrierResult.FAILED, {"sip_code": 487}, Disposition.NO_ANSWER),
        (CarrierResult.FAILED, {"sip_code": 603}, Disposition.REJECTED),
        (CarrierResult.FAILED, {"sip_code": 404}, Disposition.INVALID_NUMBER),
        (CarrierResult.FAILED, {"sip_code": 503}, Disposition.OUR_FAULT),
        (CarrierResult.FAILED, {"fault": Fault.NUMBER}, Disposition.INVALID_NUMBER),
        (CarrierResult.FAILED, {"fault": Fault.OURS}, Disposition.OUR_FAULT),
        (CarrierResult.FAILED, {"fault": Fault.TRANSIENT}, Disposition.OUR_FAULT),
        (CarrierResult.FAILED, {"fault": Fault.AMBIGUOUS}, Disposition.UNREACHABLE),
        (CarrierResult.FAILED, {}, Disposition.UNREACHABLE),
        (CarrierResult.CANCELED, {}, Disposition.OUR_FAULT),
        (CarrierResult.NOT_PLACED, {}, Disposition.OUR_FAULT),
        (CarrierResult.NOT_PLACED, {"fault": Fault.AMBIGUOUS}, Disposition.OUR_FAULT),
        (CarrierResult.NOT_PLACED, {"fault": Fault.NUMBER}, Disposition.INVALID_NUMBER),
        (CarrierResult.UNKNOWN, {}, Disposition.UNKNOWN),
        (CarrierResult.UNKNOWN, {"spoke": True}, Disposition.HUNG_UP),
        (CarrierResult.UNKNOWN, {"outcome": Outcome.UNANSWERED}, Disposition.HUNG_UP),
        (COMPLETED, {"answered_by": AnsweredBy.FAX}, Disposition.FAX),
    ],
)
def test_a_call_nobody_answered_is_what_the_network_says(result, known, expected):
    """SIP and carrier codes as in method.md §1; what was never dialled is never counted."""
    assert call(result, **known) is expected


@pytest.mark.parametrize(
    ("result", "known", "expected"),
    [
        (CarrierResult.DELIVERED, {}, Disposition.TEXT_UNANSWERED),
        (CarrierResult.SENT, {}, Disposition.TEXT_UNANSWERED),
        (CarrierResult.DELIVERED, {"spoke": True}, Disposition.HUNG_UP),
        (CarrierResult.UNDELIVERED, {}, Disposition.INVALID_NUMBER),
        (CarrierResult.UNDELIVERED, {"fault": Fault.TRANSIENT}, Disposition.UNREACHABLE),
        (CarrierResult.UNDELIVERED, {"fault": Fault.AMBIGUOUS}, Disposition.UNREACHABLE),
        (CarrierResult.NOT_PLACED, {"fault": Fault.PERSON}, Disposition.REJECTED),
        (CarrierResult.CANCELED, {}, Disposition.OUR_FAULT),
        (CarrierResult.BUSY, {}, Disposition.UNKNOWN),
    ],
)
def test_a_text_is_what_became_of_it(result, known, expected):
    """A delivered text with nothing back is 3.19; one that cannot arrive is a dead number."""
    assert text(result, **known) is expected


def test_an_ambiguous_code_never_burns_a_number():
    """Twilio's 13224 comes with SIP 404 when the carrier is down (twilio.md §3)."""
    unclear = call(CarrierResult.FAILED, fault=Fault.AMBIGUOUS, sip_code=404)
    assert unclear is Disposition.UNREACHABLE


def test_a_dead_number_is_not_eligible_in_the_number_based_table():
    """3.3 of the person is 4.3 of the number."""
    assert Disposition.INVALID_NUMBER.number_code == "4.3"
    assert Disposition.INVALID_NUMBER.number_class is OutcomeClass.NE
    assert Disposition.INVALID_NUMBER.outcome_class is OutcomeClass.UO
    assert Disposition.BUSY.number_code == Disposition.BUSY.code


def test_the_table_has_every_disposition_once_and_every_code_of_the_method():
    """Each code belongs to one class, the standard's, and no two labels are the same."""
    assert set(TABLE) == set(Disposition)
    classes = {(row.code, row.outcome_class.value) for row in TABLE.values()}
    assert classes == {(code, name) for name, codes in STANDARD.items() for code in codes} | {
        ("3.9", "UO")
    }
    assert len({row.label for row in TABLE.values()}) == len(TABLE)


def test_a_lead_is_due_for_the_interested_and_for_whoever_wants_a_person():
    """Warm: a confirmed person who is interested, a wish for an agent, a language not ours."""

    def warm(**known):
        return is_warm(AttemptFacts(VOICE, COMPLETED, **known))

    assert warm(identified=True, interest=True)
    assert warm(identified=True, outcome=Outcome.HUMAN)
    assert warm(identified=True, outcome=Outcome.HUMAN, interest=False)
    assert warm(outcome=Outcome.LANGUAGE)
    assert warm(outcome=Outcome.HUMAN)
    assert not warm(outcome=Outcome.HUMAN, opted_out=True)
    assert not warm(outcome=Outcome.INTERESTED, interest=True)
    assert not warm(identified=True, interest=False)
    assert not warm(identified=True, interest=False, outcome=Outcome.LANGUAGE)
    assert not warm(identified=True, interest=True, opted_out=True)


def test_a_person_without_attempts_was_never_dialled():
    """No attempt is 3.11."""
    assert final_disposition([]) is Disposition.NEVER_DIALLED
    assert Disposition.NEVER_DIALLED.code == "3.11"


@given(st.lists(st.sampled_from(Disposition)))
def test_known_eligibility_is_never_lost(dispositions):
    """One attempt that shows eligibility decides, whatever comes before or after."""
    unknown = {OutcomeClass.UH, OutcomeClass.UO}
    known = any(d.outcome_class not in unknown for d in dispositions)
    assert (final_disposition(dispositions).outcome_class not in unknown) == known


@given(st.lists(st.sampled_from(Disposition), min_size=1))
def test_the_final_disposition_is_one_of_the_attempts(dispositions):
    """It is chosen, never invented."""
    assert final_disposition(dispositions) in dispositions


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    list(
        itertools.pairwise(
            [
                Disposition.INTERVIEW,
                Disposition.PARTIAL,
                Disposition.REFUSED,
                Disposition.BROKE_OFF,
                Disposition.NOT_HERE,
                Disposition.HUNG_UP,
                Disposition.MACHINE,
                Disposition.NO_ANSWER,
                Disposition.OUR_FAULT,
            ]
        )
    ),
)
def test_the_stronger_disposition_wins_in_either_order(stronger, weaker):
    """Interview, refusal, other human contact, machine, no contact."""
    assert final_disposition([stronger, weaker]) is stronger
    assert final_disposition([weaker, stronger]) is stronger


def test_of_equals_the_latest_counts():
    """After 'wrong number' on one phone, the machine on the other is what remains."""
    assert final_disposition([Disposition.WRONG_NUMBER, Disposition.MACHINE]) is (
        Disposition.MACHINE
    )
    assert final_disposition([Disposition.BUSY, Disposition.NO_ANSWER]) is Disposition.NO_ANSWER
