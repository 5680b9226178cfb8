"""Which call of a carrier's list is the one whose answer was lost."""

from dataclasses import dataclass

from outreach.rules.adoption import adopted

OURS, THEIRS = "+50422000100", "+50422000999"


@dataclass(frozen=True)
class Call:
    name: str
    ref: str | None = None
    sender: str | None = None


def of(*found: Call) -> tuple[str | None, int]:
    call, others = adopted(found, ref="ours", caller_id=OURS)
    return (call.name if call else None), others


def test_our_reference_settles_it() -> None:
    """Wherever it stands in the list, whatever else is there."""
    assert of(Call("a", sender=OURS), Call("b", ref="ours"), Call("c", ref="x")) == ("b", 0)


def test_a_call_with_another_reference_is_somebody_elses() -> None:
    """Even if it is the only one."""
    assert of(Call("a", ref="another", sender=OURS)) == (None, 0)


def test_without_references_the_caller_id_has_to_fit() -> None:
    """Another campaign calls from another number."""
    assert of(Call("a", sender=THEIRS), Call("b", sender=OURS)) == ("b", 0)
    assert of(Call("a", sender=THEIRS)) == (None, 0)


def test_of_several_that_could_be_ours_the_oldest_is_and_the_others_are_told() -> None:
    """To adopt a wrong one is better than to call a second time."""
    assert of(Call("a", sender=OURS), Call("b"), Call("c", sender=OURS)) == ("a", 2)


def test_an_empty_list_adopts_nothing() -> None:
    """Then it was never placed."""
    assert of() == (None, 0)
