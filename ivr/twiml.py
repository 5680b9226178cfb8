"""A turn → TwiML, through the carrier's own builder."""

from typing import TYPE_CHECKING, Any

from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from flows.medium import Medium
from flows.phrases import audio, hints_in, phrase, phrase_locale
from flows.turn import Line
from outreach.agents.lead_calls import Joined
from outreach.agents.phone import Heard
from outreach.agents.transfers import Live, Place
from outreach.conversations import Said
from outreach.reception import Desk

if TYPE_CHECKING:
    from outreach.carrier.profile import Profile
    from outreach.countries import CountryPack, LocaleVoice

_SILENCE_SECONDS = 6  # how long a person may think before the question is asked again
_PAUSE_ENDS_SPEECH = 2  # seconds; people hesitate in the middle of a sentence
_LOOKS_EVERY = 5  # seconds in which whoever waits for an agent may press a key
_AGENT_PRESSES = 8  # seconds from the end of the offer
_PERSON_RINGS = 25  # seconds, of a call that an agent makes
_LONGEST_TALK = 3600


def spoken(said: Said, carrier: "Profile") -> str:
    """What the carrier is to do now: say the lines, then listen, or say goodbye."""
    response = VoiceResponse()
    expects = said.turn.expects
    if said.live is not None and said.live.place is not Place.WAIT:
        return _met(response, said, said.live, carrier)
    if expects is None:
        for line in said.turn.says:
            _add(response, said, line, carrier)
        response.hangup()
        return str(response)
    gather = Gather(
        action=f"/voice/{said.ref}/{said.number}",
        num_digits=expects.keys,
        **listening(carrier, _voice(said, said.locale).recogniser, _hints(said, expects.hints)),
    )
    if said.live is not None:
        gather.attrs["timeout"] = _LOOKS_EVERY
    for line in said.turn.says:
        _add(gather, said, line, carrier)
    response.append(gather)
    return str(response)


def _met(response: VoiceResponse, said: Said, live: Live, carrier: "Profile") -> str:
    """Goes where the person meets the agent: in a room, or by ringing the agent's own phone."""
    for line in said.turn.says:
        _add(response, said, line, carrier)
    parted = f"/voice/{said.ref}/parted"
    if live.place is Place.JOIN:
        dial = Dial(action=parted, method="POST", time_limit=_LONGEST_TALK)
        _room(dial, live.room)
    else:
        dial = Dial(
            action=parted, method="POST", timeout=live.ring_seconds, time_limit=_LONGEST_TALK
        )
        dial.number(live.phone, url=f"/voice/agent/{live.call}/0", method="POST")
    response.append(dial)
    return str(response)


def _room(dial: Dial, name: str) -> None:
    dial.conference(name, beep="false", end_conference_on_exit=True, max_participants=2)


def to_agent(heard: Heard, ref: str, country: "CountryPack", carrier: "Profile") -> str:
    """What an agent's phone says, and what it does then."""
    voice = country.voice_of(country.locale)
    response = VoiceResponse()
    verb: VoiceResponse | Gather = response
    if heard.asks:
        keys = {"input": "dtmf", "num_digits": 1, "timeout": _AGENT_PRESSES, "method": "POST"}
        action = f"/voice/agent/{ref}/key"
        verb = Gather(action=action, action_on_empty_result=True, **keys)
    if heard.text:
        verb.say(heard.text, voice=carrier.voice(voice.voice), language=voice.language)
    if verb is not response:
        response.append(verb)
    elif heard.goes_on:
        response.redirect(f"/voice/agent/{ref}/join", method="POST")
    elif not heard.bridged:
        response.hangup()
    return str(response)


def agent_meets(joined: Joined, ref: str) -> str:
    """The agent's phone is connected with the person."""
    response = VoiceResponse()
    if joined.room:
        dial = Dial(time_limit=_LONGEST_TALK)
        _room(dial, joined.room)
    else:
        action = f"/voice/agent/{ref}/dialled"
        dial = Dial(
            action=action, method="POST", caller_id=joined.caller_id, timeout=_PERSON_RINGS,
            time_limit=_LONGEST_TALK,
        )  # fmt: skip
        dial.number(joined.number)
    response.append(dial)
    return str(response)


def listening(carrier: "Profile", recogniser: str, hints: str | None = None) -> dict[str, Any]:
    """How a Gather listens on this carrier: to keys, and to words where it hears them.

    Every question can be answered with keys alone, so none is lost where it does not.
    """
    keys = {"method": "POST", "timeout": _SILENCE_SECONDS, "action_on_empty_result": True}
    if not carrier.can.speech:
        return {"input": "dtmf", **keys}
    return {
        "input": "dtmf speech",
        **keys,
        "speech_timeout": str(_PAUSE_ENDS_SPEECH),
        "language": recogniser,
        "hints": hints,
    }


def _add(verb: VoiceResponse | Gather, said: Said, line: Line, carrier: "Profile") -> None:
    script = said.setup.script
    if audio(script, line.wording, said.locale) is not None:
        verb.play(f"/audio/{said.setup.script.name}/{said.locale}/{line.wording}")
        return
    locale = _locale(said)
    text = phrase(script, line, Medium.VOICE, locale)
    if text:
        voice = _voice(said, phrase_locale(script, line.wording, Medium.VOICE, locale))
        verb.say(text, voice=carrier.voice(voice.voice), language=voice.language)


def _hints(said: Said, hints: tuple[str, ...]) -> str | None:
    if not hints:
        return None
    return hints_in(said.setup.script, said.turn.state.step, hints, _locale(said))


def _locale(said: Said) -> str:
    # words of a language that no voice speaks are for a recording, not for a voice of another one
    setup = said.setup
    return said.locale if setup.country.has_voice(said.locale) else setup.script.locale


def _voice(said: Said, locale: str) -> "LocaleVoice":
    return said.setup.country.voice_of(locale)


def hang_up() -> str:
    response = VoiceResponse()
    response.hangup()
    return str(response)


def one_line(text: str, voice: "LocaleVoice", carrier: "Profile") -> str:
    """One sentence and goodbye."""
    response = VoiceResponse()
    response.say(text, voice=carrier.voice(voice.voice), language=voice.language)
    response.hangup()
    return str(response)


def reject() -> str:
    """The call is not taken, and costs the caller nothing."""
    response = VoiceResponse()
    response.reject(reason="busy")
    return str(response)


_ACTIONS = {
    Desk.MENU: "/voice/menu",
    Desk.WHO: "/voice/who/1",
    Desk.WHO_AGAIN: "/voice/who/2",
}


def at_the_desk(desk: Desk, country: "CountryPack", carrier: "Profile") -> str:
    """What a caller hears outside a conversation. Who answers nothing hears goodbye."""
    voice = country.voice_of(country.locale)
    response = VoiceResponse()
    verb: VoiceResponse | Gather = response
    if desk in _ACTIONS:
        hears = listening(carrier, voice.recogniser)
        verb = Gather(action=_ACTIONS[desk], num_digits=1, **hears)
    for locale, words in country.all_spoken:
        speaks = country.voice_of(locale)
        text = getattr(words, desk.value)
        verb.say(text, voice=carrier.voice(speaks.voice), language=speaks.language)
    if verb is not response:
        response.append(verb)
    response.hangup()
    return str(response)


def written(body: str) -> str:
    """A reply to a text; empty for none."""
    response = MessagingResponse()
    if body:
        response.message(body)
    return str(response)
