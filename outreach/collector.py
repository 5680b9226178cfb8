"""Tells Python's garbage collector what is there to stay, and when there is nothing for it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made between two collections. Requests and jobs leave few cycles behind, and a
# collection looks at everything: fewer of them made a webhook a fifth cheaper.
_YOUNG_OBJECTS = 50_000


def settle() -> None:
    """To be called once, when a long-lived process has loaded what it works with."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG_OBJECTS, 20, 20)


@contextmanager
def resting() -> Iterator[None]:
    """No collections meanwhile: for work that makes millions of objects and no cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
