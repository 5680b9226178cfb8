"""Withholds what would single somebody out: every combination that is published is of k people.

What is known of people from before (where they live, sex, age …) stands in fields, the coarsest
first. Where fewer than k people have a combination, its last fields are withheld, as many as
needed; and where those who lost a field would be fewer than k, the smallest combination beside
them loses it too. So nobody can be found among fewer than k, not even by what is missing.
"""

from collections import defaultdict
from collections.abc import Mapping

WITHHELD = "withheld"

Cell = tuple[str, ...]


def coarsened(counts: Mapping[Cell, int], k: int) -> dict[Cell, Cell]:
    """Each combination of the people → what is published of it.

    Every published combination is of k people or more, or wholly withheld. Raises ValueError for
    k below 2.
    """
    if k < 2:
        raise ValueError("a cell of one is somebody")
    cells = {cell: count for cell, count in counts.items() if count > 0}
    published: dict[Cell, Cell] = {}
    for cell in _left_over(cells, 0, k, counts, published):
        published[cell] = (WITHHELD,) * len(cell)
    return published


def _left_over(
    cells: Mapping[Cell, int],
    depth: int,
    k: int,
    counts: Mapping[Cell, int],
    published: dict[Cell, Cell],
) -> list[Cell]:
    """Publishes what can be of these cells, which are alike in `depth` fields; the others."""
    if not cells:
        return []
    width = len(next(iter(cells)))
    if depth == width:
        if sum(cells.values()) < k:
            return list(cells)
        published.update({cell: cell for cell in cells})
        return []
    parts: defaultdict[str, dict[Cell, int]] = defaultdict(dict)
    for cell, count in cells.items():
        parts[cell[depth]][cell] = count
    left = [
        cell
        for _, part in sorted(parts.items())
        for cell in _left_over(part, depth + 1, k, counts, published)
    ]
    while left and sum(counts[cell] for cell in left) < k:
        smallest = _smallest(cells, counts, published)
        if smallest is None:
            return left
        left += smallest
    prefix = next(iter(cells))[:depth]
    published.update(dict.fromkeys(left, prefix + (WITHHELD,) * (width - depth)))
    return []


def _smallest(
    cells: Mapping[Cell, int], counts: Mapping[Cell, int], published: dict[Cell, Cell]
) -> list[Cell] | None:
    """Takes back the published combination with the fewest people; None when there is none."""
    together: defaultdict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell in published:
            together[published[cell]].append(cell)
    if not together:
        return None
    _, fewest = min(
        together.items(), key=lambda one: (sum(counts[cell] for cell in one[1]), one[0])
    )
    for cell in fewest:
        del published[cell]
    return fewest
