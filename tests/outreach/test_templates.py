"""The template that WhatsApp approved is what the script writes first, or there is no campaign."""

from typing import Any

import pytest

from outreach.errors import BadFile
from outreach.store import tables
from outreach.system import System
from tests import look, make

WHATSAPP: dict[str, Any] = {
    "whatsapp_sender": "+50422000101",
    "whatsapp_template": "HX" + "0" * 32,
}


@pytest.fixture(autouse=True)
def listed(quick_system: System) -> None:
    make.a_list(quick_system.store, clock=quick_system.clock)


def test_a_template_with_the_words_of_the_script_is_taken(quick_system: System) -> None:
    """However its lines are broken."""
    broken = make.FIRST_TEXT.replace(". ", ".\n")
    make.a_campaign(quick_system, **WHATSAPP, whatsapp_text=broken)
    assert look.count(quick_system.store, tables.campaigns) == 1


def test_a_template_with_other_words_is_refused_with_those_it_has_to_have(
    quick_system: System,
) -> None:
    """Else people would answer a question that the conversation has not asked."""
    with pytest.raises(BadFile) as refused:
        make.a_campaign(quick_system, **WHATSAPP, whatsapp_text="Hola, {{1}}")
    assert make.FIRST_TEXT in str(refused.value)
    assert look.count(quick_system.store, tables.campaigns) == 0


def test_a_sender_without_the_words_of_its_template_is_refused(quick_system: System) -> None:
    """Number, template and words go together."""
    with pytest.raises(BadFile, match="go together"):
        make.a_campaign(quick_system, **WHATSAPP)
