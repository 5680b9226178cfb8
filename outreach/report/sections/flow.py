"""How far people came: the CONSORT flow, its steps and losses, by municipality and by arm."""

from collections.abc import Callable, Sequence

from outreach.report import charts, wording
from outreach.report.document import Block, Column, Heading, Kind, Picture, Section, Table
from outreach.report.figures import ReportFigures
from outreach.report.figures_of_groups import Group, Step
from outreach.report.flow_chart import Box
from outreach.report.flow_chart import Column as Branch
from outreach.report.flow_chart import flow as drawn
from outreach.report.funnel import Level
from outreach.report.sections.tables import columns
from outreach.report.statistics.proportions import share
from outreach.report.words import Words

MOST_LOSSES = 6  # lines at the side of an arrow; the table has all of them
MOST_LOSSES_OF_AN_ARM = 3
_AFTER_THE_DRAW = tuple(level.code for level in Level)[1:]


def flow(f: ReportFigures, w: Words) -> Section:
    _ = w.gettext
    blocks: tuple[Block, ...] = (
        _picture(f, w),
        _steps(f, w),
        _losses(f, w),
        Heading(_("Dónde está cada persona sorteada")),
        _partition(f, w),
        Heading(_("Por municipio, frente a las metas")),
        _municipalities(f, w),
        groups(w, _("El recorrido por municipio"), _("Municipio"), _places(f), f.about.place),
        _losses_by_place(f, w),
        *_arms(f, w),
    )
    return Section("recorrido", _("2. El recorrido"), blocks)


def _picture(f: ReportFigures, w: Words) -> Picture:
    _ = w.gettext
    first, last = f.funnel[0], f.funnel[-1]
    trunk = [_box(w, before, step) for before, step in _pairs(f.funnel)]
    cut = next(i for i, step in enumerate(f.funnel) if step.code == "released")
    branches = [Branch("", tuple(trunk[cut:]))]
    if len(f.arms) > 1:
        branches = [Branch(arm.code, _boxes_of_arm(w, arm)) for arm in f.arms]
    return Picture(
        name="flujo",
        title=_("Flujo de personas, a la manera de CONSORT"),
        description=_(
            "De %(rows)s filas del archivo a %(ends)s personas inscritas. Al lado de cada flecha, "
            "cuántas no llegaron al paso siguiente y por qué; la tabla tiene todos los motivos.",
            rows=w.number(first.count),
            ends=w.number(last.count),
        ),
        svg=drawn(trunk[:cut], branches),
        tall=True,
    )


def _pairs(steps: Sequence[Step]) -> list[tuple[Step | None, Step]]:
    return list(zip([None, *steps], steps, strict=False))


def _box(w: Words, before: Step | None, step: Step) -> Box:
    _ = w.gettext
    name = _(wording.STEPS[step.code])
    if step.target is not None:
        name = _("%(step)s (meta: %(target)s)", step=name, target=w.number(step.target))
    lost = 0 if before is None else before.count - step.count
    lines = [(loss.code, loss.count) for loss in step.losses]
    return Box(name, w.number(step.count), _side(w, lost, lines, MOST_LOSSES))


def _boxes_of_arm(w: Words, arm: Group) -> tuple[Box, ...]:
    boxes, before = [], arm.steps["drawn"]
    for code in _AFTER_THE_DRAW:
        count = arm.steps[code]
        lines = [(loss.code, loss.count) for loss in arm.losses.get(code, ())]
        side = _side(w, before - count, lines, MOST_LOSSES_OF_AN_ARM)
        boxes.append(Box(w.gettext(wording.SHORT_STEPS[code]), w.number(count), side))
        before = count
    return tuple(boxes)


def _side(w: Words, lost: int, lines: list[tuple[str, int]], most: int) -> tuple[str, ...]:
    if not lost:
        return ()
    _ = w.gettext
    named = [f"{_(wording.loss(code))}: {w.number(count)}" for code, count in lines]
    if len(named) > most:
        rest = sum(count for _code, count in lines[most - 1 :])
        others = _("Otros resultados: %(count)s", count=w.number(rest))
        named = [*named[: most - 1], others]
    return (_("No llegaron a este paso: %(count)s", count=w.number(lost)), *named)


def _steps(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    return Table(
        caption=_("Pasos del recorrido"),
        columns=columns(
            _("Paso"),
            (_("Cantidad"), Kind.COUNT),
            (_("Del paso anterior"), Kind.SHARE),
            (_("De las sorteadas"), Kind.SHARE),
            (_("Meta"), Kind.COUNT),
            (_("De la meta"), Kind.SHARE),
        ),
        rows=tuple(
            (
                _(wording.STEPS[step.code]),
                step.count,
                step.of_previous if place else "",
                step.of_drawn if place > 3 else "",
                step.target if step.target is not None else "",
                share(step.count, step.target) if step.target else "",
            )
            for place, step in enumerate(f.funnel)
        ),
    )


def _losses(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    return Table(
        caption=_("Pérdidas de cada paso, con todos sus motivos"),
        columns=columns(_("Paso no alcanzado"), _("Motivo"), (_("Cantidad"), Kind.COUNT)),
        rows=tuple(
            (_(wording.STEPS[step.code]), _(wording.loss(loss.code)), loss.count)
            for step in f.funnel
            for loss in step.losses
        ),
    )


def _partition(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    drawn_ = sum(row.count for row in f.partition)
    return Table(
        caption=_("Cada persona del sorteo está en una sola fila"),
        columns=columns(
            _("Situación"),
            (_("Casos cerrados"), Kind.COUNT),
            (_("Casos abiertos"), Kind.COUNT),
            (_("Personas"), Kind.COUNT),
            (_("Del sorteo"), Kind.SHARE),
        ),
        rows=tuple(
            (
                _(wording.STANDINGS[row.code]),
                row.closed,
                row.still_open,
                row.count,
                share(row.count, drawn_),
            )
            for row in f.partition
        ),
        total=(
            _("Total del sorteo"),
            sum(row.closed for row in f.partition),
            sum(row.still_open for row in f.partition),
            drawn_,
            "",
        ),
    )


def _places(f: ReportFigures) -> tuple[Group, ...]:
    return f.fairness.by("municipality")


def _municipalities(f: ReportFigures, w: Words) -> Picture:
    _, target = w.gettext, f.about.target_validated
    frame = sum(group.eligible or 0 for group in _places(f))
    items = []
    for group in _places(f):
        part = share((group.eligible or 0) * target, frame)
        count = group.steps["validated"]
        text = _("%(count)s de %(target)s", count=w.number(count), target=w.number(part))
        items.append(charts.Bar(place_of(f, w, group.code), count, text, part))
    return Picture(
        name="municipios",
        title=_("Personas validadas por municipio"),
        description=_(
            "Cada barra es un municipio del registro. La raya es la parte de la meta de "
            "%(target)s que le toca según sus personas elegibles.",
            target=w.number(target),
        ),
        svg=charts.bars(items),
    )


def place_of(f: ReportFigures, w: Words, code: str) -> str:
    return w.gettext(wording.other(code)) if code == "unknown" else f.about.place(code)


def groups(
    w: Words,
    caption: str,
    heading: str,
    parts: Sequence[Group],
    name: Callable[[str], str] = str,
) -> Table:
    """The funnel of each part of the people, a row each."""
    _ = w.gettext
    known = any(group.eligible is not None for group in parts)
    steps = tuple(wording.SHORT_STEPS)
    rows = []
    for group in parts:
        unknown = group.code == "unknown"
        title = _(wording.other(group.code)) if unknown else name(group.code)
        eligible = (group.eligible,) if known else ()
        share_, _interval = group.of_released("validated")
        counts = (group.steps[step] for step in steps)
        rows.append((title, *eligible, *counts, share_, group.rr1))
    return Table(
        caption=caption,
        columns=(
            Column(heading),
            *([Column(_("Elegibles"), Kind.COUNT)] if known else []),
            *(Column(_(wording.SHORT_STEPS[step]), Kind.COUNT) for step in steps),
            Column(_("% validadas"), Kind.SHARE),
            Column("RR1", Kind.SHARE),
        ),
        rows=tuple(rows),
        wide=True,
    )


def _losses_by_place(f: ReportFigures, w: Words) -> Table:
    _, places = w.gettext, _places(f)
    reasons: dict[tuple[str, str], dict[str, int]] = {}
    for group in places:
        for step, losses in group.losses.items():
            for loss in losses:
                reasons.setdefault((step, loss.code), {})[group.code] = loss.count
    order = {code: place for place, code in enumerate(_AFTER_THE_DRAW)}
    ordered = sorted(reasons.items(), key=lambda item: (order[item[0][0]], -sum(item[1].values())))
    return Table(
        caption=_("Pérdidas de cada paso por municipio"),
        columns=(
            Column(_("Paso no alcanzado")),
            Column(_("Motivo")),
            *(Column(place_of(f, w, group.code), Kind.COUNT) for group in places),
        ),
        rows=tuple(
            (
                _(wording.SHORT_STEPS[step]),
                _(wording.loss(code)),
                *(counts.get(group.code, 0) for group in places),
            )
            for (step, code), counts in ordered
        ),
        wide=True,
    )


def _arms(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    if not f.arms:
        return ()
    _ = w.gettext
    return (
        Heading(_("Por brazo del experimento")),
        groups(w, _("El recorrido por brazo"), _("Brazo"), f.arms),
    )
