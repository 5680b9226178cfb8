"""Decides which replicate each place of a draw belongs to, and in which order they go.

A replicate is a random sample of its own: released whole and in order, so that calling may stop
after any of them and those who were called are still a random sample of the frame.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.sentences import BadValue
from outreach.rules.macs import Mac


def replicate_of_places(mac: Mac, places: int, replicates: int) -> list[int]:
    """The replicate, from 1, of each place along the strata.

    Neighbouring places go to different replicates, so each has its share of every kind and
    stratum to within one, and their units differ by one at most. Which comes first is random.
    """
    labels = sorted(range(replicates), key=lambda label: (mac(f"\nreplicate {label}"), label))
    number_of = [0] * replicates
    for number, label in enumerate(labels, 1):
        number_of[label] = number
    return [number_of[place % replicates] for place in range(places)]


@dataclass(frozen=True, slots=True)
class ReplicateState:
    """A replicate: how many people it has, how many of them are released, and closed."""

    number: int
    people: int
    released: int
    closed: int

    @property
    def whole(self) -> bool:
        """Whether it is wholly released or wholly waiting; in between it was tampered with."""
        return self.released in (0, self.people)


def next_in_order(states: Iterable[ReplicateState], number: int) -> list[int]:
    """The next so many replicates that wait, in order. Raises BadValue when there are fewer."""
    waiting = sorted(state.number for state in states if not state.released)
    if number > len(waiting):
        raise BadValue(
            "%(waiting)s replicates wait to be released, not %(number)s",
            waiting=len(waiting),
            number=number,
        )
    return waiting[:number]


def out_of_order(states: Sequence[ReplicateState], wanted: int) -> bool:
    """Whether an earlier replicate still waits. Raises BadValue when this one does not."""
    waiting = sorted(state.number for state in states if not state.released)
    if wanted not in waiting:
        raise BadValue("replicate %(number)s does not wait to be released", number=wanted)
    return waiting[0] != wanted
