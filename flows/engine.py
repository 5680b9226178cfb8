"""Decides what we say next, for the phone and for text: one reply in, one turn out."""

from collections.abc import Callable, Mapping
from datetime import date

from flows.appointments import resolve
from flows.languages import locale_for, speaks
from flows.medium import Medium
from flows.names import shortened
from flows.script import Script
from flows.steps import AGAIN, Appoint, Ask, Branch, Check, End, Say, Step, Transfer
from flows.turn import Context, Expects, Line, Outcome, Person, State, Turn
from flows.understanding import understand, understand_keys
from flows.understanding.heard import Heard, Intent, Question, Reply

LONGEST_WALK = 32  # steps without asking
_DIGITS = {Question.BIRTH_YEAR: 4, Question.SERVICES: 3}
_WORDS_THAT_CORRECT = (Intent.NO, Intent.YES, Intent.UNCLEAR)
_IN_FULL = (Intent.REPEAT, Intent.LANGUAGE)  # after these a question is put in its full words
# somebody else is speaking after all: what was confirmed and answered was not the person's
_SOMEBODY_ELSE = (Intent.NOT_HERE, Intent.WRONG_NUMBER, Intent.DECEASED)


def begin(script: Script, context: Context, medium: Medium, *, inbound: bool = False) -> Turn:
    """The first turn. `inbound`: the person rang or wrote to us."""
    start = script.begin_inbound if inbound else script.begin
    locale = context.person.locale
    state = State(script.name, script.version, medium, locale, step=start)
    return _Walk(script, state, context, None).to(start)


def resume(script: Script, state: State, reply: Reply, context: Context) -> Turn:
    """The next turn. After the end, and for a step that the script lacks, nothing changes."""
    step = script.steps.get(state.step)
    if state.outcome is not None or not isinstance(step, Ask):
        return turn_of(script, state)
    heard = _understood(script, state, step, reply)
    walk = _Walk(script, state, context, heard)
    return walk.to(walk.take(heard))


def turn_of(script: Script, state: State) -> Turn:
    """The turn that led to this state, for a request that was repeated."""
    step = script.steps.get(state.step)
    over = state.outcome is not None or not isinstance(step, Ask)
    return Turn(state, None if over else _expects(step))


def _expects(step: Step | None) -> Expects | None:
    if not isinstance(step, Ask):
        return None
    return Expects(step.ask, _DIGITS.get(step.ask, 1), step.hints)


def _understood(script: Script, state: State, step: Ask, reply: Reply) -> Heard:
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
    heard = understand(step.ask, words, medium=state.medium, locale=state.locale)
    if step.also and heard.intent in _WORDS_THAT_CORRECT and " " in words:
        other = understand(step.also, words, medium=state.medium, locale=state.locale)
        if other.intent is Intent.ANSWER:
            return other
    return heard


def _written_key(state: State, step: Ask, words: str) -> str:
    # a text that is a digit means that key; but when an hour is asked for, only the keys that
    # the question itself offers: "9" is nine o'clock there, and not "never again"
    if state.medium is not Medium.TEXT:
        return ""
    return words if step.ask is not Question.CALLBACK_TIME or words in step.keys else ""


class _Walk:
    """One way through the script, from where the last turn stopped to the next question."""

    __slots__ = (
        "context",
        "heard",
        "identified",
        "kept",
        "lines",
        "opted_out",
        "script",
        "state",
        "tries",
        "turn",
    )

    def __init__(
        self, script: Script, state: State, context: Context, heard: Heard | None
    ) -> None:
        self.script = script
        self.state = state
        self.context = context
        self.heard = heard
        self.kept = dict(state.kept)
        self.tries = dict(state.tries)
        self.turn = state.turn
        self.identified = state.identified
        self.opted_out = state.opted_out
        self.lines: list[Line] = []

    def take(self, heard: Heard) -> str:
        """Counts and keeps a reply; the step that it leads to."""
        here = self.state.step
        step = self.script.steps[here]
        routes = self.script.routes[here]
        intent = heard.intent if heard.intent in routes else Intent.UNCLEAR
        self.turn += 1
        self.opted_out = self.opted_out or heard.intent is Intent.OPT_OUT
        if heard.intent in _SOMEBODY_ELSE:
            self.identified = False
            self.kept = {k: v for k, v in self.kept.items() if k == "language"}
        self._keep(step, heard)
        group = Intent.UNCLEAR if intent is Intent.SILENCE else intent
        ways = routes.get(intent, ())
        if len(ways) < 2:
            return ways[0] if ways else ""
        count = f"{here}.{group}"
        before = self.tries.get(count, 0)
        self.tries[count] = before + 1
        return ways[min(before, len(ways) - 1)]

    def _keep(self, step: Step, heard: Heard) -> None:
        if heard.intent is Intent.LATER:
            self._set("callback", heard.value)
        elif heard.intent is Intent.LANGUAGE:
            self._set("language", heard.value)
        if isinstance(step, Ask) and (name := step.keep.get(heard.intent)):
            self._set(name, heard.value or heard.intent.value)

    def _set(self, name: str, value: str) -> None:
        if value:
            self.kept[name] = value
        else:
            self.kept.pop(name, None)

    def to(self, name: str) -> Turn:
        """Walks from this step to the next question or the end."""
        for _ in range(LONGEST_WALK):
            again = name == AGAIN
            name = self.state.step if again else name
            step = self.script.steps.get(name)
            if step is None:
                break
            if isinstance(step, Ask):
                if self._may_ask(name):
                    return self._ask(name, step, again)
                name = self._gave_up(name)
                continue
            self._say(step.say)
            for key, value in step.set.items():
                self._set(key, _filled(value, self.context.person))
            if isinstance(step, (End, Transfer)):
                return self._end(name, step)
            name = _NEXT[type(step)](self, step)
        # a faulty script, which `problems()` refuses: end rather than leave somebody in silence
        return self._over(self.state.step, Outcome.UNANSWERED, transfer=False)

    def _may_ask(self, name: str) -> bool:
        return self.tries.get(name, 0) < self.script.asks

    def _gave_up(self, name: str) -> str:
        ways = self.script.routes[name].get(Intent.UNCLEAR, ())
        return ways[-1] if ways else ""

    def _ask(self, name: str, step: Ask, again: bool) -> Turn:
        before = self.tries.get(name, 0)
        if name != self.state.step:  # counts of what happened at the last question are over
            self.tries = {key: n for key, n in self.tries.items() if "." not in key}
        self.tries[name] = before + 1
        repeat = again and self.heard is not None and self.heard.intent in _IN_FULL
        if before == 0 or repeat or not step.again:
            self._say(step.say)
        else:
            self._say((step.again[min(before, len(step.again)) - 1],))
        for key, value in step.set.items():
            self._set(key, _filled(value, self.context.person))
        return Turn(self._state(name), _expects(step), self.heard)

    def _end(self, name: str, step: End | Transfer) -> Turn:
        if isinstance(step, Transfer):
            return self._over(name, step.transfer, transfer=True)
        return self._over(name, step.end, transfer=False)

    def _over(self, name: str, outcome: Outcome, *, transfer: bool) -> Turn:
        self.tries = {}
        return Turn(self._state(name, outcome, transfer), None, self.heard)

    def _state(self, step: str, outcome: Outcome | None = None, transfer: bool = False) -> State:
        before = self.state
        return State(
            before.script,
            before.version,
            before.medium,
            self._locale(),
            step,
            turn=self.turn,
            tries=self.tries,
            kept=self.kept,
            said=tuple(self.lines),
            identified=self.identified,
            opted_out=self.opted_out,
            outcome=outcome,
            transfer=transfer,
        )

    def _locale(self) -> str:
        wanted = self.kept.get("language", "")
        return locale_for(self.script, wanted, self.state.locale, self.context.person.locale)

    def _say(self, wordings: tuple[str, ...]) -> None:
        for wording in wordings:
            names = self.script.placeholders.get(wording, ())
            self.lines.append(Line(wording, {name: self._value(name) for name in names}))

    def _value(self, name: str) -> str:
        if name == "name":
            return shortened(self.context.person.name)
        if name == "municipality":
            return self.context.place(self.kept.get(name) or self.context.person.municipality)
        return self.kept.get(name, "")

    def next_of_say(self, step: Say) -> str:
        return step.next or ""

    def next_of_check(self, step: Check) -> str:
        person = self.context.person
        if person.birth_year is None:
            return step.unknown
        value = self.heard.value if self.heard else ""
        if not _is_born(value, person.birth_year, self.context.now.date()):
            return step.wrong
        self.identified = True
        self.kept["identity"] = "confirmed"
        return step.right

    def next_of_branch(self, step: Branch) -> str:
        return step.to.get(self._subject(step.branch), step.otherwise or "")

    def _subject(self, subject: str) -> str:
        person = self.context.person
        if subject.startswith("kept."):
            return self.kept.get(subject[5:], "")
        if subject == "medium":
            return self.state.medium.value
        if subject in ("birth_year", "municipality"):
            return "known" if getattr(person, subject) else "unknown"
        if subject == "speaks":
            return "yes" if speaks(self.script, self.kept.get("language", "")) else "no"
        yes = self.identified if subject == "identified" else self.context.agents_free
        return "yes" if yes else "no"

    def next_of_appoint(self, step: Appoint) -> str:
        wish = self.kept.pop(step.appoint, "")
        found = resolve(wish, self.context.now, self.context.open_hours) if wish else None
        if found is None:
            return step.unknown
        self.kept["appointment"] = found.when.isoformat(timespec="minutes")
        return step.moved if found.moved else step.agreed


_NEXT: Mapping[type, Callable[..., str]] = {
    Say: _Walk.next_of_say,
    Check: _Walk.next_of_check,
    Branch: _Walk.next_of_branch,
    Appoint: _Walk.next_of_appoint,
}


def _is_born(value: str, birth_year: int, today: date) -> bool:
    # an age is right to a year, since the birthday may or may not have been
    kind, _, age = value.rpartition(":")
    if not age.isdigit():
        return False
    if kind == "age":
        return abs(today.year - int(age) - birth_year) <= 1
    return int(age) == birth_year


def _filled(value: str, person: Person) -> str:
    if "{" not in value:
        return value
    filled = value.replace("{municipality}", person.municipality or "")
    return filled.replace("{name}", shortened(person.name))
