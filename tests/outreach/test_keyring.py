"""Keys: sealing, blind indexes, and changing a key without losing anything."""

import base64
import os
import re
from contextlib import closing

import pytest

from outreach.errors import SettingsError
from outreach.store import rotation, tables
from outreach.store.database import Store
from outreach.store.encryption import Keyring, Unreadable
from outreach.system import System
from tests import look, make, play
from tests.conftest import DATA_KEY

NEW_KEY = base64.b64encode(b"n" * 32).decode()


def reopened(store: Store, *keys: str) -> closing[Store]:
    """The same database with other keys."""
    url = store.engine.url.render_as_string(hide_password=False)
    return closing(Store(url, Keyring(list(keys), "index")))


def test_what_was_sealed_comes_back_and_looks_different_each_time() -> None:
    """Equal names do not look equal in the database."""
    ring = Keyring([DATA_KEY], "index")
    first, second = ring.seal("Ana Mejía"), ring.seal("Ana Mejía")
    assert first != second
    assert ring.open(first) == ring.open(second) == "Ana Mejía"
    assert b"Ana" not in first


def test_a_sealed_value_that_was_changed_is_refused() -> None:
    """Nobody puts words into our records, not one bit of them."""
    ring = Keyring([DATA_KEY], "index")
    sealed = bytearray(ring.seal("Ana Mejía"))
    sealed[-1] ^= 1
    with pytest.raises(Unreadable, match="was changed"):
        ring.open(bytes(sealed))


def test_a_value_of_an_unknown_key_is_told_as_that() -> None:
    """The message says what to do, and nothing of the value."""
    with pytest.raises(Unreadable, match="a key that is not in DATA_KEYS"):
        Keyring([NEW_KEY], "index").open(Keyring([DATA_KEY], "index").seal("Ana"))


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ([], "DATA_KEYS holds no key"),
        (["not base64!"], "a key is not base64"),
        ([base64.b64encode(b"short").decode()], "a key must be 32 bytes"),
    ],
)
def test_a_bad_key_stops_the_start(keys: list[str], message: str) -> None:
    """Before anything is written with it."""
    with pytest.raises(SettingsError, match=re.escape(message)):
        Keyring(keys, "index")


def test_a_blind_index_depends_on_its_kind_and_its_key() -> None:
    """A number's index says nothing about a document with the same digits."""
    ring = Keyring([DATA_KEY], "index")
    assert ring.blind_index("number", "+504") == ring.blind_index("number", "+504")
    assert ring.blind_index("number", "+504") != ring.blind_index("document", "+504")
    assert ring.blind_index("number", "+504") != Keyring([DATA_KEY], "b").blind_index(
        "number", "+504"
    )


def test_after_a_rotation_the_old_key_can_be_dropped(system: System) -> None:
    """Every sealed column is sealed anew and reads as before; a second run has nothing to do."""
    person = make.Invented(document="0801199000001")
    make.a_list(system.store, people=(person,), clock=system.clock)
    make.a_campaign(system)
    ref = play.place(system)
    play.talk(system, ref, *play.INTERESTED)
    play.hang_up(system, ref)
    kinds = (
        tables.people, tables.phones, tables.conversations, tables.turns, tables.leads,
    )  # fmt: skip
    before = {table.name: look.rows(system.store, table) for table in kinds}
    assert len(before["turns"]) == len(play.INTERESTED)

    with reopened(system.store, NEW_KEY, DATA_KEY) as both:
        assert rotation.reseal(both) > len(play.INTERESTED) * 2
        assert rotation.reseal(both) == 0
    with reopened(system.store, NEW_KEY) as new_only:
        assert {table.name: look.rows(new_only, table) for table in kinds} == before
    with reopened(system.store, DATA_KEY) as old_only, pytest.raises(Unreadable):
        look.rows(old_only, tables.people)


def test_while_a_key_is_being_changed_both_can_be_read(system: System) -> None:
    """The service goes on during a rotation: what is new is sealed with the new key."""
    make.a_list(system.store, clock=system.clock)
    with reopened(system.store, NEW_KEY, DATA_KEY) as both:
        make.a_list(both, people=(make.Invented(name="Luis"),), name="otra", clock=system.clock)
        assert [p.name_sealed for p in look.rows(both, tables.people)] == ["Ana Mejía", "Luis"]
        of_ana = rotation.reseal(both)
    assert of_ana == 2  # her name and her number


def test_random_bytes_are_no_sealed_value() -> None:
    """Whatever lies in the database, opening it never crashes in another way."""
    ring = Keyring([DATA_KEY], "index")
    for size in (0, 3, 4, 16, 64):
        with pytest.raises(Unreadable):
            ring.open(os.urandom(size))
        with pytest.raises(Unreadable):
            ring.open(ring.seal("x")[:4] + os.urandom(size))
