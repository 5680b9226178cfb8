"""Decides who is drawn and in which order, so that anybody can repeat it with the same result.

The rule, version `hmac-sha256/2`. It needs nothing but sorting, whole numbers and HMAC-SHA256 with
the seed as key; all texts are UTF-8, and texts are sorted by their bytes. n of N people are drawn.

1. **Units.** A cluster of the frame (people who share a number) is drawn whole, with all its
   people: a household. Whoever shares with nobody is a unit alone: a single. A unit's id and
   stratum are those of its first person by case id.
2. **Households** are drawn first, each with probability n / N. The strata stand in order of their
   names; C_s is the sum of the households up to and with stratum s. With r = HMAC("\\nhouseholds")
   modulo N, the strata up to s get ceil((n * C_s - r) / N) places together: each gets its share
   rounded down or up, by chance.
3. **Singles** fill up to exactly n people: m, n less the people of the drawn households, of the S
   singles, by the same rule with HMAC("\\nsingles") modulo S, and m / S in the place of n / N.
4. Where so many share a number that step 3 could fail for some seed (`fills_up`), there is but
   one kind of unit: m = n * M / N of all M units, rounded half up, at least one, are drawn as the
   singles are. n people are then drawn on average only.
5. **Order.** In its stratum a unit stands by HMAC(its id), smallest first, among those of its
   kind; the first are drawn.
6. **Replicates.** There are K = n / replicate size, rounded up, at most as many as units. The
   places are numbered from 0 along households, then singles, in each along the strata. Place i
   belongs to the label i modulo K. The labels, in order of HMAC("\\nreplicate <label>"), are the
   replicates 1 to K. Of its kind and stratum the first unit takes the place with the smallest
   replicate, and so on.
7. **Position.** People stand by replicate, then by the key of their unit, then by HMAC(case id).

So every person, alone or in a household, is drawn with probability n / N (in step 4: m / M), and
is in any one replicate with 1 / K of that. Arms are in `outreach.rules.arms`. A label begins with
a line feed, which no case id contains.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from flows.sentences import BadValue
from outreach.rules.arms import Arm, Block, dealt
from outreach.rules.frames import Frame, cell
from outreach.rules.macs import Mac, mac_under, number
from outreach.rules.replicates import replicate_of_places

RULE_VERSION = "hmac-sha256/2"
COLUMNS = (
    "position",
    "replicate",
    "case_id",
    "stratum",
    "cluster",
    "arm",
    "order_key",
    "probability",
)
HOUSEHOLD, SINGLE = 0, 1

Unit = tuple[bytes, str]  # order key and id
Kind = tuple[int, str]  # HOUSEHOLD or SINGLE, and the stratum


@dataclass(frozen=True, slots=True)
class Terms:
    """What is decided before the seed: sizes in people, and the arms with their shares."""

    size: int
    replicate_size: int = 250
    arms: tuple[Arm, ...] = ()


class Sizes(NamedTuple):
    """The chance of everybody as a fraction, and how many replicates there are to be. `exact`:
    as many people as asked for are drawn, whatever the seed."""

    numerator: int
    denominator: int
    replicates: int
    exact: bool


class Drawn(NamedTuple):
    """A drawn person; `position` is the place in the calling order, from 1."""

    position: int
    replicate: int
    case_id: str
    stratum: str  # the unit's
    cluster: str
    arm: str  # empty without arms
    order_key: bytes  # the unit's

    def line(self, probability: str) -> str:
        """The person's line in the assignment file."""
        return (
            f"{self.position},{self.replicate},{cell(self.case_id)},{cell(self.stratum)},"
            f"{cell(self.cluster)},{self.arm},{self.order_key.hex()},{probability}\n"
        )


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw. `members` are in calling order; everybody in the frame had this `probability`."""

    sizes: Sizes
    members: Sequence[Drawn]

    @property
    def probability(self) -> float:
        return self.sizes.numerator / self.sizes.denominator

    def lines(self) -> Iterable[str]:
        """The assignment file line by line, header first, each with its LF."""
        yield ",".join(COLUMNS) + "\n"
        probability = f"{self.probability:.9f}"
        for member in self.members:
            yield member.line(probability)


def households_of(frame: Frame) -> dict[str, list[str]]:
    """Cluster → the people in it but the first, of clusters of more than one."""
    others: dict[str, list[str]] = {}
    for member in frame.members:
        if member.case_id != member.cluster:
            others.setdefault(member.cluster, []).append(member.case_id)
    return others


def sizes_of(people: int, households: Iterable[int], terms: Terms) -> Sizes:
    """The sizes of a draw from so many people, with households of these sizes.

    Raises ValueError when there are fewer people than are to be drawn.
    """
    if not 1 <= terms.size <= people:
        raise BadValue(
            "cannot draw %(size)s from a frame of %(people)s", size=terms.size, people=people
        )
    of_households = sorted(households)
    units = people - sum(of_households) + len(of_households)
    replicates = min(-(-terms.size // terms.replicate_size), units)
    if fills_up(people, of_households, terms.size):
        return Sizes(terms.size, people, replicates, True)
    drawn = max((2 * terms.size * units + people) // (2 * people), 1)
    return Sizes(drawn, units, replicates, False)


def fills_up(people: int, households: Sequence[int], size: int) -> bool:
    """Whether singles can fill up to exactly `size` people whatever households are drawn.

    `households` are their sizes in ascending order. The fewest and the most people in as many
    households as may be drawn are held against the singles.
    """
    fewest = sum(households[: size * len(households) // people])
    at_most = -(-size * len(households) // people)
    most = sum(households[len(households) - at_most :])
    return most <= size and size - fewest <= people - sum(households)


def draw(frame: Frame, seed: str, terms: Terms) -> Draw:
    """The people that this seed draws from this frame.

    Raises ValueError for an empty seed, and a size below 1 or above the frame.
    """
    if not seed:
        raise BadValue("a draw needs a seed")
    mac = mac_under(seed.encode())
    others = households_of(frame)
    sizes = sizes_of(len(frame.members), [1 + len(rest) for rest in others.values()], terms)
    units: dict[Kind, list[Unit]] = {}
    for head in frame.units:
        kind = HOUSEHOLD if sizes.exact and head.case_id in others else SINGLE
        units.setdefault((kind, head.stratum), []).append((mac(head.case_id), head.case_id))
    for each in units.values():
        each.sort()
    chosen = _chosen(mac, units, sizes, others)
    blocks = _blocks(mac, chosen, sizes.replicates)
    arm_of = dealt(mac, terms.arms, blocks)
    return Draw(sizes, _in_order(mac, blocks, others, arm_of))


def allocate(counts: Mapping[str, int], sizes: tuple[int, int], start: int) -> dict[str, int]:
    """Places for each stratum: the share `sizes` of its units, rounded down or up by the start.

    Systematic sampling along the strata: over all starts each stratum has its exact share on
    average.
    """
    numerator, denominator = sizes
    offset = start % denominator
    places, so_far, before = {}, 0, 0
    for name in sorted(counts):
        so_far += counts[name]
        upto = -((offset - numerator * so_far) // denominator)
        places[name] = upto - before
        before = upto
    return places


def _chosen(
    mac: Mac,
    units: Mapping[Kind, Sequence[Unit]],
    sizes: Sizes,
    others: Mapping[str, Sequence[str]],
) -> dict[Kind, Sequence[Unit]]:
    """The drawn units: households by the chance of everybody, singles to fill up."""
    share = sizes.numerator, sizes.denominator
    if not sizes.exact:
        return _first(units, SINGLE, share, number(mac, "\nsingles"))
    households = _first(units, HOUSEHOLD, share, number(mac, "\nhouseholds"))
    inside = sum(1 + len(others[name]) for each in households.values() for _, name in each)
    singles = sum(len(each) for (kind, _), each in units.items() if kind == SINGLE)
    if not singles:
        return households
    left = sizes.numerator - inside, singles
    return households | _first(units, SINGLE, left, number(mac, "\nsingles"))


def _first(
    units: Mapping[Kind, Sequence[Unit]], kind: int, share: tuple[int, int], start: int
) -> dict[Kind, Sequence[Unit]]:
    counts = {stratum: len(each) for (of, stratum), each in units.items() if of == kind}
    places = allocate(counts, share, start)
    return {(kind, name): units[kind, name][:number] for name, number in places.items()}


def _blocks(mac: Mac, chosen: Mapping[Kind, Sequence[Unit]], replicates: int) -> list[Block]:
    """The drawn units, by replicate and stratum, in that order."""
    drawn = sum(len(units) for units in chosen.values())
    places = replicate_of_places(mac, drawn, min(replicates, drawn))
    blocks: dict[tuple[int, str], list[Unit]] = {}
    begin = 0
    for kind in sorted(chosen):
        mine = chosen[kind]
        for replicate, unit in zip(sorted(places[begin : begin + len(mine)]), mine, strict=True):
            blocks.setdefault((replicate, kind[1]), []).append(unit)
        begin += len(mine)
    return [Block(*place, blocks[place]) for place in sorted(blocks)]


def _in_order(
    mac: Mac,
    blocks: Sequence[Block],
    others: Mapping[str, Sequence[str]],
    arm_of: Mapping[str, str],
) -> list[Drawn]:
    """All people of the drawn units in calling order."""
    people: list[Drawn] = []
    for replicate, mine in groupby(blocks, lambda block: block.replicate):
        units = [(*unit, block.stratum) for block in mine for unit in block.units]
        for order_key, cluster, stratum in sorted(units):
            arm = arm_of.get(cluster, "")
            for case_id in _people(mac, cluster, others):
                at = len(people) + 1
                people.append(Drawn(at, replicate, case_id, stratum, cluster, arm, order_key))
    return people


def _people(mac: Mac, cluster: str, others: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if cluster not in others:
        return (cluster,)
    keys = [(mac(case_id), case_id) for case_id in (cluster, *others[cluster])]
    return [case_id for _, case_id in sorted(keys)]
