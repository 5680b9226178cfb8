#!/usr/bin/env python3
"""Verifies a draw with nothing but Python's standard library (3.8 or newer).

    python3 verify_draw.py [FOLDER]      (the folder of this program by default)

The folder holds frame.csv, commitment.json, seed.txt and assignment.csv. The assignment is computed
anew from the first three and compared byte for byte. Ends with 0 when everything agrees, with 1 and
what is wrong otherwise; --write FILE writes the computed assignment. The rule, hmac-sha256/2, is
described in docs/draw.md; this program shares no code with the one that drew.
"""

import argparse
import csv
import hashlib
import hmac
import io
import json
import sys
from pathlib import Path

HEADER = "position,replicate,case_id,stratum,cluster,arm,order_key,probability"


def say(text):
    sys.stdout.write(text + "\n")


def mac(key, text):
    return hmac.new(key, text.encode("utf-8"), hashlib.sha256).digest()


def number(key, text):
    return int.from_bytes(mac(key, text), "big")


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def cell(text):
    if "," in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def up(numerator, denominator):
    """Division rounded up."""
    return -((-numerator) // denominator)


def read_frame(data):
    """[(case id, stratum, cluster)] in the order of the file."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    return [(row[0], "/".join(row[1:-1]), row[-1]) for row in rows[1:]]


def faults_of_frame(data, people, committed):
    """What is wrong with the frame, and in which stratum."""
    if sha256(data) == committed["sha256"]:
        return
    yield "frame.csv is not the frame that was committed to: its SHA-256 is another"
    lines = data.decode("utf-8").split("\n")[1:]
    found = {}
    for (_, stratum, _), line in zip(people, lines):
        found.setdefault(stratum, []).append(line + "\n")
    named = {each["stratum"]: each for each in committed["strata"]}
    for stratum in sorted(set(found) | set(named)):
        mine = found.get(stratum, [])
        theirs = named.get(stratum, {"people": 0, "sha256": sha256(b"")})
        if len(mine) != theirs["people"]:
            yield "  stratum %s has %d people, committed were %d" % (
                stratum, len(mine), theirs["people"])  # fmt: skip
        elif sha256("".join(mine).encode("utf-8")) != theirs["sha256"]:
            yield "  stratum %s has %d people as committed, but other ones" % (stratum, len(mine))


def faults_of_seed(seed, source):
    kind = source["source"]
    if kind == "sealed" and sha256(seed) != source["sha256"]:
        yield "seed.txt is not the seed that was sealed: its SHA-256 is another"
    if kind == "drand":
        if len(seed) != 64 or seed.strip(b"0123456789abcdef"):
            yield "seed.txt is not the value of a drand round: 64 hexadecimal digits"
        say("compare seed.txt with the randomness of drand, chain %s, round %d"
            % (source["chain_sha256"], source["round"]))  # fmt: skip
    if kind == "stated":
        say("note: the seed was not committed to before it was known")


def allocate(counts, drawn, start):
    """Places of each stratum, in order of the names."""
    total = sum(counts.values())
    offset, places, upto, before = start % total, {}, 0, 0
    for name in sorted(counts):
        upto += counts[name]
        after = up(drawn * upto - offset, total)
        places[name], before = after - before, after
    return places


def draw_units(key, people, sample):
    """[(replicate, stratum, order key, unit)] sorted."""
    strata = {}
    for case, stratum, cluster in people:
        if case == cluster:
            strata.setdefault(stratum, []).append((mac(key, case), case))
    units, persons = sum(map(len, strata.values())), len(people)
    size = sample["people"]
    drawn = min(max((2 * size * units + persons) // (2 * persons), 1), units)
    replicates = min(up(size, sample["replicate_people"]), drawn)
    labels = sorted(range(replicates), key=lambda label: mac(key, "\nreplicate %d" % label))
    rank = {label: place + 1 for place, label in enumerate(labels)}
    counts = {name: len(members) for name, members in strata.items()}
    places, found, begin = allocate(counts, drawn, number(key, "\nallocation")), [], 0
    for name in sorted(places):
        ranks = sorted(rank[place % replicates] for place in range(begin, begin + places[name]))
        chosen = sorted(strata[name])[: places[name]]
        found += [(r, name, order, unit) for r, (order, unit) in zip(ranks, chosen)]
        begin += places[name]
    return sorted(found), drawn / units


def deal(key, arms, units):
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
    line = sorted((replicate, stratum, mac(arms_key, unit), unit)
                  for replicate, stratum, _, unit in units)  # fmt: skip
    return {each[3]: cards[(start + i) % len(cards)][2] for i, each in enumerate(line)}


def gcd(one, other):
    while other:
        one, other = other, one % other
    return one


def assignment(key, people, commitment):
    """The lines of the assignment file."""
    units, chance = draw_units(key, people, commitment["sample"])
    arm_of = deal(key, commitment["arms"], units)
    members = {}
    for case, _, cluster in people:
        members.setdefault(cluster, []).append(case)
    lines = [HEADER]
    for replicate, stratum, order, unit in sorted(units, key=lambda u: (u[0], u[2], u[3])):
        for case in sorted(members[unit], key=lambda case: (mac(key, case), case)):
            lines.append("%d,%d,%s,%s,%s,%s,%s,%.9f" % (
                len(lines), replicate, cell(case), cell(stratum), cell(unit),
                arm_of.get(unit, ""), order.hex(), chance))  # fmt: skip
    return lines


def first_difference(computed, found):
    """At which line two files differ, in words; None when they do not."""
    for at in range(max(len(computed), len(found))):
        mine = computed[at] if at < len(computed) else "(no such line)"
        theirs = found[at] if at < len(found) else "(no such line)"
        if mine != theirs:
            return "assignment.csv differs at line %d\n  computed: %s\n  found:    %s" % (
                at + 1, mine, theirs)  # fmt: skip
    return None


def verify(folder, write):
    """The faults that were found."""
    frame = (folder / "frame.csv").read_bytes()
    commitment = json.loads((folder / "commitment.json").read_bytes().decode("ascii"))
    seed = (folder / "seed.txt").read_bytes()
    people = read_frame(frame)
    faults = []
    if commitment["rule"] != "hmac-sha256/2":
        faults.append("the commitment is to another rule: " + commitment["rule"])
    faults += faults_of_frame(frame, people, commitment["frame"])
    faults += faults_of_seed(seed, commitment["seed"])
    lines = assignment(seed, people, commitment)
    if write:
        write.write_bytes("".join(line + "\n" for line in lines).encode("utf-8"))
    found = (folder / "assignment.csv").read_bytes()
    if found != "".join(line + "\n" for line in lines).encode("utf-8"):
        told = first_difference(lines, found.decode("utf-8", "replace").split("\n")[:-1])
        faults.append(told or "assignment.csv differs in how its lines end")
    say("commitment.json  SHA-256 %s" % sha256((folder / "commitment.json").read_bytes()))
    say("assignment.csv   SHA-256 %s" % sha256(found))
    return faults


def main():
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
