"""What is wrong with a value is said in words that can be translated."""

from datetime import date
from enum import StrEnum
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from flows.faults import TEXTS, told
from flows.sentences import BadValue


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")
    number: int = Field(default=1, ge=1, lt=9)
    share: float = Field(default=0.5, gt=0, le=1)
    name: str = Field(default="ana", min_length=2, max_length=4, pattern="^a")
    size: Size = Size.SMALL
    way: Literal["in", "out"] = "in"
    yes: bool = True
    day: date | None = None
    some: tuple[int, ...] = Field(default=(1,), min_length=1, max_length=2)
    more: dict[str, int] = {}

    @field_validator("more")
    @classmethod
    def _odd(cls, more: dict[str, int]) -> dict[str, int]:
        if "odd" in more:
            raise BadValue("'%(key)s' is odd", key="odd")
        return more


class Whole(BaseModel):
    needed: int = 1
    part: Part


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"number": 0}, "Input should be greater than or equal to 1"),
        ({"number": 9}, "Input should be less than 9"),
        ({"number": "x"}, "Input should be a valid integer"),
        ({"number": 1.5}, "Input should be a valid integer"),
        ({"number": None}, "Input should be a valid integer"),
        ({"number": "9" * 5000}, "this number is too large"),
        ({"share": 0}, "Input should be greater than 0"),
        ({"share": 2}, "Input should be less than or equal to 1"),
        ({"share": "x"}, "Input should be a valid number"),
        ({"name": "a"}, "String should have at least 2 character(s)"),
        ({"name": "a" * 5}, "String should have at most 4 characters"),
        ({"name": "xx"}, "String should match pattern '^a'"),
        ({"name": 1}, "Input should be a valid string"),
        ({"size": "huge"}, "Input should be 'small', 'large'"),
        ({"way": "up"}, "Input should be 'in', 'out'"),
        ({"yes": "perhaps"}, "Input should be a valid boolean"),
        ({"day": "2026-02-30"}, "expected a date such as 2026-12-31"),
        ({"day": "x"}, "expected a date such as 2026-12-31"),
        ({"day": 5.5}, "expected a date such as 2026-12-31"),
        ({"day": []}, "expected a date such as 2026-12-31"),
        ({"some": ()}, "the list should have at least so many entries: 1"),
        ({"some": (1, 2, 3)}, "the list should have no more entries than 2"),
        ({"some": 3}, "expected a list"),
        ({"more": 3}, "expected `key: value` lines"),
        ({"more": {"odd": 1}}, "'odd' is odd"),
        ({"other": 1}, "'other' is not known here"),
        (3, "expected `key: value` lines"),
    ],
)
def test_each_kind_of_fault_has_its_sentence(part: Any, said: str) -> None:
    """With the limit that was passed, and nothing of what was typed."""
    with pytest.raises(ValidationError) as caught:
        Whole.model_validate({"part": part})
    (fault,) = caught.value.errors()
    assert str(told(fault)) == said
    assert fault["type"] in {*TEXTS, "value_error"}


def test_what_is_missing_is_named() -> None:
    """By its key, as the file would have it."""
    with pytest.raises(ValidationError) as caught:
        Whole.model_validate({})
    assert [str(told(fault)) for fault in caught.value.errors()] == ["'part' is missing"]
