"""Invented people: the same for the same seed, whoever is called first, at humane hours."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal import rates
from rehearsal.people import People, Ring, Role, awake, local
from rehearsal.population import Registered, city, phone_numbers, year_of

NUMBERS = [f"+5049{n:07d}" for n in range(3000)]
POPULATION = {
    number: (Registered(f"Ana{n} Ruiz Mejía", 1960 + n % 45, "Danlí"),)
    for n, number in enumerate(NUMBERS)
}
EVENING = datetime(2026, 11, 5, 0, 30, tzinfo=UTC)  # Wednesday 18:30 in Honduras


def people(seed: int = 7) -> People:
    return People(POPULATION, seed, 2026)


def test_the_same_seed_invents_the_same_people_and_the_same_rings() -> None:
    """Neither the order of the calls nor calls to other numbers change what happens."""
    one, other = people(), people()
    forth = {n: one.ring(n, EVENING) for n in NUMBERS[:300]}
    back = {n: other.ring(n, EVENING) for n in reversed(NUMBERS[:300])}
    assert forth == back
    assert [one.line(n).residents for n in NUMBERS[:300]] == [
        other.line(n).residents for n in NUMBERS[:300]
    ]


def test_another_seed_invents_other_people() -> None:
    """The seed matters."""
    assert [people(7).line(n).residents for n in NUMBERS[:50]] != [
        people(8).line(n).residents for n in NUMBERS[:50]
    ]


def test_a_person_with_two_numbers_is_one_person() -> None:
    """The truth about somebody does not depend on the number they are reached at."""
    ana = Registered("Ana Ruiz Mejía", 1985, "Danlí")
    both = People({"+50499000001": (ana,), "+50499000002": (ana,)}, 7, 2026)
    assert both.line("+50499000001").residents == both.line("+50499000002").residents


def test_lines_are_dead_or_recycled_as_often_as_the_rates_say() -> None:
    """Within four standard errors over 3,000 numbers."""
    lines = [people().line(n) for n in NUMBERS]
    states = Counter(line.state for line in lines)
    for state, share in rates.LINE_STATES.items():
        assert abs(states[state] / len(lines) - share) < 4 * (share / len(lines)) ** 0.5
    recycled = sum(line.recycled for line in lines) / len(lines)
    assert abs(recycled - rates.RECYCLED) < 0.02


def test_a_ring_is_taken_by_somebody_about_every_third_time() -> None:
    """On a weekday evening, over lines of every state; relatives are the smaller part."""
    rings = [people().ring(n, EVENING) for n in NUMBERS]
    human = [r for r in rings if r.role in (Role.HOLDER, Role.RELATIVE, Role.STRANGER)]
    assert 0.25 < len(human) / len(rings) < 0.45
    roles = Counter(r.role for r in human)
    assert roles[Role.HOLDER] > 3 * roles[Role.RELATIVE] > 0
    assert {Ring.BUSY, Ring.DECLINED, Ring.NO_ANSWER, Ring.UNREACHABLE} <= {r.ring for r in rings}


def test_who_agreed_to_a_time_mostly_picks_up_then() -> None:
    """Nine of ten around the agreed time, whatever their habits."""
    asked = people()
    alive = [n for n in NUMBERS if asked.line(n).state == "in_service"][:500]
    for number in alive:
        asked.line(number).agreed = local(EVENING)
    taken = sum(asked.ring(n, EVENING + timedelta(minutes=5)).ring is Ring.ANSWERED for n in alive)
    assert taken / len(alive) > 0.8


def test_an_engaged_line_is_busy() -> None:
    """Somebody on the phone cannot take a second call."""
    network = people()
    network.line(NUMBERS[0]).busy = True
    assert network.ring(NUMBERS[0], EVENING).ring is Ring.BUSY


@given(st.integers(0, 365 * 24 * 3600))
def test_people_act_in_waking_hours_only(seconds: int) -> None:
    """What they do is put off to the morning, never back in time, never by more than a night."""
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    acts = awake(moment)
    assert rates.WAKING[0] <= local(acts).hour < rates.WAKING[1]
    assert timedelta(0) <= acts - moment <= timedelta(hours=10)


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("9690-6799", ["+50496906799"]),
        (" 8620 - 8704 ", ["+50486208704"]),
        ("3429-2165 / 9082-3017", ["+50434292165", "+50490823017"]),
        ("(504) 8952 4404", ["+50489524404"]),
        ("50482953388", ["+50482953388"]),
        ("81232507.0", ["+50481232507"]),
        ("Tel. 8423-8441", ["+50484238441"]),
        ("+1 305 555 0113", ["+13055550113"]),
        ("no tiene", []),
        ("", []),
    ],
)
def test_soiled_phone_cells_are_read(cell: str, numbers: list[str]) -> None:
    """As the ministry's export soils them."""
    assert list(phone_numbers(cell)) == numbers


def test_places_and_years_are_read_in_every_spelling() -> None:
    """Five municipalities by any of their names, years from three formats."""
    assert {city(c) for c in ("M.D.C.", "Comayagüela", "TEGUCIGALPA ")} == {"Tegucigalpa"}
    assert {city(c) for c in ("SPS", "S.P.S.", "San Pedro  Sula")} == {"San Pedro Sula"}
    assert {city("Danli"), city("Danlí, El Paraíso")} == {"Danlí"}
    assert city("olanchito") == "Olanchito"
    assert [year_of(d) for d in ("29/05/1991", "1985-05-06", "17-09-2025", "")] == [
        1991,
        1985,
        2025,
        None,
    ]
