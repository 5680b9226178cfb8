"""The scenes of the report's tests."""

import pytest

from outreach.store.database import Store
from tests.outreach.report.scene import Scene


@pytest.fixture
def scene(store: Store) -> Scene:
    """An empty campaign, once on each database."""
    return Scene(store)


@pytest.fixture
def quick_scene(sqlite_store: Store) -> Scene:
    """An empty campaign where the database makes no difference."""
    return Scene(sqlite_store)
