"""Which of our numbers somebody sees: the one of their place, while it has calls left."""

from outreach.rules.caller_ids import CallerId, candidates, with_room

CAPITAL = CallerId("+50422000100", frozenset({"tegucigalpa"}), calls_a_day=3)
NORTH = CallerId("+50425000100", frozenset({"san_pedro_sula", "la_ceiba"}))
GENERAL = CallerId("+50422000900", calls_a_day=2)
ALL = (CAPITAL, NORTH, GENERAL)


def test_people_see_the_number_of_their_place() -> None:
    """And always the same one, so that they come to know it."""
    assert candidates(ALL, "la_ceiba") == [NORTH, GENERAL]
    assert candidates(ALL, "tegucigalpa") == [CAPITAL, GENERAL]


def test_a_place_without_a_number_of_its_own_sees_the_general_one() -> None:
    """So does somebody whose place is not known."""
    assert candidates(ALL, "danli") == [GENERAL]
    assert candidates(ALL, None) == [GENERAL]


def test_a_number_that_has_used_up_its_day_is_passed_over() -> None:
    """For the general one; and when that is used up too, nobody calls."""
    today = {CAPITAL.number: 3, GENERAL.number: 1}
    assert with_room([CAPITAL, GENERAL], today.__getitem__) == GENERAL
    today[GENERAL.number] = 2
    assert with_room([CAPITAL, GENERAL], today.__getitem__) is None


def test_the_last_call_of_the_day_is_placed() -> None:
    """A cap of three is three."""
    assert with_room([CAPITAL], lambda _: 2) == CAPITAL


def test_a_number_without_a_cap_is_never_counted() -> None:
    """Counting costs, and says nothing there."""

    def asked(number: str) -> int:
        raise AssertionError(number)

    assert with_room([NORTH], asked) == NORTH
