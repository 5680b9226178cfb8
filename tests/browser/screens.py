"""`make screens`: pictures of the main pages, from a small demo, for the README."""

import shutil
import time
from datetime import timedelta
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console

from rehearsal.demo import ROOT, Demo
from rehearsal.progress import figures
from tests.browser.conftest import CHROMIUM

PEOPLE = 300
DAYS = timedelta(days=3)
LONGEST_SECONDS = 60.0
FOLDER = ROOT / "docs/screens"
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
# file → role, address, size of the window; and the button to press there. A new picture is a line
# here. What moves comes first: time runs on, a day in a few seconds.
SCREENS: dict[str, tuple[str, str, dict[str, int], str | None]] = {
    "en-vivo": ("operator", "/campaigns/picc/live", DESK, None),
    "en-vivo-en-el-telefono": ("operator", "/campaigns/picc/live", PHONE, None),
    "campanas": ("operator", "/campaigns", DESK, None),
    "campana": ("operator", "/campaigns/picc", DESK, None),
    "nueva-campana": ("operator", "/campaigns", DESK, "Nueva campaña"),
    "personas-que-esperan": ("agent", "/leads", DESK, None),
    "mi-puesto": ("agent", "/desk", DESK, None),
    "supervision": ("supervisor", "/supervision", DESK, None),
    "contacto-en-el-telefono": ("agent", "/leads/1", PHONE, None),
}


class Small(Demo):
    """The demo with targets that so few people can reach."""

    def _file(self) -> Path:
        path = super()._file()
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        document |= {"target": {"validated": self.people * 4 // 10, "enrolled": self.people // 30}}
        path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
        return path


def take(folder: Path = FOLDER) -> None:
    """Runs the demo until its campaign is well on its way, and takes each picture."""
    console = Console()
    demo = Small(PEOPLE, "convoca-screens", Path("var/screens"))
    with demo.processes, sync_playwright() as playwright:
        demo.set_up(console)
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        pages = {role: _signed_in(browser, demo, role) for role, *_ in SCREENS.values()}
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        demo.start()
        _wait(demo)
        for name, (role, address, size, press) in SCREENS.items():
            page = pages[role]
            page.set_viewport_size(size)
            page.goto(address)
            if press is not None:
                page.click(f"text={press}")
            page.screenshot(path=folder / f"{name}.png")
            console.print(f"{folder.relative_to(ROOT) / name}.png")


def _wait(demo: Demo) -> None:
    """Until some days have passed and calls are under way again."""
    begun, until = None, time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < until:
        demo.processes.check()
        now, counts = figures(demo.web)
        begun = begun or now
        if now - begun > DAYS and counts.get("calls_under_way", 0) > 2:
            return
        time.sleep(0.05)


def _signed_in(browser: Browser, demo: Demo, role: str) -> Page:
    page = browser.new_context(base_url=demo.web, locale="es-HN").new_page()
    page.goto("/login")
    page.fill("#login", role)
    page.fill("#password", demo.password_of(role))
    page.click("main button")
    return page


if __name__ == "__main__":
    take()
