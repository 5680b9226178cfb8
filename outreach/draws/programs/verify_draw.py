#!/usr/bin/env python3
"""Verifies a draw with nothing but Python's standard library (3.8 or newer).

    python3 verify_draw.py [FOLDER]      (the folder of this program by default)

The folder holds frame.csv, commitment.json, seed.txt and assignment.csv. The assignment is
computed anew from the first three and compared byte for byte. Ends with 0 when everything agrees,
with 1 and what is wrong otherwise; --write FILE writes the computed assignment. The rule,
hmac-sha256/2, is described in docs/draw.md; this program shares no code with the one that drew.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import hmac
import io
import json
import sys
from pathlib import Path
from typing import Any, Iterator

HEADER = "position,replicate,case_id,stratum,cluster,arm,order_key,probability"


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def mac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode("utf-8"), hashlib.sha256).digest()


def number(key: bytes, text: str) -> int:
    return int.from_bytes(mac(key, text), "big")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def cell(text: str) -> str:
    if "," in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def up(numerator: int, denominator: int) -> int:
    """Division rounded up."""
    return -((-numerator) // denominator)


def read_frame(data: bytes) -> list[tuple[str, str, str]]:
    """[(case id, stratum, cluster)] in the order of the file."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    return [(row[0], "/".join(row[1:-1]), row[-1]) for row in rows[1:]]


def faults_of_frame(
    data: bytes, people: list[tuple[str, str, str]], committed: dict[str, Any]
) -> Iterator[str]:
    """What is wrong with the frame, and in which stratum."""
    if sha256(data) == committed["sha256"]:
        return
    yield "frame.csv is not the frame that was committed to: its SHA-256 is another"
    lines = data.decode("utf-8").split("\n")[1:]
    found: dict[str, list[str]] = {}
    for (_, stratum, _), line in zip(people, lines):
        found.setdefault(stratum, []).append(line + "\n")
    named = {each["stratum"]: each for each in committed["strata"]}
    for stratum in sorted(set(found) | set(named)):
        mine = found.get(stratum, [])
        then = named.get(stratum, {"people": 0, "sha256": sha256(b"")})
        if len(mine) != then["people"]:
            yield f"  stratum {stratum} has {len(mine)} people, committed were {then['people']}"
        elif sha256("".join(mine).encode("utf-8")) != then["sha256"]:
            yield f"  stratum {stratum} has {len(mine)} people as committed, but other ones"


def faults_of_seed(seed: bytes, source: dict[str, Any]) -> Iterator[str]:
    kind = source["source"]
    if kind == "sealed" and sha256(seed) != source["sha256"]:
        yield "seed.txt is not the seed that was sealed: its SHA-256 is another"
    if kind == "drand":
        say(
            f"compare seed.txt with the randomness of drand, chain {source['chain_sha256']}, "
            f"round {source['round']}"
        )
        if len(seed) != 64 or seed.strip(b"0123456789abcdef"):
            yield "seed.txt is not the value of a drand round: 64 hexadecimal digits"
    if kind == "stated":
        say("note: the seed was not committed to before it was known")


def allocate(counts: dict[str, int], share: tuple[int, int], start: int) -> dict[str, int]:
    """Places of each stratum, in order of the names."""
    offset, upto, before = start % share[1], 0, 0
    places = {}
    for name in sorted(counts):
        upto += counts[name]
        after = up(share[0] * upto - offset, share[1])
        places[name] = after - before
        before = after
    return places


def fills_up(people: int, households: list[int], size: int) -> bool:
    """Whether singles can fill up to the size, whatever households are drawn."""
    fewest = sum(households[: size * len(households) // people])
    most = sum(households[len(households) - up(size * len(households), people) :])
    return most <= size and size - fewest <= people - sum(households)


class Draw:
    """The drawn units of a frame."""

    def __init__(
        self, key: bytes, people: list[tuple[str, str, str]], sample: dict[str, int]
    ) -> None:
        self.key = key
        self.members: dict[str, list[str]] = {}
        for case, _, cluster in people:
            self.members.setdefault(cluster, []).append(case)
        size, persons, units = sample["people"], len(people), len(self.members)
        households = sorted(len(each) for each in self.members.values() if len(each) > 1)
        self.exact = fills_up(persons, households, size)
        self.share = (size, persons)
        if not self.exact:
            self.share = (max((2 * size * units + persons) // (2 * persons), 1), units)
        self.replicates = min(up(size, sample["replicate_people"]), units)
        self.units: dict[tuple[int, str], list[tuple[bytes, str]]] = {}
        for case, stratum, cluster in people:
            if case == cluster:
                kind = 0 if self.exact and len(self.members[case]) > 1 else 1
                self.units.setdefault((kind, stratum), []).append((mac(key, case), case))

    def first(
        self, kind: int, share: tuple[int, int], label: str
    ) -> list[tuple[str, list[tuple[bytes, str]]]]:
        """Stratum by stratum, the units of a kind that are drawn."""
        counts = {name: len(mine) for (of, name), mine in self.units.items() if of == kind}
        places = allocate(counts, share, number(self.key, label)) if counts else {}
        return [(name, sorted(self.units[kind, name])[: places[name]]) for name in sorted(places)]

    def chosen(self) -> list[tuple[str, list[tuple[bytes, str]]]]:
        """Households, then singles to fill up."""
        if not self.exact:
            return self.first(1, self.share, "\nsingles")
        households = self.first(0, self.share, "\nhouseholds")
        inside = sum(len(self.members[unit]) for _, units in households for _, unit in units)
        singles = sum(1 for each in self.members.values() if len(each) == 1)
        return households + self.first(1, (self.share[0] - inside, singles), "\nsingles")

    def placed(self) -> list[tuple[int, str, bytes, str]]:
        """[(replicate, stratum, order key, unit)] sorted."""
        chosen = self.chosen()
        drawn = sum(len(units) for _, units in chosen)
        replicates = min(self.replicates, drawn)
        labels = sorted(range(replicates), key=lambda label: mac(self.key, f"\nreplicate {label}"))
        rank = {label: place + 1 for place, label in enumerate(labels)}
        found: list[tuple[int, str, bytes, str]] = []
        begin = 0
        for name, units in chosen:
            ranks = sorted(rank[at % replicates] for at in range(begin, begin + len(units)))
            found += [(r, name, order, unit) for r, (order, unit) in zip(ranks, units)]
            begin += len(units)
        return sorted(found)


def deal(
    key: bytes, arms: list[dict[str, Any]], units: list[tuple[int, str, bytes, str]]
) -> dict[str, str]:
    """Unit -> arm."""
    if not arms:
        return {}
    arms_key = mac(key, "\narms").hex().encode("ascii")
    divisor = 0
    for arm in arms:
        divisor = gcd(divisor, arm["share"])
    cards = sorted(
        ((2 * card - 1) / (2 * (arm["share"] // divisor)), order, arm["name"])
        for order, arm in enumerate(arms)
        for card in range(1, arm["share"] // divisor + 1)
    )
    start = number(arms_key, "\nrotation") % len(cards)
    line = sorted(
        (replicate, name, mac(arms_key, unit), unit) for replicate, name, _, unit in units
    )
    return {each[3]: cards[(start + at) % len(cards)][2] for at, each in enumerate(line)}


def gcd(one: int, other: int) -> int:
    while other:
        one, other = other, one % other
    return one


def assignment(
    key: bytes, people: list[tuple[str, str, str]], commitment: dict[str, Any]
) -> list[str]:
    """The lines of the assignment file."""
    draw = Draw(key, people, commitment["sample"])
    units, chance = draw.placed(), draw.share[0] / draw.share[1]
    arm_of = deal(key, commitment["arms"], units)
    lines = [HEADER]
    for replicate, stratum, order, unit in sorted(units, key=lambda u: (u[0], u[2], u[3])):
        for case in sorted(draw.members[unit], key=lambda case: (mac(key, case), case)):
            lines.append(
                f"{len(lines)},{replicate},{cell(case)},{cell(stratum)},{cell(unit)},"
                f"{arm_of.get(unit, '')},{order.hex()},{chance:.9f}"
            )
    return lines


def first_difference(computed: list[str], found: list[str]) -> str:
    """At which line two files differ, in words."""
    for at in range(max(len(computed), len(found))):
        mine = computed[at] if at < len(computed) else "(no such line)"
        theirs = found[at] if at < len(found) else "(no such line)"
        if mine != theirs:
            return (
                f"assignment.csv differs at line {at + 1}\n"
                f"  computed: {mine}\n  found:    {theirs}"
            )
    return "assignment.csv differs in how its lines end"


def verify(folder: Path, write: Path | None) -> list[str]:
    """The faults that were found."""
    frame = (folder / "frame.csv").read_bytes()
    committed = (folder / "commitment.json").read_bytes()
    commitment = json.loads(committed.decode("ascii"))
    seed = (folder / "seed.txt").read_bytes()
    people = read_frame(frame)
    faults = []
    if commitment["rule"] != "hmac-sha256/2":
        faults.append(f"the commitment is to another rule: {commitment['rule']}")
    faults += faults_of_frame(frame, people, commitment["frame"])
    faults += faults_of_seed(seed, commitment["seed"])
    lines = assignment(seed, people, commitment)
    computed = "".join(line + "\n" for line in lines).encode("utf-8")
    if write:
        write.write_bytes(computed)
    found = (folder / "assignment.csv").read_bytes()
    if found != computed:
        text = found.decode("utf-8", "replace")
        faults.append(
            first_difference(lines, (text[:-1] if text.endswith("\n") else text).split("\n"))
        )
    say(f"commitment.json  SHA-256 {sha256(committed)}")
    say(f"assignment.csv   SHA-256 {sha256(found)}")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description="Verifies a draw.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--write", type=Path, help="where to write the computed assignment")
    options = parser.parse_args()
    faults = verify(options.folder, options.write)
    for fault in faults:
        say(fault)
    say("NOT VERIFIED" if faults else "VERIFIED: the assignment follows from frame and seed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
