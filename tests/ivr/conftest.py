"""The web application of the tests, with the carrier at the other end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from ivr.commands import wiring
from outreach.settings import Settings
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


@pytest.fixture
def environment(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The environment that the settings of the tests stand for, for commands as they are typed."""
    monkeypatch.chdir(tmp_path)  # where no .env lies
    for name, value in make.environment(settings).items():
        monkeypatch.setenv(name, value)
    logging_before = structlog.get_config()
    wiring.wired.cache_clear()
    yield
    wiring.wired().store.close()
    wiring.wired.cache_clear()
    structlog.configure(**logging_before)  # a command sets up the log of its process: this one
