"""The press: languages printed by processes of their own, whole or not at all."""

import pytest

from outreach.report.press import FORMS, NotPrinted, Press, forms
from tests.outreach.report.scene import D, Scene


def test_what_a_process_prints_is_what_we_would_print(quick_scene: Scene) -> None:
    """The figures arrive whole, also where one process has to print several languages."""
    quick_scene.person(D.INTERVIEW)
    figures = quick_scene.figures()
    with Press(1) as press:
        printed = dict(press.printed(figures, ("es", "en")))
    assert list(printed) == ["es", "en"]
    for language, files in printed.items():
        assert tuple(files) == FORMS
        expected = forms(figures, language)
        assert files["html"] == expected["html"]
        assert files["pdf"] == expected["pdf"]


def test_a_process_that_ends_early_is_told_of(quick_scene: Scene) -> None:
    """Nobody waits for ever for a process that was killed, nor gets half a report."""
    quick_scene.person(D.NO_ANSWER)
    press = Press(1)
    with press:
        for printer in press._printers:
            printer.kill()
            printer.wait()
        with pytest.raises(NotPrinted, match="ended early"):
            list(press.printed(quick_scene.figures(), ("es",)))


def test_a_press_that_is_not_used_leaves_nothing_behind() -> None:
    """A campaign that is not there ends the processes that were started for it."""
    with Press(2) as press:
        printers = list(press._printers)
    assert all(printer.poll() is not None for printer in printers)
