"""Style sheets, scripts and icons: what is not ours is what it says, and is asked for once."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

import ivr.console
from outreach.system import System
from tests.ivr.browser import Browser

STATIC = Path(ivr.console.__file__).parent / "static"
VENDORED = [STATIC / "vendor", Path(__file__).parents[1] / "browser/vendor"]
ROW = re.compile(r"^\| ([\w.-]+\.(?:css|js|svg)) \| (\S+) \| ([\d.]+) \|.*\| ([0-9a-f]{64}) \|$")


@pytest.mark.parametrize("folder", VENDORED, ids=lambda path: path.parent.name)
def test_what_is_not_ours_is_what_its_list_says(folder: Path) -> None:
    """Each stands in the list with its package, version and sum, and nothing else is there."""
    lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    listed = [found.groups() for line in lines if (found := ROW.match(line))]
    for name, _, version, digest in listed:
        assert version in name
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    there = {path.name for path in folder.iterdir()} - {"README.md"}
    assert {name for name, *_ in listed} == there


def test_every_file_of_a_page_is_asked_for_once_and_comes_gzipped(quick_system: System) -> None:
    """The address changes with the file, so a browser may keep it for a year."""
    browser = Browser(quick_system)
    page = browser.get("/login").text
    asked = re.findall(r'(?:href|src)="(/static/[^"#]+)', page)
    assert len(asked) >= 4
    for path in asked:
        answer = browser.get(path, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert gzip.decompress(answer.data) == browser.get(path).data
    assert (
        sum(len(browser.get(p, headers={"Accept-Encoding": "gzip"}).data) for p in asked) < 130e3
    )


def test_an_old_address_still_works_and_is_soon_forgotten(quick_system: System) -> None:
    """A page from before an update finds its files; nobody keeps them for long."""
    browser = Browser(quick_system)
    answer = browser.get("/static/console.css?v=old")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    again = browser.get("/static/console.css", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path", ["vendor/README.md", "../templates/base.html", "..%2faccess.py", "nothing.css", "%00"]
)
def test_nothing_else_is_served(quick_system: System, path: str) -> None:
    """Only style sheets, scripts and pictures of this folder."""
    assert Browser(quick_system).get(f"/static/{path}").status_code == 404


def test_pages_have_nothing_inline_and_htmx_adds_nothing(quick_system: System) -> None:
    """No style, no handler, no script in the page, and none that the library would write."""
    pages = Path(ivr.console.__file__).parent.glob("templates/*.html")
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son\w+=|<style|<script>|hx-on|javascript:", text), path
    page = Browser(quick_system).get("/login").text
    for kept in ('"includeIndicatorStyles":false', '"allowEval":false', '"selfRequestsOnly":true'):
        assert kept in page


def test_every_icon_that_a_page_names_is_in_the_sprite() -> None:
    """A name that is not there would show nothing, and no error."""
    sprite = next((STATIC / "vendor").glob("tabler-icons-*.svg")).read_text(encoding="utf-8")
    there = set(re.findall(r'id="([\w-]+)"', sprite))
    console = Path(ivr.console.__file__).parent
    named = set(re.findall(r'Entry\(.*"([\w-]+)"\),', (console / "navigation.py").read_text()))
    for path in console.glob("templates/*.html"):
        named |= set(re.findall(r'(?:icon\(|sign=)"([\w-]+)"', path.read_text(encoding="utf-8")))
    assert named
    assert named - there == set()
