"""What stands in a cell, however it was typed."""

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.countries import load_country
from outreach.registry import cells
from outreach.registry.cells import Note, PhoneReader

HN = load_country("hn")
PHONES = PhoneReader(HN)
PLACES = cells.spellings_of(HN)


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("99887766", [("+50499887766", "HN", "mobile")]),
        (99887766.0, [("+50499887766", "HN", "mobile")]),
        ("99887766.0", [("+50499887766", "HN", "mobile")]),
        ("Tel. 2233-4455", [("+50422334455", "HN", "fixed")]),
        ("(504) 9988-7766", [("+50499887766", "HN", "mobile")]),
        (" 8620 - 8704 ", [("+50486208704", "HN", "mobile")]),
        ("99 88 77 66", [("+50499887766", "HN", "mobile")]),
        ("+504 9988 7766", [("+50499887766", "HN", "mobile")]),
        ("0050499887766", [("+50499887766", "HN", "mobile")]),
        (
            "3429-2165 / 2233-4455",
            [("+50434292165", "HN", "mobile"), ("+50422334455", "HN", "fixed")],
        ),
        ("9988-7766/9988 7766", [("+50499887766", "HN", "mobile")]),
        ("+1 305-555-0123", [("+13055550123", "US", "other")]),
        ("+52 55 1234 5678 / no", [("+525512345678", "MX", "other")]),
        ("９９８８-７７６６", [("+50499887766", "HN", "mobile")]),
        ("no tiene", []),
        ("12345678", []),
        ("9988776", []),
        ("00000000", []),
        ("", []),
        (None, []),
    ],
)
def test_the_numbers_of_a_cell_are_read_as_they_are_meant(
    cell: object, numbers: list[tuple[str, str, str]]
) -> None:
    """Two in one cell, labels, brackets, a spreadsheet's `.0`, and foreign ones."""
    assert [(n.e164, n.country, n.kind) for n in PHONES.numbers(cell)] == numbers


@given(
    st.from_regex(r"[23789]\d{7}", fullmatch=True).filter(str.isascii),
    st.sampled_from(["{0}{1}", "{0}-{1}", "{0} {1}", "+504{0}{1}", "504 {0} {1}", "Cel: {0}-{1}"]),
)
def test_a_honduran_number_is_the_same_however_it_is_typed(digits: str, form: str) -> None:
    """The fast path and the library agree on what the number is."""
    typed = form.format(digits[:4], digits[4:])
    assert [n.e164 for n in PHONES.numbers(typed)] == [f"+504{digits}"]


@given(st.text(max_size=60))
def test_no_text_can_break_the_reader_of_any_cell(text: str) -> None:
    """A registry is hostile input: whatever stands in a cell, it is a value or nothing."""
    tidy = cells.text_of(text)
    assert len(PHONES.numbers(text)) <= len(text)
    assert cells.date_of(text) is None or isinstance(cells.date_of(text), date)
    document, _ = cells.document_of(tidy, HN)
    assert document is None or (len(document) == 13 and document.isascii())
    assert cells.sex_of(tidy) in {"F", "M", None}
    assert cells.municipality_of(tidy, PLACES) in {*HN.municipalities, "other", None}


@given(st.text(max_size=300))
def test_a_name_holds_nothing_that_cannot_be_seen(text: str) -> None:
    """No control or direction character, no double space, and a sensible length."""
    name = cells.name_of(cells.text_of(text))
    assert all(unicodedata.category(letter)[0] != "C" for letter in name)
    assert name == " ".join(name.split())
    # a letter may become two in the other case, as ŉ does
    assert len(name) <= 3 * cells.LONGEST_NAME


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ADÁN CARLOS BODDEN", "Adán Carlos Bodden"),
        ("FREDY NELSON MEDINA ZÚNIGA", "Fredy Nelson Medina Zúniga"),
        ("maría de los ángeles", "María de los Ángeles"),
        ("DE LA CRUZ", "De la Cruz"),
        ("PÉREZ-LÓPEZ", "Pérez-López"),
        ("o'connor", "O'Connor"),
        ("  ana \t paz ", "Ana Paz"),
        ("A\u200bna \u202ePaz\u202c", "Ana Paz"),
        ("Ana\x00Paz", "Ana Paz"),
        ("A\u0301lvaro", "Álvaro"),
        ("1234", ""),
        ("--", ""),
    ],
)
def test_names_are_written_as_people_write_them(typed: str, name: str) -> None:
    """They are read aloud, and shown to agents."""
    assert cells.name_of(cells.text_of(typed)) == name


@pytest.mark.parametrize(
    ("typed", "document", "note"),
    [
        ("0801-1990-00001", "0801199000001", None),
        ("0801 1990 00001", "0801199000001", None),
        ("801199000001", "0801199000001", Note.DOCUMENT_REPAIRED),
        (801199000001.0, "0801199000001", Note.DOCUMENT_REPAIRED),
        ("0801199000001.0", "0801199000001", None),
        ("no tiene", None, Note.DOCUMENT_INVALID),
        ("08011990", None, Note.DOCUMENT_INVALID),
        ("0000000000000", None, Note.DOCUMENT_INVALID),
        ("", None, Note.DOCUMENT_INVALID),
    ],
)
def test_a_document_is_repaired_or_not_used(
    typed: object, document: str | None, note: Note | None
) -> None:
    """A spreadsheet eats one leading zero; what lacks more is nobody's document."""
    assert cells.document_of(cells.text_of(typed), HN) == (document, note)


@pytest.mark.parametrize(
    "cell",
    [
        "29/05/1991", "29-05-1991", "1991-05-29", "29.05.1991", "1991-05-29 00:00:00",
        date(1991, 5, 29), datetime(1991, 5, 29, 12), 33387.0, "33387",  # noqa: DTZ001
    ],
)  # fmt: skip
def test_a_date_is_the_same_in_every_form(cell: object) -> None:
    """Day before month, as Honduras writes it; also a date whose cell lost its format."""
    assert cells.date_of(cell) == date(1991, 5, 29)


@pytest.mark.parametrize("cell", ["31/02/1990", "05/29/1991", "1/2/99", "ayer", "", None, "123"])
def test_what_is_no_date_is_none(cell: object) -> None:
    """A guess would make somebody a minor."""
    assert cells.date_of(cell) is None


@given(st.dates(date(1920, 1, 1), date(2030, 1, 1)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d"]))
def test_every_day_is_read_back(day: date, form: str) -> None:
    """Whatever the day."""
    assert cells.date_of(day.strftime(form)) == day


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("TEGUCIGALPA", "tegucigalpa"),
        ("Distrito Central", "tegucigalpa"),
        ("Tegucigalpa, D.C.", "tegucigalpa"),
        ("M.D.C.", "tegucigalpa"),
        ("sps", "san_pedro_sula"),
        ("San Pedro Sula, Cortés", "san_pedro_sula"),
        ("Ceiba", "la_ceiba"),
        ("DANLI", "danli"),
        ("Choluteca, Choluteca", "choluteca"),
        ("Choloma", "other"),
        ("", None),
    ],
)
def test_a_municipality_is_known_by_its_spellings(typed: str, key: str | None) -> None:
    """Another place is `other`: nobody is put into the programme's five by a likeness."""
    assert cells.municipality_of(typed, PLACES) == key


@pytest.mark.parametrize(
    ("typed", "sex"),
    [
        ("F", "F"), ("femenino", "F"), ("Mujer", "F"), ("female", "F"),
        ("M", "M"), ("MASC.", "M"), ("Hombre", "M"), ("h", "M"), ("Varón", "M"),
        ("", None), ("x", None),
    ],
)  # fmt: skip
def test_sex_is_read_from_letters_and_words(typed: str, sex: str | None) -> None:
    """`M` is masculino, and `Mujer` is not."""
    assert cells.sex_of(typed) == sex
