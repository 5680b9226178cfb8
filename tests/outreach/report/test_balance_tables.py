"""Balance in the report: what was known before the draw, of the drawn and of the others."""

import pytest

from outreach.draws import comparing, drawing
from outreach.report.balance import REPETITIONS
from outreach.report.document import Table
from outreach.report.figures import ReportFigures
from outreach.report.sections import document
from outreach.reports import report_figures
from outreach.store import campaigns
from outreach.system import System
from tests import make


@pytest.fixture
def figures(quick_system: System) -> ReportFigures:
    """Forty people, twenty drawn, in two arms."""
    people = [
        make.Invented(
            name=f"Ana Mejía {n}", numbers=(f"+504990010{n:02d}",), sex="FM"[n % 2],
            birth_year=1960 + n, municipality=("danli", "choluteca")[n < 20],
        )
        for n in range(40)
    ]  # fmt: skip
    make.a_list(quick_system.store, people=people, clock=quick_system.clock)
    make.a_draft(quick_system, sample=20, draw={"arms": {"control": 1, "aviso": 1}})

    drawing.draw(
        quick_system,
        "piloto",
        seed="semilla",
        size=20,
        actor="tests",
        now=quick_system.clock.now(),
    )
    with quick_system.store.snapshot() as connection:
        campaign = campaigns.named(connection, "piloto")
        return report_figures(connection, campaign, quick_system.clock.now())


def test_the_report_has_the_draw_s_own_comparison(
    figures: ReportFigures, quick_system: System
) -> None:
    """The same figures as `flask sample balance`, and the same test."""
    found = comparing.balance_of_draw(quick_system, "piloto", repetitions=REPETITIONS, seed=1)
    mine = figures.balance.draw
    assert mine is not None
    assert mine.groups == ("drawn", "not_drawn")
    assert mine.p == found.test.p
    means = [[side.mean for side in line.sides] for line in mine.lines]
    assert means == [[cell.mean for cell in line.cells] for line in found.lines]
    assert [side.n for side in mine.lines[0].sides] == [20, 20]
    assert figures.balance.arms is not None
    assert figures.balance.arms.groups == ("control", "aviso")


@pytest.mark.parametrize("language", ["es", "en"])
def test_it_stands_where_the_draw_is_told(figures: ReportFigures, language: str) -> None:
    """One table for the draw, one for the arms, every covariate by a name that people know."""
    done = document(figures, language).sections[1]
    first = {"es": "Antes del sorteo", "en": "Before the draw"}[language]
    tables = [b for b in done.blocks if isinstance(b, Table) and b.columns[0].title == first]
    assert len(tables) == 2
    assert not [row[0] for table in tables for row in table.rows if "=" in str(row[0])]
