"""Looks a page over as a careful reviewer would, at the widths of a desk and of a phone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

WIDTHS = {"desktop": (1280, 800), "phone": (390, 844)}
AXE = (Path(__file__).parent / "vendor/axe-core-4.14.1.min.js").read_text(encoding="utf-8")
# what WCAG 2.2 asks at A and AA, and what axe knows of good practice besides
_RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map(v => `${v.id}: ${v.help}: ` +
    v.nodes.slice(0, 4).map(n => `${n.target.join(" ")} ${n.any[0]?.message || ""}`).join(" | "));
}"""
_WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@contextmanager
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser complains about meanwhile: errors of scripts, and of the content policy."""
    told: list[str] = []

    def on_console(message: Any) -> None:
        if message.type in ("error", "warning"):
            told.append(message.text)

    def on_error(error: Any) -> None:
        told.append(str(error))

    page.on("console", on_console)
    page.on("pageerror", on_error)
    try:
        yield told
    finally:
        page.remove_listener("console", on_console)
        page.remove_listener("pageerror", on_error)


def is_fine(page: Page) -> None:
    """Asserts that whoever sees badly, has a phone or uses the keyboard can use this page."""
    assert page.title()
    assert page.locator("h1").count() == 1
    page.evaluate(AXE)
    for width, size in WIDTHS.items():
        page.set_viewport_size({"width": size[0], "height": size[1]})
        found = page.evaluate(_RUN)
        assert not found, f"{page.url} at {width}: {found}"
        assert page.evaluate(_WIDER) == 0, f"{page.url} is wider than a {width}"
