"""A turn → TwiML, through the carrier's own builder."""

from typing import TYPE_CHECKING

from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import Gather, VoiceResponse

from flows.medium import Medium
from flows.phrases import audio, hints_in, phrase, phrase_locale
from flows.turn import Line
from outreach.conversations import Said
from outreach.reception import Desk

if TYPE_CHECKING:
    from outreach.countries import CountryPack, LocaleVoice

_SILENCE_SECONDS = 6  # how long a person may think before the question is asked again
_PAUSE_ENDS_SPEECH = 2  # seconds; people hesitate in the middle of a sentence


def spoken(said: Said) -> str:
    """What the carrier is to do now: say the lines, then listen, or say goodbye."""
    response = VoiceResponse()
    expects = said.turn.expects
    if expects is None:
        for line in said.turn.says:
            _add(response, said, line)
        response.hangup()
        return str(response)
    gather = Gather(
        input="dtmf speech",
        action=f"/voice/{said.ref}/{said.number}",
        method="POST",
        num_digits=expects.keys,
        timeout=_SILENCE_SECONDS,
        speech_timeout=str(_PAUSE_ENDS_SPEECH),
        language=_voice(said, said.locale).recogniser,
        hints=_hints(said, expects.hints),
        action_on_empty_result=True,
    )
    for line in said.turn.says:
        _add(gather, said, line)
    response.append(gather)
    return str(response)


def _add(verb: VoiceResponse | Gather, said: Said, line: Line) -> None:
    script = said.setup.script
    if audio(script, line.wording, said.locale) is not None:
        verb.play(f"/audio/{said.setup.script.name}/{said.locale}/{line.wording}")
        return
    locale = _locale(said)
    text = phrase(script, line, Medium.VOICE, locale)
    if text:
        voice = _voice(said, phrase_locale(script, line.wording, Medium.VOICE, locale))
        verb.say(text, voice=voice.voice, language=voice.language)


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


def one_line(text: str, voice: "LocaleVoice") -> str:
    """One sentence and goodbye."""
    response = VoiceResponse()
    response.say(text, voice=voice.voice, language=voice.language)
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


def at_the_desk(desk: Desk, country: "CountryPack") -> str:
    """What a caller hears outside a conversation. Who answers nothing hears goodbye."""
    voice = country.voice_of(country.locale)
    text = getattr(country.spoken, desk.value)
    response = VoiceResponse()
    verb: VoiceResponse | Gather = response
    if desk in _ACTIONS:
        verb = Gather(
            input="dtmf speech",
            action=_ACTIONS[desk],
            method="POST",
            num_digits=1,
            timeout=_SILENCE_SECONDS,
            speech_timeout=str(_PAUSE_ENDS_SPEECH),
            language=voice.recogniser,
            action_on_empty_result=True,
        )
    verb.say(text, voice=voice.voice, language=voice.language)
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
