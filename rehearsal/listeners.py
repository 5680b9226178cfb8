"""Who has the receiver in hand: people who lose patience, press keys or speak; and machines."""

import random

from rehearsal import rates
from rehearsal.people import Line, Role
from rehearsal.respondents import Respondent, Saying
from rehearsal.twiml_player import Prompt, Reaction
from rehearsal.utterances import pick, spoken


class OnThePhone:
    """A respondent with a receiver in hand: listens, loses patience, presses keys or speaks."""

    def __init__(self, respondent: Respondent) -> None:
        self.respondent = respondent
        rng, who = respondent.rng, respondent.who
        self._early = who.hangs_up_early if who else 0.01
        self._later = who.hangs_up_later if who else 0.002
        chance = who.hangs_up_on_machine if who else rates.STRANGER_HANGS_UP
        self._at_once = rng.random() < chance
        self._keys = bool(who and who.presses_keys)

    def hear(self, prompt: Prompt) -> Reaction | None:
        """Part of the player's Listener."""
        of, rng = self.respondent, self.respondent.rng
        if self._at_once:
            return Reaction(rng.uniform(1.0, 6.0), hangs_up=True)
        hazard = self._later if of.answered else self._early
        lasts = rng.expovariate(hazard) if hazard else float("inf")
        if lasts < prompt.seconds:
            return Reaction(lasts, hangs_up=True)
        if not prompt.asks:
            return None
        saying = of.answer(prompt.text)
        return None if saying is None else self._act(saying, prompt)

    def _act(self, saying: Saying, prompt: Prompt) -> Reaction | None:
        rng = self.respondent.rng
        after = prompt.seconds + rng.uniform(0.3, 2.8)
        if rng.random() < rates.BARGES_IN:
            after = prompt.seconds * rng.uniform(0.6, 0.98)
        by_key = self._keys and rng.random() < rates.FROM_KEYPAD
        if saying.keys and prompt.takes_keys and (by_key or not prompt.takes_speech):
            return Reaction(after, keys=saying.keys)
        if not prompt.takes_speech:
            return None
        words = spoken(saying.sentence, rng)
        low = saying.intent == "unclear"
        confidence = rng.uniform(0.25, 0.6) if low else rng.uniform(0.55, 0.95)
        return Reaction(after, words=words, confidence=confidence)


class Machine:
    """A voicemail or an operator's recording: speaks once, then records, then is gone."""

    def __init__(self, greeting: str, rng: random.Random) -> None:
        self._words = spoken(greeting, rng)
        self._left = rng.uniform(25.0, 60.0)
        self._said = False

    def hear(self, prompt: Prompt) -> Reaction | None:
        """Part of the player's Listener."""
        self._left -= prompt.seconds + prompt.timeout
        if self._left < 0:
            return Reaction(prompt.seconds, hangs_up=True)
        if prompt.takes_speech and not self._said:
            self._said = True
            return Reaction(prompt.seconds + 0.5, words=self._words, confidence=0.9)
        return None


def greeting(line: Line, role: Role, rng: random.Random) -> Machine:
    """What a machine on this line says."""
    kind = "voicemail" if role is Role.MACHINE else "recording"
    name = line.residents[0].name.split()[0] if line.residents else "yo"
    return Machine(pick("machine", kind, rng, written=False).format(name=name), rng)
