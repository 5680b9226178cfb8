"""The architecture, enforced: which way imports go, and what is confined to where."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("flows", "outreach", "ivr", "workers", "rehearsal")

# package → what of ours it may import
MAY_IMPORT = {
    "flows": {"flows"},
    "outreach": {"outreach", "flows"},
    "ivr": {"ivr", "outreach", "flows"},
    "workers": {"workers", "outreach", "flows"},
    "rehearsal": {"rehearsal"},
}

# library → the only files (or folders, ending in /) that may import it
CONFINED = {
    "flask": ("ivr/", "rehearsal/network.py"),
    "flask_login": ("ivr/",),
    "flask_wtf": ("ivr/",),
    "sqlalchemy": ("outreach/store/",),
    "alembic": ("outreach/store/",),
    "rq": ("outreach/queue.py", "workers/"),
    "redis": (
        "outreach/queue.py",
        "outreach/rate_limit.py",
        "outreach/readiness.py",
        "workers/main.py",
    ),
    "twilio": ("outreach/carrier/twilio.py", "ivr/twiml.py", "ivr/signature.py"),
    "flask_babel": ("ivr/",),
    "cryptography": ("outreach/store/encryption.py", "ivr/signature.py", "rehearsal/dialects.py"),
    "argon2": ("ivr/console/passwords.py",),
    "flask_limiter": ("ivr/console/slowing.py", "ivr/errors.py"),
    "pyotp": ("ivr/console/authenticator.py",),
    "segno": ("ivr/console/authenticator.py",),
}

PURE = ("flows/", "outreach/rules/")
IMPURE = {
    "os", "random", "secrets", "socket", "subprocess", "time", "urllib", "requests", "structlog",
    "threading", "logging",
}  # fmt: skip
READS_THE_CLOCK = {"now", "today", "utcnow"}
MAY_READ_THE_CLOCK = ("outreach/clock.py", "rehearsal/")
MAY_READ_THE_ENVIRONMENT = ("outreach/settings.py", "rehearsal/demo.py")


def sources() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, places: tuple[str, ...]) -> bool:
    return any(name.startswith(p) if p.endswith("/") else name == p for p in places)


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_imports_go_only_the_way_they_may(path: Path) -> None:
    """A newcomer who knows the picture of the packages knows every import."""
    package = name_of(path).split("/")[0]
    ours = {i.split(".")[0] for i in imports_of(path)} & {*PACKAGES, "tests", "benchmarks"}
    assert ours <= MAY_IMPORT[package]


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_each_library_stays_where_it_belongs(path: Path) -> None:
    """What may be swapped some day is imported in one place."""
    used = {i.split(".")[0] for i in imports_of(path)}
    strays = {lib for lib in used & CONFINED.keys() if not within(name_of(path), CONFINED[lib])}
    assert not strays


@pytest.mark.parametrize("path", [p for p in sources() if within(name_of(p), PURE)], ids=name_of)
def test_what_is_pure_does_nothing_but_compute(path: Path) -> None:
    """No I/O, no clock, no settings, no randomness: the same arguments give the same answer."""
    assert not {i.split(".")[0] for i in imports_of(path)} & IMPURE


def test_rules_import_the_flows_and_themselves_only() -> None:
    """A rule that reads the store is no rule."""
    for path in (ROOT / "outreach/rules").rglob("*.py"):
        ours = {i for i in imports_of(path) if i.startswith("outreach")}
        assert all(i.startswith("outreach.rules") for i in ours), name_of(path)


def test_the_store_imports_the_rules_and_errors_and_no_use_case() -> None:
    """Memory does not decide."""
    allowed = ("outreach.store", "outreach.rules", "outreach.errors")
    for path in (ROOT / "outreach/store").rglob("*.py"):
        ours = {i for i in imports_of(path) if i.startswith("outreach.")}
        assert all(i.startswith(allowed) for i in ours), name_of(path)


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_the_time_is_read_at_entry_points_only(path: Path) -> None:
    """`now` is an argument everywhere else, so that any moment can be rehearsed."""
    if within(name_of(path), MAY_READ_THE_CLOCK):
        return
    read = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in READS_THE_CLOCK
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date"}
    ]
    assert not read


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_the_environment_is_read_in_one_place(path: Path) -> None:
    """Every setting has a name, a type and a place."""
    if within(name_of(path), MAY_READ_THE_ENVIRONMENT):
        return
    text = path.read_text()
    assert "os.environ" not in text
    assert "getenv" not in text


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_a_module_says_what_it_is_for_and_stays_small(path: Path) -> None:
    """Past 300 lines a concept is missing."""
    text = path.read_text()
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 300


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    """Past 30 lines of body, with room for a signature and a docstring, it does two things."""
    long = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body and (body[-1].end_lineno or 0) - body[0].lineno + 1 > 32:
                long.append(f"{node.name}: line {node.lineno}")
    assert not long


def test_no_file_is_named_after_nothing() -> None:
    """utils, helpers, base and manager are names of no concept."""
    nothing = {"utils", "helpers", "base", "manager", "common", "misc"}
    assert not [name_of(p) for p in sources() if p.stem in nothing]


def test_nothing_is_left_unfinished() -> None:
    """What is committed is done."""
    marks = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")
    assert not [name_of(p) for p in sources() if any(mark in p.read_text() for mark in marks)]
