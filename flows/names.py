"""Decides how much of a name is said, and fills it into what is kept."""

from flows.turn import Person

LONGEST_NAME = 40  # letters; the state has to stay below 1 kB, and somebody listens
_PARTICLES = frozenset({"de", "del", "la", "las", "los", "y"})


def shortened(name: str) -> str:
    """The name, or as many of its words as are said; it never ends in a `de la`."""
    name = " ".join(name.split())
    if len(name) <= LONGEST_NAME:
        return name
    words = name[: LONGEST_NAME + 1].rsplit(" ", 1)[0][:LONGEST_NAME].split()
    while len(words) > 1 and words[-1].lower() in _PARTICLES:
        words.pop()
    return " ".join(words)


def filled(value: str, person: Person) -> str:
    """What a script sets, with the record's name and municipality in it."""
    if "{" not in value:
        return value
    filled = value.replace("{municipality}", person.municipality or "")
    return filled.replace("{name}", shortened(person.name))
