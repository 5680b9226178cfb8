"""How like the people reached are to those who should have been: R-indicator, dissimilarity."""

from collections.abc import Sequence

from outreach.report.statistics.proportions import share


def r_indicator(groups: Sequence[tuple[int, int]]) -> float | None:
    """Schouten, Cobben and Bethlehem's R = 1 − 2·S(ρ); 1 when every group is reached alike.

    `groups` has (reached, all) of groups that partition the people; ρ is a group's share. What
    chance alone would make the shares differ is taken off their variance (Shlomo, Skinner and
    Schouten 2012), so that small groups do not look unequal for being small. None: nobody.
    """
    known = [(reached, whole) for reached, whole in groups if whole]
    people = sum(whole for _, whole in known)
    if people < 2:
        return None
    mean = sum(reached for reached, _ in known) / people
    variance = sum(n * (k / n - mean) ** 2 for k, n in known) / (people - 1)
    # a group of one person tells nothing of its own spread: the overall one stands in for it
    chance = sum(
        (k / n * (1 - k / n) * n / (n - 1) if n > 1 else mean * (1 - mean)) * (1 - n / people)
        for k, n in known
    )
    deviation = max(0.0, variance - chance / (people - 1)) ** 0.5
    return float(1 - 2 * deviation)


def dissimilarity(groups: Sequence[tuple[int, int]]) -> float | None:
    """Duncan's index: the share of those reached who would have to be of another group for the
    reached to be composed as all are. None where nobody was reached."""
    people = sum(whole for _, whole in groups)
    reached = sum(part for part, _ in groups)
    if not reached or not people:
        return None
    return sum(abs((share(k, reached) or 0) - n / people) for k, n in groups) / 2
