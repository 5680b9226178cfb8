"""The web application of the tests, with the carrier at the other end."""

import pytest

from outreach.system import System
from tests import make, play
from tests.ivr.carrier_side import CarrierSide


@pytest.fixture
def network(system: System) -> CarrierSide:
    """The webhooks, once on each database."""
    return CarrierSide(system)


@pytest.fixture
def quick_network(quick_system: System) -> CarrierSide:
    """The webhooks where the database makes no difference."""
    return CarrierSide(quick_system)


@pytest.fixture
def ref(system: System) -> str:
    """A call to Ana that rings."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    return play.place(system)


@pytest.fixture
def quick_ref(quick_system: System) -> str:
    """The same where the database makes no difference."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    return play.place(quick_system)
