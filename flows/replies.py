"""Decides what a reply means at the step where it was given, and whether we have to ask back."""

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from flows.identity import SOMEBODY_ELSE
from flows.medium import Medium
from flows.script import Script
from flows.steps import Ask, Confirm
from flows.turn import Person, State, Unsure
from flows.understanding import understand, understand_keys
from flows.understanding.heard import Heard, Intent, Question, Reply
from flows.understanding.normalise import plain

_WORDS_THAT_CORRECT = (Intent.NO, Intent.YES, Intent.UNCLEAR)
# "no, vivo en Choluteca" is a place behind a refusal, and a recogniser writes no comma
_NO_AND_A_PLACE = re.compile(
    r"\W*(?:(?:ya|pues|fijese que|nombre|no) )*no\b\W*"
    r"(?=(?:vivo|estoy|resido|ahora|ahorita|aqui|en|me vine|me fui|me mude|nos)\b)"
)
_NO_AND_CALL_ME = re.compile(r"\W*(?:no\W+)+(?=(?:llam|marqu|habl|busqu|escrib)\w*me\b)")
_AT_CONFIRMING: Mapping[str, Intent] = {"1": Intent.YES, "2": Intent.NO, "*": Intent.REPEAT}
# what was said of the person or the number goes on beside a wish never to be called
_FACTS = (Intent.DECEASED, Intent.WRONG_NUMBER, Intent.AWAY)
# Takes back what we understood. Any other "no" may as well refuse the calls: "no, no quiero".
_DENIAL = re.compile(
    r"\A\W*(?:(?:no|nombre|nel|negativo|incorrecto)\b(?: (?:senor|senora|senorita))?\W*)+\Z"
    r"|\bno (?:es|fue|era) (?:asi|eso)\b|\bno (?:he dicho|dije|quise decir)\b"
    r"|\b(?:entendio|entendieron|oyo|oyeron) mal\b|\bno me (?:entendio|entendieron)\b"
    r"|\b(?:sigamos|siga|sigan|continue|continuemos)\b"
    r"|\bsi (?:quiero|deseo|pueden?|me pueden?) (?:que me )?(?:llam|segu|sig|habl|escrib|particip)"
    r"|\b(?:that.s )?not (?:what i said|right|it)\b|\bgo on\b|\bkeep going\b"
)


class Verdict(StrEnum):
    """What the engine does with a reply."""

    TAKE = "take"  # goes where its intent leads
    ASK_BACK = "ask_back"  # not sure enough for what it would bring about
    REPEAT = "repeat"  # we asked back and were not heard: the same words once more
    DENIED = "denied"  # we asked back, and it is not so


class Reading(NamedTuple):
    """A reply as the engine takes it. `opts_out`: an opt-out too, whatever the intent."""

    verdict: Verdict
    heard: Heard
    sure: bool = True
    opts_out: bool = False


def read(script: Script, state: State, step: Ask, reply: Reply, person: Person) -> Reading:
    """What the reply to the question under way means, or the one to our asking back."""
    if state.unsure is not None:
        return _settled(script, state, step, reply, person, state.unsure)
    return _first(script, state, step, reply, person)


def sure_key(step: str, intent: Intent) -> str:
    """Under which name the state counts that we asked back: once for a question and intent."""
    return f"{step}.sure_{intent}"


def _first(script: Script, state: State, step: Ask, reply: Reply, person: Person) -> Reading:
    heard = _understood(script, state, step, reply, person)
    surely = heard.confidence >= script.sure.rule and _heard_well(script, reply)
    confirm = script.confirm[state.step].get(heard.intent)
    if confirm is not None and _is_due(confirm, state, heard, surely):
        return Reading(Verdict.ASK_BACK, heard)
    return Reading(Verdict.TAKE, heard, surely)


def _is_due(confirm: Confirm, state: State, heard: Heard, surely: bool) -> bool:
    if confirm.asks == "person":  # never because of one reply alone
        return state.identified and not state.opted_out
    return not surely and sure_key(state.step, heard.intent) not in state.tries


def _heard_well(script: Script, reply: Reply) -> bool:
    return bool(reply.keys) or reply.confidence >= script.sure.recogniser


def _settled(
    script: Script, state: State, step: Ask, reply: Reply, person: Person, unsure: Unsure
) -> Reading:
    if script.confirm[state.step][unsure.intent].asks == "person":
        return _still_the_person(script, state, step, reply, person, unsure)
    heard = _at_confirming(script, state, reply, Question.YES_NO, person)
    if _denied(script, unsure, heard, reply):
        return Reading(Verdict.DENIED, _by(heard, "denied", Intent.NO))
    if heard.intent in (Intent.YES, unsure.intent):
        return Reading(Verdict.TAKE, _by(heard, "confirmed", unsure.intent, unsure.value))
    if heard.intent is Intent.REPEAT and _may_repeat(state):
        return Reading(Verdict.REPEAT, heard)
    if unsure.intent is not Intent.OPT_OUT:
        return _first(script, state, step, reply, person)
    if heard.intent in _FACTS:
        return Reading(Verdict.TAKE, heard, opts_out=True)
    if _heard_well(script, reply) and (wish := _wish(heard, state, reply.words)):
        return Reading(Verdict.TAKE, wish)
    # silence, nonsense, a question, another "no": an opt-out holds without an answer
    return Reading(Verdict.TAKE, _by(heard, "not_denied", Intent.OPT_OUT))


def _still_the_person(
    script: Script, state: State, step: Ask, reply: Reply, person: Person, unsure: Unsure
) -> Reading:
    heard = _at_confirming(script, state, reply, Question.IDENTITY, person)
    if heard.intent is Intent.YES:
        return Reading(Verdict.DENIED, _by(heard, "denied", Intent.NO))
    is_against = heard.intent is Intent.NO or heard.intent in SOMEBODY_ELSE
    badly = is_against and not _heard_well(script, reply)
    if (badly or heard.intent is Intent.REPEAT) and _may_repeat(state):
        return Reading(Verdict.REPEAT, replace(heard, intent=Intent.REPEAT, value=""))
    if is_against:
        intent = unsure.intent if heard.intent is Intent.NO else heard.intent
        return Reading(Verdict.TAKE, _by(heard, "confirmed", intent))
    return _first(script, state, step, reply, person)


def _may_repeat(state: State) -> bool:
    return sure_key(state.step, Intent.REPEAT) not in state.tries


def _by(heard: Heard, how: str, intent: Intent, value: str = "") -> Heard:
    return replace(heard, intent=intent, value=value, rule=f"{how}.{heard.rule}", confidence=1.0)


def _at_confirming(
    script: Script, state: State, reply: Reply, question: Question, person: Person
) -> Heard:
    keys = reply.keys.strip() or (reply.words.strip() if state.medium is Medium.TEXT else "")
    if intent := _AT_CONFIRMING.get(keys):
        return Heard(intent, rule="script-key", words=keys)
    if heard := script.keys[state.step].get(keys):
        return heard
    if reply.keys.strip():
        return understand_keys(question, reply.keys.strip())
    name = person.name if question is Question.IDENTITY else ""
    return understand(question, reply.words, medium=state.medium, locale=state.locale, name=name)


def _denied(script: Script, unsure: Unsure, heard: Heard, reply: Reply) -> bool:
    if unsure.intent is not Intent.OPT_OUT or heard.rule == "script-key":
        return heard.intent is Intent.NO
    if heard.intent is Intent.OPT_OUT or not _heard_well(script, reply):
        return False
    return _DENIAL.search(plain(reply.words)) is not None


def _wish(heard: Heard, state: State, words: str) -> Heard | None:
    """*Llámeme mañana*, *quiero hablar con alguien*: nobody says so who wants no more calls."""
    if no := _NO_AND_CALL_ME.match(plain(words)):
        rest = plain(words)[no.end() :]
        heard = understand(Question.YES_NO, rest, medium=state.medium, locale=state.locale)
    named = heard.intent is Intent.LATER and heard.value != ""
    return heard if named or heard.intent is Intent.HUMAN else None


def _understood(script: Script, state: State, step: Ask, reply: Reply, person: Person) -> Heard:
    words = reply.words.strip()
    keys = reply.keys.strip() or _written_key(state, step, words)
    if heard := script.keys[state.step].get(keys):
        return heard
    if reply.keys.strip():
        return understand_keys(step.ask, reply.keys.strip())
    if not words:
        # a text without words is a picture or a sticker, and nobody was silent
        spoken = state.medium is Medium.VOICE
        return Heard(Intent.SILENCE if spoken else Intent.UNCLEAR, rule="no-words")
    heard = understand(step.ask, words, medium=state.medium, locale=state.locale, name=person.name)
    if step.also and heard.intent in _WORDS_THAT_CORRECT and " " in words:
        return _corrected(state, step.also, words, person) or heard
    return heard


def _corrected(state: State, also: Question, words: str, person: Person) -> Heard | None:
    """The answer to the second question, where the reply holds one."""
    other = understand(also, words, medium=state.medium, locale=state.locale)
    if other.intent is Intent.ANSWER:
        return other
    if also is not Question.MUNICIPALITY or not (no := _NO_AND_A_PLACE.match(plain(words))):
        return None
    place = understand(also, plain(words)[no.end() :], medium=state.medium, locale=state.locale)
    # "no vivo en Danlí", asked about Danlí, names no other place
    elsewhere = place.intent is Intent.ANSWER and place.value != person.municipality
    return replace(place, words=words) if elsewhere else None


def _written_key(state: State, step: Ask, words: str) -> str:
    # a text that is a digit means that key; but when an hour is asked for, only the keys that
    # the question itself offers: "9" is nine o'clock there, and not "never again"
    if state.medium is not Medium.TEXT:
        return ""
    return words if step.ask is not Question.CALLBACK_TIME or words in step.keys else ""
