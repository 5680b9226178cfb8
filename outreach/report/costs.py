"""Computes what the campaign cost: by the carrier's prices, and a stated tariff without them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.medium import Medium
from outreach.report.contact_figures import MediumUse
from outreach.report.statistics.proportions import share
from outreach.rules.costs import Tariff


@dataclass(frozen=True, slots=True)
class CostLine:
    """One medium. `actual` is what the carrier told of `priced` attempts; `estimated` what the
    tariff says of the others (None: there is no tariff)."""

    medium: str
    inbound: bool
    attempts: int
    priced: int
    actual: float
    estimated: float | None


@dataclass(frozen=True, slots=True)
class UnitCost:
    """What one of these cost: the whole cost over their number. None: there is none of them."""

    code: str
    count: int
    cost: float | None


@dataclass(frozen=True, slots=True)
class Costs:
    """`total` is None while some attempts have neither a price nor a tariff, and where amounts
    are in several currencies: then `currencies` names them."""

    currencies: tuple[str, ...]
    tariff: dict[str, float] | None
    lines: tuple[CostLine, ...]
    unpriced: int  # attempts without a price
    total: float | None
    units: tuple[UnitCost, ...]


def costs(
    media: Sequence[MediumUse],
    segments: int,
    told_in: Sequence[str],
    tariff: Tariff | None,
    counts: dict[str, int],
) -> Costs:
    """`segments` are those of texts without a price, `told_in` the currencies of the carrier's
    prices; `counts` how many there are of each unit."""
    lines = tuple(_line(use, segments, tariff) for use in media)
    unpriced = sum(line.attempts - line.priced for line in lines)
    estimated_in = {tariff.currency} if tariff is not None and unpriced else set()
    currencies = tuple(sorted({*told_in, *estimated_in}))
    complete = bool(lines) and (tariff is not None or not unpriced)
    known = complete and len(currencies) < 2
    total = sum(line.actual + (line.estimated or 0.0) for line in lines) if known else None
    rates = None if tariff is None else tariff.model_dump(exclude={"currency"}, mode="json")
    return Costs(
        currencies=currencies,
        tariff=rates,
        lines=lines,
        unpriced=unpriced,
        total=total,
        units=tuple(
            UnitCost(code, count, None if total is None else share(total, count))
            for code, count in counts.items()
        ),
    )


def _line(use: MediumUse, segments: int, tariff: Tariff | None) -> CostLine:
    estimated = None
    if tariff is not None:
        if use.medium == Medium.TEXT:
            estimated = 0.0 if use.inbound else segments * tariff.text_segment
        else:
            estimated = use.unpriced_minutes * tariff.call_minute
    return CostLine(
        use.medium, use.inbound, use.attempts, use.priced, use.price or 0.0, estimated
    )  # fmt: skip
