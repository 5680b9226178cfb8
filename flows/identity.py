"""Decides whether what somebody answers proves that they are the person of the record."""

from datetime import date

from flows.understanding.heard import Intent

# said after the check: what was confirmed and answered was not the person's
SOMEBODY_ELSE = (Intent.NOT_HERE, Intent.WRONG_NUMBER, Intent.DECEASED)


def is_born(value: str, birth_year: int, today: date) -> bool:
    """Whether a year of birth, or an age, as understanding reads them, is that of the record."""
    # an age is right to a year, since the birthday may or may not have been
    kind, _, age = value.rpartition(":")
    if not age.isdigit():
        return False
    if kind == "age":
        return abs(today.year - int(age) - birth_year) <= 1
    return int(age) == birth_year
