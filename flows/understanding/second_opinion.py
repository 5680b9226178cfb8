"""When the weight of the evidence overrules the rule that spoke, and when it must not.

Rules know the phrases somebody thought of; evidence knows what labelled replies have in common.
A weak rule (a bare *no* in a long reply, nothing at all) yields to probable evidence, any other
only to strong evidence. What has consequences stands as the rules heard it – an opt-out, a death,
a wish for a person – and becomes so by evidence alone only when there is hardly a doubt.
"""

from flows.understanding import datum, evidence, times
from flows.understanding.heard import Heard, Intent, Question
from flows.understanding.normalise import Utterance

_FINAL = frozenset(
    {Intent.DECEASED, Intent.OPT_OUT, Intent.AWAY, Intent.VOICEMAIL, Intent.HUMAN,
     Intent.LANGUAGE, Intent.SILENCE}
)  # fmt: skip
_PLAIN = frozenset({Question.BIRTH_YEAR, Question.MUNICIPALITY, Question.CALLBACK_TIME})
_OPEN = frozenset({Question.BIRTH_YEAR, Question.MUNICIPALITY})  # yes is no answer there
_UNTAUGHT = frozenset({Question.HANDOVER, Question.YES_NO})  # few labelled replies, or none
_NEVER = frozenset({Intent.LANGUAGE, Intent.SILENCE, Intent.VOICEMAIL, Intent.OPT_OUT})
_GRAVE = frozenset({Intent.OPT_OUT, Intent.DECEASED})
_NO = frozenset({"no", "ni", "nunka", "tampoko", "nel", "dont", "not"})
_WHOLE = ("sure.", "later.limit", "later.call_me")  # read whole, or limits
_WEAK = (
    "nothing", "guess", "bare_", "courtesy", "later.time", "times.limited",
)  # fmt: skip
_LONG = 4  # words: in a short reply a bare yes or no is all there is
_PROBABLE, _STRONG, _CERTAIN = 0.5, 0.85, 0.95


def reconsider(said: Utterance, question: Question, heard: Heard) -> Heard:
    """What was heard by the rules, or by the evidence where it weighs more."""
    settled = (
        heard.intent in _FINAL
        or heard.rule.startswith(_WHOLE)
        or (heard.intent is Intent.ANSWER and question in _PLAIN)
    )
    if settled or question in _UNTAUGHT:
        return heard
    opinion = evidence.weigh(said, question)
    intent, probability = opinion.likeliest()
    if intent is heard.intent:
        return heard
    given = None
    if question in datum.ASKED and heard.intent is not Intent.ANSWER:
        given = datum.read(said, question)
        if given is None or given.intent is not Intent.ANSWER:
            intent, probability = opinion.likeliest(without=Intent.ANSWER)
    if (
        intent is heard.intent
        or intent in _NEVER
        or (intent is Intent.YES and _may_refuse(said, heard))
        or (intent is Intent.YES and question in _OPEN and len(said.words) == 1)
        or probability < _needed(heard, intent, len(said.words))
    ):
        return heard
    if intent is Intent.ANSWER:
        # a day named may still be a promise ("mañana le digo"): the rules know better
        return heard if given is None or question is Question.CALLBACK_TIME else given
    return _by_evidence(said, question, intent, probability) or heard


def _by_evidence(
    said: Utterance, question: Question, intent: Intent, probability: float
) -> Heard | None:
    """What the evidence says, with its words; None where it has no word to show."""
    words = evidence.deciding(said, question, intent)
    if not words:
        return None
    value = ""
    if intent is Intent.LATER:
        when = times.read(said)
        value = when.value if when.named else ""
    return Heard(intent, value, f"evidence.{intent}", words, round(probability * 0.9, 2))


def _may_refuse(said: Utterance, heard: Heard) -> bool:
    """Consent is never made of anything that might be a refusal."""
    return heard.intent is Intent.NO or bool(_NO.intersection(said.words))


def _needed(heard: Heard, intent: Intent, length: int) -> float:
    """The probability at which the evidence overrules."""
    if intent in _GRAVE:
        return _CERTAIN
    if heard.intent is Intent.ANSWER:
        return _CERTAIN
    weak = heard.rule.startswith(_WEAK) and (length >= _LONG or heard.rule == "nothing")
    return _PROBABLE if weak else _STRONG
