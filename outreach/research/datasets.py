"""The five tables of the research bundle, variable by variable.

Nothing here is a name, a number, a document or a word that anybody said: what was understood is
there, what was heard is not. A moment is its local day and hour, a length a multiple of 15
seconds.
"""

from flows.medium import Medium
from flows.understanding.heard import Intent
from outreach.channels import Channel
from outreach.research.codebook import Dataset, code, decimal, flag, key, named, of_enum, whole
from outreach.rules.dispositions import AnsweredBy, CarrierResult, Disposition, OutcomeClass
from outreach.rules.states import AttemptState, CaseState, LeadResult, LeadState

SERVICES = ("training", "employment", "entrepreneurship")
BACKGROUND = ("stratum", "municipality", "sex", "age_band", "return_year")
_SMALL = "withheld where fewer than k people share it; see README.md"
_DAY = "0 is the day of the first release"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DISPOSITIONS = {d.value: f"{d.code} {d.value.replace('_', ' ')}" for d in Disposition}
_CLASSES = {
    "I": "complete interview", "P": "partial interview", "R": "refusal or break-off",
    "NC": "no contact with the person", "O": "other obstacle",
    "UH": "eligibility unknown, number may reach nobody",
    "UO": "eligibility unknown, somebody is or was there", "NE": "not eligible",
}  # fmt: skip
assert set(_CLASSES) == set(OutcomeClass)  # noqa: S101  a class without a label is a mistake of ours

_services = tuple(flag(name, f"Wants {name}") for name in SERVICES)

PERSONS = Dataset(
    "persons",
    "Everybody who was drawn",
    (
        key("person", "The person, in all tables of this bundle"),
        key("cluster", "Those drawn together because they share a number"),
        *(
            named(name, label, _SMALL)
            for name, label in zip(
                BACKGROUND,
                ("Stratum of the draw", "Municipality in the registry", "Sex, F or M",
                 "Age reached in the year of the list, banded", "Year of return"),
                strict=True,
            )
        ),
        flag("withheld", "Something of the five before is withheld"),
        whole("replicate", "Replicate of the draw"),
        named("arm", "Arm of the experiment; empty where there is none"),
        decimal("probability", "Probability of inclusion in the draw"),
        code("state", "Where the case stands", of_enum(CaseState)),
        flag("released", "Released for contact"),
        flag("attempted", "With an attempt that was made"),
        flag("contacted", "A human being was heard"),
        flag("identified", "Confirmed to be the person"),
        flag("validated", "Said whether they want to take part"),
        flag("interested", "Wants to take part; empty where never answered"),
        flag("opted_out", "Asked not to be contacted any more"),
        code("disposition", "What the person's attempts amount to", _DISPOSITIONS),
        code("outcome_class", "AAPOR's class of the disposition", _CLASSES),
        whole("calls", "Attempts of ours that were made"),
        whole("first_contact", "Number of the attempt that first reached a human being"),
        whole("first_interview", "Number of the attempt that first was an interview"),
        whole("days", "Days from release to first contact, or to where following ended"),
        code("lead", "State of the lead; empty where there is none", of_enum(LeadState)),
        code("lead_result", "What came of the lead", of_enum(LeadResult)),
        flag("lead_taken", "An agent took the lead"),
    ),
)  # fmt: skip

ATTEMPTS = Dataset(
    "attempts",
    "Every call and text with a drawn person, planned ones too",
    (
        key("attempt", "The attempt"),
        key("person", "The person"),
        key("number", "The telephone number, the same for all who share it"),
        whole("ordinal", "How many attempts of ours were made up to this one"),
        whole("rank", "Rank of the number among the person's"),
        code("medium", "Call or text", of_enum(Medium)),
        flag("inbound", "The person came to us"),
        flag("to_appointment", "At a time that the person had asked for"),
        code("state", "State of the attempt", of_enum(AttemptState)),
        flag("made", "It reached the carrier, as far as anybody knows"),
        whole("day", "Local day on which it began", _DAY),
        code("weekday", "Local day of the week",
             {str(number): name for number, name in enumerate(_WEEKDAYS)}),
        whole("hour", "Local hour in which it began, 0 to 23"),
        code("result", "How the carrier says that it ended", of_enum(CarrierResult)),
        whole("sip_code", "The network's SIP code"),
        code("answered_by", "Verdict of the machine detection", of_enum(AnsweredBy)),
        flag("left_message", "A message was left with a machine"),
        whole("seconds", "Length, rounded down to 15 seconds"),
        named("last_step", "How far the script went"),
        whole("script_version", "Version of the script that was spoken"),
        code("disposition", "What it amounted to", _DISPOSITIONS),
        code("outcome_class", "AAPOR's class of the disposition", _CLASSES),
        flag("human", "A human being was heard"),
        flag("counts", "It is the one that the person's disposition is of"),
        flag("counts_for_number", "It is the one that the number's disposition is of"),
        decimal("price", "What the carrier charged"),
        named("currency", "Currency of the price"),
    ),
)  # fmt: skip

TURNS = Dataset(
    "turns",
    "What was understood at each question; never what was said",
    (
        key("attempt", "The attempt"),
        key("person", "The person"),
        whole("turn", "Number of the reply within the conversation"),
        named("step", "Question of the script"),
        code("intent", "What was understood", of_enum(Intent)),
        decimal("confidence", "Of the speech recogniser, 0 to 1"),
    ),
)

MESSAGES = Dataset(
    "messages",
    "Texts sent and received; never what they say",
    (
        key("attempt", "The attempt; empty where it belongs to none"),
        key("person", "The person"),
        flag("inbound", "Written by the person"),
        code("channel", "How it was sent", of_enum(Channel)),
        named("status", "Where the carrier says that it got"),
        whole("segments", "Segments that are paid for"),
        decimal("price", "What the carrier charged"),
        named("currency", "Currency of the price"),
        whole("day", "Local day", _DAY),
        whole("hour", "Local hour, 0 to 23"),
    ),
)

LEADS = Dataset(
    "leads",
    "People whom an agent has to call, or has called",
    (
        key("person", "The person"),
        key("attempt", "The attempt that it came of"),
        key("agent", "The agent who took it"),
        code("state", "State of the lead", of_enum(LeadState)),
        flag("interested", "Wants to take part; else only asked for a person"),
        flag("wants_now", "Wanted to talk at once"),
        *_services,
        flag("promised", "A time was agreed"),
        whole("day", "Local day on which it came", _DAY),
        whole("hour", "Local hour, 0 to 23"),
        whole("wait_minutes", "From its coming, or the time agreed, to an agent; down to 15"),
        code("result", "What came of it", of_enum(LeadResult)),
    ),
)

DATASETS = (PERSONS, ATTEMPTS, TURNS, MESSAGES, LEADS)
