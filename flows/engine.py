"""Decides what we say next, for the phone and for text: one reply in, one turn out."""

from collections.abc import Callable, Mapping

from flows.appointments import resolve
from flows.carrying import REACHED
from flows.identity import SOMEBODY_ELSE, is_born
from flows.languages import locale_for, speaks
from flows.limits import LIMITS, merged, offered
from flows.medium import Medium
from flows.names import filled, shortened
from flows.questions import YES_OR_NO, asked_in, expected
from flows.replies import Reading, Verdict, read, sure_key
from flows.script import Script
from flows.steps import AGAIN, Appoint, Ask, Branch, Check, End, Say, Step, Transfer
from flows.turn import Context, Line, Outcome, State, Turn, Unsure
from flows.understanding.heard import Heard, Intent, Reply

LONGEST_WALK = 32  # steps without asking
LONGEST_VALUE = 60  # letters of what is kept; the state has to stay below 1 kB
_IN_FULL = (Intent.REPEAT, Intent.LANGUAGE)  # after these a question is put in its full words


def begin(script: Script, context: Context, medium: Medium, *, inbound: bool = False) -> Turn:
    """The first turn. `inbound`: the person rang or wrote to us."""
    start = script.begin_inbound if inbound else script.begin
    locale = context.person.locale
    state = State(script.name, script.version, medium, locale, step=start)
    return _Walk(script, state, context).to(start)


def resume(script: Script, state: State, reply: Reply, context: Context) -> Turn:
    """The next turn. After the end, and for a step that the script lacks, nothing changes."""
    step = script.steps.get(state.step)
    asked = asked_in(state, step)
    if asked is None:
        return turn_of(script, state)
    reading = read(script, state, asked, reply, context.person)
    return _Walk(script, state, context, reading).turn_after(reading)


def turn_of(script: Script, state: State) -> Turn:
    """The turn that led to this state, for a request that was repeated."""
    asked = asked_in(state, script.steps.get(state.step))
    if asked is None:
        return Turn(state, None)
    return Turn(state, expected(asked) if state.unsure is None else YES_OR_NO)


def nobody_free(script: Script, state: State, context: Context) -> Turn:
    """The next turn of whoever waits for an agent when none is found: an appointment, at once."""
    step = script.steps.get(state.step)
    if not isinstance(step, Transfer) or not step.leave or not state.waits:
        return turn_of(script, state)
    return _Walk(script, state, context).turn_without_agent(step)


class _Walk:
    """One way through the script, from where the last turn stopped to the next question."""

    __slots__ = (
        "asked_for_agent",
        "context",
        "earlier",
        "heard",
        "identified",
        "kept",
        "lines",
        "opted_out",
        "script",
        "state",
        "sure",
        "tries",
        "turn",
    )

    def __init__(
        self, script: Script, state: State, context: Context, reading: Reading | None = None
    ) -> None:
        self.script = script
        self.state = state
        self.context = context
        self.heard = reading.heard if reading else None
        self.sure = reading.sure if reading else True
        self.kept = dict(state.kept)
        self.earlier = state.earlier
        self.tries = dict(state.tries)
        self.turn = state.turn
        self.identified = state.identified
        self.opted_out = state.opted_out
        self.lines: list[Line] = []
        self.asked_for_agent = False

    def turn_after(self, reading: Reading) -> Turn:
        """The turn that a reply leads to."""
        self.turn += 1
        here, unsure = self.state.step, self.state.unsure
        if reading.verdict is Verdict.TAKE:
            return self.to(self._take(reading.heard, reading.opts_out))
        if reading.verdict is Verdict.ASK_BACK:
            unsure = Unsure(reading.heard.intent, reading.heard.value)
        assert unsure is not None  # noqa: S101 – only what was asked back is denied or repeated
        confirm = self.script.confirm[here][unsure.intent]
        if reading.verdict is Verdict.DENIED:
            return self.to(confirm.denied)
        self.tries[sure_key(here, reading.heard.intent)] = 1
        self._say(confirm.say)
        return Turn(self._state(here, unsure=unsure), YES_OR_NO, self.heard)

    def turn_without_agent(self, step: Transfer) -> Turn:
        self.turn += 1
        self._say(step.nobody)
        return self.to(step.leave or "")

    def _take(self, heard: Heard, opts_out: bool) -> str:
        # counts and keeps a reply; the step that it leads to
        here = self.state.step
        step = self.script.steps[here]
        routes = self.script.routes[here]
        intent = heard.intent if heard.intent in routes else Intent.UNCLEAR
        self.opted_out = self.opted_out or opts_out or heard.intent is Intent.OPT_OUT
        if intent in SOMEBODY_ELSE:
            self.identified = False
            self.kept = {k: v for k, v in self.kept.items() if k == "language"}
        self._keep(step, heard)
        if heard.limit:
            self.kept[LIMITS] = merged(self.kept.get(LIMITS), heard.limit)
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
            self.kept[name] = value[:LONGEST_VALUE]
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
                if self.tries.get(name, 0) < self.script.asks:
                    return self._ask(name, step, again)
                name = self._gave_up(name)
                continue
            self._say(step.wait if again and isinstance(step, Transfer) else step.say)
            for key, value in step.set.items():
                self._set(key, filled(value, self.context.person))
            if isinstance(step, (End, Transfer)):
                return self._end(name, step)
            name = _NEXT[type(step)](self, step)
        # a faulty script, which `problems()` refuses: end rather than leave somebody in silence
        return self._over(self.state.step, Outcome.UNANSWERED)

    def _gave_up(self, name: str) -> str:
        ways = self.script.routes[name].get(Intent.UNCLEAR, ())
        return ways[-1] if ways else ""

    def _ask(self, name: str, step: Ask, again: bool) -> Turn:
        before = self.tries.get(name, 0)
        if name != self.state.step:  # counts of what happened at the last question are over
            self.tries = {key: n for key, n in self.tries.items() if "." not in key}
        self.tries[name] = before + 1
        if self.identified and name in self.script.stops:
            self.kept[REACHED] = name
        repeat = again and self.heard is not None and self.heard.intent in _IN_FULL
        if before == 0 or repeat or not step.again:
            self._say(step.say)
        else:
            self._say((step.again[min(before, len(step.again)) - 1],))
        for key, value in step.set.items():
            self._set(key, filled(value, self.context.person))
        return Turn(self._state(name), expected(step), self.heard, self.asked_for_agent)

    def _end(self, name: str, step: End | Transfer) -> Turn:
        if isinstance(step, Transfer):
            return self._over(name, step.transfer, step)
        return self._over(name, step.end)

    def _over(self, name: str, outcome: Outcome, waits: Transfer | None = None) -> Turn:
        if waits is None or name != self.state.step:  # whoever waits on is counted on
            self.tries = {}
        state = self._state(name, outcome, transfer=waits is not None)
        asked = asked_in(state, waits)
        expects = expected(asked) if asked else None
        return Turn(state, expects, self.heard, self.asked_for_agent)

    def _state(
        self,
        step: str,
        outcome: Outcome | None = None,
        transfer: bool = False,
        unsure: Unsure | None = None,
    ) -> State:
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
            unsure=unsure,
            outcome=outcome,
            transfer=transfer,
            earlier=self.earlier,
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
            code = self.kept.get(name) or self.context.person.municipality
            return self.context.place(code)[:LONGEST_VALUE]
        return self.kept.get(name, "")

    def next_of_say(self, step: Say) -> str:
        return step.next or ""

    def next_of_check(self, step: Check) -> str:
        person = self.context.person
        if person.birth_year is None:
            return step.unknown
        value = self.heard.value if self.heard else ""
        if not is_born(value, person.birth_year, self.context.now.date()):
            return step.wrong
        self.identified = True
        self.kept, self.earlier = {**self.earlier, **self.kept, "identity": "confirmed"}, {}
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
        self.asked_for_agent = self.asked_for_agent or subject == "agents_free"
        yes = self.identified if subject == "identified" else getattr(self.context, subject)
        return "yes" if yes else "no"

    def next_of_appoint(self, step: Appoint) -> str:
        wish = self.kept.pop(step.appoint, "")
        limits = merged(self.context.person.limits, self.kept.get(LIMITS))
        hours = offered(wish, limits, self.context.open_hours)
        found = resolve(wish, self.context.now, hours) if wish else None
        if found is None:
            self.kept.pop("appointment", None)  # one that was agreed before is off
            return step.unknown
        self.kept["appointment"] = found.when.isoformat(timespec="minutes")
        if found.moved:  # what is offered instead is asked about in any case
            return step.moved
        return step.unsure if step.unsure and not self.sure else step.agreed


_NEXT: Mapping[type, Callable[..., str]] = {
    Say: _Walk.next_of_say,
    Check: _Walk.next_of_check,
    Branch: _Walk.next_of_branch,
    Appoint: _Walk.next_of_appoint,
}
