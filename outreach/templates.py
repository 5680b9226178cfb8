"""Whether the template that WhatsApp approved says what the script writes first."""

from datetime import UTC, datetime

from flows import engine
from flows.medium import Medium
from flows.sentences import Sentence, sentence
from flows.turn import Context, Person
from outreach.beginnings import say
from outreach.setups import Setup

NAME = "{{1}}"  # what stands for the person's name in an approved template
_SOMEBODY = "Nombre"
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # what is said first does not depend on it


def first_text(setup: Setup) -> str:
    """What the campaign's conversation writes first, as a template has to have it."""
    person = Person(_SOMEBODY, None, None, setup.script.locale)
    context = Context(person, _ANY_TIME, lambda _day: None)
    turn = engine.begin(setup.script, context, Medium.TEXT)
    written = say(setup, turn.says, Medium.TEXT, setup.script.locale)
    return written.replace(_SOMEBODY, NAME)


def fault(setup: Setup) -> Sentence | None:
    """Why the template does not fit the script; None where it does, or there is none."""
    approved = setup.file.whatsapp_text
    if approved is None:
        return None
    first = first_text(setup)
    if approved.split() == first.split():
        return None
    return sentence(
        "whatsapp_text is not what the script writes first; the template has to be: %(text)s",
        text=first,
    )
