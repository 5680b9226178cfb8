"""The page and the files: whole, escaped, accessible, without a person in them."""

import io
import itertools
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from flows.script import load_script
from flows.steps import Ask
from outreach.errors import BadFile, NotFound
from outreach.report import wording
from outreach.report.document import Document, Table, Value
from outreach.report.figures import ReportFigures
from outreach.report.funnel import STANDINGS, Level
from outreach.report.page import page as page_of
from outreach.report.pdf import pdf
from outreach.report.sections import document
from outreach.report.words import Words
from outreach.report.workbook import workbook
from outreach.reports import write_report
from outreach.rules.dispositions import OutcomeClass
from outreach.store import tables
from tests.outreach.report.scene import BEGIN, DOCUMENT, NAME, NOW, NUMBER, D, Scene

HOSTILE = '<script>alert("1")</script>&\'"{{7*7}}‮'
SPANISH_ONLY = re.compile(r"\b(?:personas|llamadas|intentos|del|según|para)\b")
SVG = "{http://www.w3.org/2000/svg}"


FILES = [
    "informe.html",
    "informe.json",
    "informe.pdf",
    "informe.xlsx",
    "report.html",
    "report.pdf",
    "report.xlsx",
]


def page(figures: ReportFigures, language: str = "es") -> str:
    return page_of(document(figures, language))


class Outline(HTMLParser):
    """What an assistive program sees of a page: elements with their attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture
def told(quick_scene: Scene) -> Scene:
    """A campaign with something in every section of the page."""
    scene = quick_scene
    key = scene.interviewed(interested=True)
    scene.interviewed(interested=False)
    for _ in range(3):
        scene.person(*[D.NO_ANSWER] * 3)
    scene.attempt(key, D.TEXT_UNANSWERED, begins=BEGIN, medium="text", price=0.05)
    conversation = scene.add(
        tables.conversations,
        attempt_id=1,
        case_id=key,
        medium="voice",
        script="retornados",
        script_version=1,
        locale="es-HN",
        state=NAME,
        turn=1,
        started_at=BEGIN,
    )
    scene.add(
        tables.turns,
        conversation_id=conversation,
        number=1,
        step="identity",
        reply="soy Eufemia Zelaya",
        intent="yes",
        rule="yes",
        state=NAME,
        at=BEGIN,
    )
    for inbound in (False, True):
        scene.add(
            tables.messages,
            case_id=key,
            inbound=inbound,
            number_hash="n1",
            body=f"Hola {NAME}",
            segments=1,
            status="delivered",
            at=BEGIN,
        )
    return scene


@pytest.fixture
def figures(told: Scene) -> ReportFigures:
    return told.figures()


def test_the_report_is_a_page_and_the_same_figures_as_json(told: Scene, tmp_path: Path) -> None:
    """One reading of the database fills all files, in every language that there is."""
    path, *_others = write_report(told.store, "piloto", tmp_path / "new" / "folder", NOW)
    assert path.name == "informe.html"
    assert "Piloto de prueba" in path.read_text(encoding="utf-8")
    found = json.loads((path.parent / "informe.json").read_text(encoding="utf-8"))
    assert found == json.loads(json.dumps(told.figures().as_json()))
    assert sorted(p.name for p in path.parent.iterdir()) == FILES


def test_one_language_may_be_asked_for(told: Scene, tmp_path: Path) -> None:
    """Only its files are written; a language that nobody has written is named."""
    paths = write_report(told.store, "piloto", tmp_path / "en", NOW, locales=["en"])
    assert [p.name for p in paths] == ["report.html", "report.pdf", "report.xlsx", "informe.json"]
    with pytest.raises(NotFound, match="there is no report in fr"):
        write_report(told.store, "piloto", tmp_path / "fr", NOW, locales=["fr"])
    assert not (tmp_path / "fr").exists()


def test_a_report_that_cannot_be_written_leaves_the_old_one(told: Scene, tmp_path: Path) -> None:
    """A reader never finds half a page."""
    out = tmp_path / "out"
    path = write_report(told.store, "piloto", out, NOW, locales=["es"])[0]
    old = path.read_text(encoding="utf-8")
    (out / "informe.json").unlink()
    (out / "informe.json").mkdir()  # a file cannot take the place of a folder
    with pytest.raises(BadFile, match="cannot be written"):
        write_report(told.store, "piloto", out, NOW, locales=["es"])
    assert path.read_text(encoding="utf-8") == old
    assert sorted(p.name for p in out.iterdir()) == FILES[:4]


def test_a_campaign_that_is_not_there_is_named(quick_scene: Scene, tmp_path: Path) -> None:
    """The message says what was looked for, and nothing is written."""
    with pytest.raises(NotFound, match="pilotto"):
        write_report(quick_scene.store, "pilotto", tmp_path / "out", NOW)
    assert not (tmp_path / "out").exists()


def test_no_person_is_in_the_report(told: Scene, tmp_path: Path) -> None:
    """No name, number, document, pseudonym or word of anybody, in any file."""
    secrets = (NAME, "Eufemia", NUMBER, NUMBER[4:], DOCUMENT, "lista-000001", "Hola")
    for path in write_report(told.store, "piloto", tmp_path / "out", NOW):
        text = path.read_bytes() if path.suffix != ".xlsx" else contents_of(path)
        assert [secret for secret in secrets if secret.encode() in text] == [], path.name
    words = repr([document(told.figures(), language) for language in ("es", "en")])
    assert [secret for secret in secrets if secret in words] == []  # a PDF is compressed


def test_what_comes_from_outside_is_shown_as_text(told: Scene) -> None:
    """Titles, file names, seeds and steps may hold markup; none of it takes effect."""
    told.change(tables.lists, tables.lists.c.id == 1, name=HOSTILE, file_name=HOSTILE)
    told.change(tables.draws, tables.draws.c.id == 1, seed=HOSTILE)
    told.change(tables.people, tables.people.c.id == 1, municipality=HOSTILE[:40], sex="<")
    told.change(
        tables.attempts, tables.attempts.c.id == 1, last_step=HOSTILE, disposition=D.HUNG_UP
    )
    told.change(tables.turns, tables.turns.c.number == 1, step=HOSTILE)
    html = page(told.figures())
    assert "<script" not in html.lower()
    assert html.count("&lt;script&gt;") >= 5
    assert "{{7*7}}" in html


def test_the_page_needs_nothing_else(figures: ReportFigures) -> None:
    """No script, no foreign file: it can be mailed, archived and opened in ten years."""
    html = page(figures)
    outline = Outline(html)
    assert outline.of("script") == outline.of("link") == outline.of("img") == []
    addresses = set(re.findall(r"https?://[^\"'\s>]+", html))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert "url(" not in html


def test_every_table_has_a_caption_and_every_heading_a_scope(figures: ReportFigures) -> None:
    """A table read aloud says what it is and what each number belongs to."""
    outline = Outline(page(figures))
    assert len(outline.of("table")) == len(outline.of("caption")) > 35
    scopes = {"col", "row", "colgroup", "rowgroup"}
    assert all(attributes.get("scope") in scopes for attributes in outline.of("th"))


@pytest.mark.parametrize("language", ["es", "en"])
def test_headings_descend_one_level_at_a_time(figures: ReportFigures, language: str) -> None:
    """One h1, no level is skipped, and the page says its language."""
    outline = Outline(page(figures, language))
    levels = [int(tag[1]) for tag, _ in outline.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert outline.of("html")[0]["lang"] == language


def test_every_picture_is_told_to_those_who_do_not_see_it(figures: ReportFigures) -> None:
    """Each drawing is well-formed, has a title and a description, and ids are unique."""
    html = page(figures)
    drawings = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(drawings) == 10
    tables = page(figures).count("<table")
    assert tables > len(drawings)  # each picture's numbers are in a table too
    for drawing in drawings:
        tree = ElementTree.fromstring(drawing)  # noqa: S314 – we drew it ourselves
        assert tree.get("role") == "img"
        named = [tree.findtext(f"{SVG}title"), tree.findtext(f"{SVG}desc")]
        assert all(named)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    pointed_at = " ".join(re.findall(r'aria-labelledby="([^"]+)"', html)).split()
    assert set(pointed_at) <= set(ids)


def test_a_campaign_without_anything_has_a_page_too(quick_scene: Scene) -> None:
    """Where there is no denominator the page says so."""
    html = page(quick_scene.figures())
    assert "n/a" in html
    assert "Sin trabajo de campo todavía" in html


def test_a_rehearsal_is_never_taken_for_the_real_thing(told: Scene) -> None:
    """The first thing on the page of a sample list is that its people are invented."""
    assert "inventados" in page(told.figures())
    told.change(tables.lists, tables.lists.c.id == 1, is_sample=False)
    assert "inventados" not in page(told.figures())


def test_a_broken_promise_is_shown_as_broken(told: Scene) -> None:
    """The page does not call kept what the figures call broken."""
    assert "No cumplida" not in page(told.figures())
    told.change(tables.attempts, tables.attempts.c.id == 1, local_hour=None)
    assert page(told.figures()).count("No cumplida") == 1


def test_every_code_has_a_name(figures: ReportFigures) -> None:
    """No reader meets a word of the program."""
    assert set(wording.STANDINGS) == set(STANDINGS)
    assert {step.code for step in Level} <= set(wording.STEPS)
    assert {promise.code for promise in figures.promises} == set(wording.PROMISES)
    assert set(figures.persons.by_e["default"]) - {"e"} == set(wording.RATES)
    assert all(wording.loss(d.value) == d.label for d in D if d is not D.NEVER_DIALLED)
    assert {kind.value for kind in OutcomeClass} == set(wording.CLASSES)
    script = load_script("retornados")
    asked = {name for name, step in script.steps.items() if isinstance(step, Ask)}
    assert asked - set(wording.OTHERS) == set()


def test_numbers_are_written_as_in_honduras() -> None:
    """Thousands with a comma, decimals with a point; what has no denominator is `n/a`."""
    words = Words("es")
    assert words.number(12345) == "12,345"
    assert words.number(1234.5, 2) == "1,234.50"
    assert words.percent(0.12345) == "12.3\N{NO-BREAK SPACE}%"
    assert Words("en").percent(0.12345) == "12.3%"
    assert words.number(None) == words.percent(None) == words.span(None) == "n/a"


def test_nothing_is_left_in_spanish_in_the_english_report(figures: ReportFigures) -> None:
    """Every sentence and every name of a code has its English, in the pictures too."""
    html = page(figures, "en").replace("Proyecto Piloto", "")
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)
    assert SPANISH_ONLY.findall(text) == []
    assert len(SPANISH_ONLY.findall(page(figures))) > 100  # it would find them


def test_both_languages_say_the_same_figures(figures: ReportFigures) -> None:
    """The tables hold the same numbers, row by row."""
    spanish, english = (document(figures, language) for language in ("es", "en"))

    def numbers(whole: Document) -> list[Value]:
        tables = [b for section in whole.sections for b in section.blocks if isinstance(b, Table)]
        return [v for t in tables for row in t.rows for v in row if not isinstance(v, str)]

    assert numbers(spanish) == numbers(english)
    assert len(numbers(spanish)) > 300


def test_a_workbook_has_numbers_as_numbers_and_nothing_that_runs(told: Scene) -> None:
    """A place named like a formula is a text; counts can be summed as they are."""
    told.change(tables.people, tables.people.c.id == 1, municipality='=HYPERLINK("http://x")')
    told.change(tables.lists, tables.lists.c.id == 1, name="+1", file_name="@SUM(1)")
    content = workbook(document(told.figures(), "es"))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "sheets/" in name]
        strings = book.read("xl/sharedStrings.xml").decode()
    assert not [sheet for sheet in sheets if "<f>" in sheet or "<f " in sheet]
    assert not [sheet for sheet in sheets if "hyperlink" in sheet.lower()]
    assert "=hyperlink" in strings.lower()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("2. El recorrido")
    lines = {row[0]: row for row in rows.to_python() if row}
    assert lines["Sorteadas"][1] == 5.0  # a number, not its spelling
    assert any(str(name).lower().startswith("=hyperlink") for name in lines)


def test_a_pdf_is_tagged_and_the_same_for_the_same_figures(figures: ReportFigures) -> None:
    """Screen readers can follow it (PDF/UA-1), and an archive can compare it byte by byte."""
    whole = document(figures, "es")
    content = pdf(whole, figures.about.generated_at)
    assert content.startswith(b"%PDF-")
    assert b"/MarkInfo" in content
    assert pdf(whole, figures.about.generated_at) == content


def contents_of(workbook_file: Path) -> bytes:
    """What is in the parts of a workbook, unpacked."""
    with zipfile.ZipFile(workbook_file) as book:
        return b"".join(book.read(name) for name in book.namelist())
