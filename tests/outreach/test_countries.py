"""Country packs: what Honduras is, and how a fault in a pack is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.medium import Medium
from flows.script import load_script, script_names
from flows.steps import Wording
from flows.understanding import Intent, Question, understand
from flows.wording_checks import revealing
from outreach import countries
from outreach.countries import load_country
from outreach.countries.pack import read_pack
from outreach.errors import BadFile

HONDURAS = (Path(countries.__file__).parent / "hn.yaml").read_text(encoding="utf-8")
HN = load_country("hn")


@pytest.mark.parametrize("name", script_names())
@pytest.mark.parametrize(
    "line",
    [
        line
        for words in (*(spoken for _, spoken in HN.all_spoken), *HN.all_written)
        for line in words.model_dump().values()
    ],
)
def test_what_the_country_says_to_anybody_tells_no_secret(name: str, line: str) -> None:
    """These words are in no script, and strangers hear and read them: no script's secrets."""
    script = load_script(name)
    said = replace(script, wordings={"line": Wording(voice=line)})
    assert revealing(said) == frozenset()
    assert revealing(script) != frozenset()


def fault(old: str, new: str) -> str:
    """The message about Honduras' pack with one thing changed."""
    assert old in HONDURAS
    with pytest.raises(BadFile) as told:
        read_pack(HONDURAS.replace(old, new, 1), "hn.yaml")
    return str(told.value)


def line_of(text: str) -> int:
    before, found, _ = HONDURAS.partition(text)
    assert found
    return before.count("\n") + 1


def test_the_five_municipalities_of_the_pilot_have_their_codes() -> None:
    """Keys and INE codes as the method's page has them."""
    assert {key: place.code for key, place in HN.municipalities.items()} == {
        "tegucigalpa": "0801",
        "san_pedro_sula": "0501",
        "la_ceiba": "0101",
        "danli": "0703",
        "choluteca": "0601",
    }


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 4),  # Maundy Thursday to Holy Saturday
        date(2026, 4, 14), date(2026, 5, 1), date(2026, 9, 15),
        date(2026, 10, 7), date(2026, 10, 8), date(2026, 10, 9),  # Decree 78-2015
        date(2026, 12, 25), date(2027, 1, 1),
    ],
)  # fmt: skip
def test_nobody_is_called_on_a_holiday_of_honduras(day: date) -> None:
    """The days of the law, the moved Morazán week among them."""
    assert HN.calling_hours().open_on(day) is None


def test_every_other_weekday_is_open_into_the_evening_and_weekends_until_five() -> None:
    """The method wants evenings and weekends; nobody is called before nine or after eight."""
    hours = HN.calling_hours()
    assert hours.open_on(date(2026, 11, 3)) == (time(9), time(20))
    for weekend in (date(2026, 11, 7), date(2026, 11, 8)):
        opens, closes = hours.open_on(weekend) or (time.min, time.min)
        assert opens >= time(9)
        assert closes == time(17)


@given(st.integers(0, 3 * 365 * 24 * 60))
def test_no_moment_of_the_night_is_ever_open(minutes: int) -> None:
    """Whatever the date, an open moment lies between nine and eight in Honduras (UTC−6)."""
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    if HN.calling_hours().is_open(moment):
        local = (moment.hour - 6) % 24
        assert 9 <= local < 20


def test_holidays_are_corrected_by_hand_in_the_pack() -> None:
    """A decree of this morning is one line; a holiday that was moved away is another."""
    changed = HONDURAS.replace("added: []", "added: [2026-11-03]").replace(
        "removed: []", "removed: [2026-04-14]"
    )
    hours = read_pack(changed, "hn.yaml").calling_hours()
    assert hours.open_on(date(2026, 11, 3)) is None
    assert hours.open_on(date(2026, 4, 14)) is not None


@pytest.mark.parametrize("word", HN.stop_words)
@pytest.mark.parametrize("written", [str.upper, str.lower, str.capitalize])
def test_every_stop_word_of_the_pack_is_understood(
    word: str, written: Callable[[str], str]
) -> None:
    """What the pack tells the carrier and what we understand cannot drift apart."""
    heard = understand(Question.INTEREST, written(word), medium=Medium.TEXT)
    assert heard.intent is Intent.OPT_OUT


def test_a_locale_is_spoken_by_its_own_voice_or_its_languages_or_the_countrys() -> None:
    """Nobody hears silence for want of a voice."""
    assert HN.voice_of("es-HN").recogniser == "es-MX"
    assert HN.voice_of("en-US").language == "en-US"
    assert HN.voice_of("miq") == HN.voice_of("es-HN")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("zone: America/Tegucigalpa ", "zone: America/Atlantis ", "time zone"),
        ("  monday: 09:00-20:00", "  monday: 25:00-26:00", "hours.monday"),
        ("  sunday: 10:00-17:00", "  domingo: 10:00-17:00", "expected one of monday"),
        ("  code: HN", "  code: Ruritania", "holidays library"),
        ('  national: "[23789]\\\\d{7}"', '  national: "[23789"', "regular expression"),
        ('    code: "0703"', '    code: "703"', "municipalities.danli.code"),
        ("adult_age: 18", "adult_age: grown", "adult_age"),
        ("stop_words:", "stopwords:", "not known here"),
    ],
)
def test_a_fault_in_a_pack_is_told_with_file_and_line(old: str, new: str, expected: str) -> None:
    """Whoever writes the pack of another country finds the place at once."""
    message = fault(old, new)
    assert f"hn.yaml, line {line_of(old)}: " in message
    assert expected in message


def test_a_pack_must_have_a_voice_for_its_own_locale() -> None:
    """Otherwise the first call would be the one to find out."""
    assert "es-GT" in fault("locale: es-HN", "locale: es-GT")


def test_a_missing_key_is_named() -> None:
    """What is missing has no line, so its name has to do."""
    assert "'adult' is not known here" in fault("adult_age: 18", "adult: 18")
    assert "'zone' is missing" in fault("zone: America/Tegucigalpa", "zona: America/Tegucigalpa")


def test_an_unknown_country_says_which_there_are() -> None:
    """A wrong --country is answered with the right ones."""
    with pytest.raises(BadFile, match="'xx'; there is: hn"):
        load_country("xx")


def test_a_pack_cannot_be_changed_while_it_is_used() -> None:
    """It is shared by all threads of a process."""
    with pytest.raises(ValueError, match="frozen"):
        HN.adult_age = 16  # type: ignore[misc]  # that it is refused is the point
