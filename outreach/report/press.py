"""Prints a report in several languages at once, in processes that make ready while it is read.

Libraries that draw and set take over a second to load, and each language another one to print:
processes of their own do both beside the reading of the database.
"""

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from outreach.errors import ConvocaError

if TYPE_CHECKING:
    from outreach.report.figures import ReportFigures

FORMS = ("html", "pdf", "xlsx")
_ROOT = Path(__file__).parents[2]

Forms = dict[str, bytes]
"""What is printed in one language, by the file's ending."""


class NotPrinted(ConvocaError):
    """A process that prints ended before it was done; what it said is on standard error."""


class Press:
    """Processes that print, started at once: `wanted`, as far as there are processors.

    To be used in a `with`, and once.
    """

    def __init__(self, wanted: int = 2) -> None:
        count = max(1, min(wanted, os.cpu_count() or 1))
        self._printers = [_started() for _ in range(count)]

    def printed(
        self, figures: "ReportFigures", languages: Sequence[str]
    ) -> Iterator[tuple[str, Forms]]:
        """Each language when it is there, in their order. Raises NotPrinted."""
        count = len(self._printers)
        for at, printer in enumerate(self._printers):
            _send(printer, (figures, languages[at::count]))
        for at, language in enumerate(languages):
            yield language, _received(self._printers[at % count])

    def __enter__(self) -> "Press":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for printer in self._printers:
            printer.kill()  # it is done, or nobody will read what it prints
            printer.wait()
            for pipe in (printer.stdin, printer.stdout):
                if pipe is not None:
                    with contextlib.suppress(BrokenPipeError):
                        pipe.close()


def _started() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "outreach.report.press"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=_ROOT,
    )


def _send(printer: "subprocess.Popen[bytes]", work: object) -> None:
    try:
        if printer.stdin is not None:
            printer.stdin.write(pickle.dumps(work))
            printer.stdin.close()
    except BrokenPipeError:
        raise NotPrinted("a process that prints the report ended early") from None


def _received(printer: "subprocess.Popen[bytes]") -> Forms:
    try:
        forms: Forms = pickle.load(printer.stdout)  # type: ignore[arg-type]  # noqa: S301
    except EOFError:
        raise NotPrinted("a process that prints the report ended early") from None
    return forms


def forms(figures: "ReportFigures", language: str) -> Forms:
    """Page, PDF and workbook, made of one document."""
    from outreach.report.page import page
    from outreach.report.pdf import pdf
    from outreach.report.sections import document
    from outreach.report.workbook import workbook

    whole = document(figures, language)
    printed = page(whole).encode(), pdf(whole, figures.about.generated_at), workbook(whole)
    return dict(zip(FORMS, printed, strict=True))


def _make_ready() -> None:
    """Loads all that printing needs and draws a chart of each kind: a first one takes longest."""
    import typst  # noqa: F401
    import xlsxwriter  # noqa: F401

    from outreach.report import charts, page, sections  # noqa: F401

    charts.bars([charts.Bar("", 1, "", 1)])
    charts.curves([charts.Mark("", 1, 1, 0, 1)], x_title="")
    charts.estimates([charts.Point("", "", 1, 0, 1)], reference=1)
    charts.heat_map([charts.Cell("", "", 1, "")], [""], [""])
    charts.columns([""], [1])


def main() -> None:
    """Prints what comes in, in each language asked for. Both ways go between us and our child."""
    _make_ready()
    figures, languages = pickle.load(sys.stdin.buffer)  # noqa: S301
    for language in languages:
        pickle.dump(forms(figures, language), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
