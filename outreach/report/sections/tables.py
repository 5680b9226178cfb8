"""Tables of shapes that several sections share."""

from collections.abc import Callable, Iterable, Sequence

from outreach.report.contact_figures import Tally
from outreach.report.document import Column, Kind, Row, Table, Value
from outreach.report.statistics.proportions import Interval
from outreach.report.words import Words


def tally(
    words: Words,
    caption: str,
    heading: str,
    lines: Sequence[Tally],
    name: Callable[[str], str],
    *,
    total: bool = True,
) -> Table:
    """So many of each kind; the total makes sense where nobody counts twice."""
    _ = words.gettext
    count = sum(line.count for line in lines)
    return Table(
        caption=caption,
        columns=(Column(heading), Column(_("Cantidad"), Kind.COUNT)),
        rows=tuple((_(name(line.code)), line.count) for line in lines),
        total=(_("Total"), count) if total and len(lines) > 1 else None,
    )


def between(words: Words, interval: Interval | None, *, points: bool = False) -> str:
    """`53.8 a 55.9 %`, or in percentage points; `n/a` without an interval."""
    if interval is None:
        return words.value(None, Kind.SHARE)
    kind = Kind.POINTS if points else Kind.SHARE
    low, high = (words.value(end, kind) for end in (interval.low, interval.high))
    return words.gettext("%(low)s a %(high)s", low=low, high=high)


def counts_from_to(words: Words, interval: Interval | None) -> str:
    if interval is None:
        return words.value(None, Kind.COUNT)
    return words.gettext(
        "%(low)s a %(high)s", low=words.number(interval.low), high=words.number(interval.high)
    )


def columns(*titles: tuple[str, Kind] | str) -> tuple[Column, ...]:
    return tuple(Column(t) if isinstance(t, str) else Column(*t) for t in titles)


def summed(first: str, rows: Iterable[Row], places: Iterable[int], width: int) -> Row:
    """A row of totals: the sum at each of these places, nothing elsewhere."""
    wanted, lines = set(places), list(rows)

    def at(place: int) -> Value:
        values = (row[place] for row in lines)
        return sum(v for v in values if isinstance(v, int)) if place in wanted else ""

    return (first, *(at(place) for place in range(1, width)))
