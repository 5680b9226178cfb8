"""What a country says outside a conversation, on the phone and in texts, in each language."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from flows.gsm7 import foreign_letters, segments

MOST_SEGMENTS = 2


def _affordable(text: str) -> str:
    if letters := foreign_letters(text):
        raise ValueError(f"{' '.join(letters)} would make each segment 70 letters short")
    if segments(text) > MOST_SEGMENTS:
        raise ValueError(f"takes more than {MOST_SEGMENTS} segments")
    return text


Text = Annotated[str, AfterValidator(_affordable)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Spoken(_Part):
    """What a caller hears: who we are, and nothing of what we call about; nobody's name."""

    apology: str  # when something failed while somebody was on the line
    neutral: str  # who we are, and goodbye
    menu: str  # who we are; 1 to be called, 9 never to be called
    who: str  # a shared number: asks the caller's name
    who_again: str
    noted: str
    opted_out: str
    goodbye: str


class ToAgents(_Part):
    """What an agent's own phone says. Until a key was pressed anybody may have picked it up, so
    `offer` and `call` name nobody and say nothing of what it is about."""

    offer: str  # somebody wants to talk; 1 accepts
    call: str  # the call that the agent asked for; 1 begins it
    whisper: str  # {name}, {municipality}, {services}
    whisper_person: str  # the same of somebody who only asked for a person
    unconfirmed: str  # nobody has checked that it is this person
    language: str  # {language}
    gone: str  # the person hung up, or another agent was faster
    no_answer: str  # the person called did not answer


class Written(_Part):
    """The same in texts."""

    who: Text
    who_again: Text
    offer: Text  # a person calls, or nobody ever does
    noted: Text
    opted_out: Text  # the reply to an opt-out that nobody asked for
    opted_out_household: Text  # the same where several have the number: asks for whom
    opted_out_one: Text  # the answer was a name
    signature: Text  # ends what an agent writes: who we are, how to be left alone
    signature_one_way: Text  # the same where texts cannot be answered: {callback_number}


class Words(_Part):
    """All of it in one language more than the country's own."""

    spoken: Spoken
    written: Written
