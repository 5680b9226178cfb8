"""Seeds: what may be committed to, and what is refused because it is not what was committed to."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.seeds import (
    CHAINS,
    BadSeed,
    Drand,
    Entered,
    Sealed,
    Stated,
    drand_after,
    source_of,
)

# Round 367 of the chain `default` as drand's own documentation shows it.
ROUND = {
    "round": 367,
    "randomness": "3439d92d58e47d342131d446a3abe264396dd264717897af30525c98408c834f",
    "signature": (
        "90957ebc0719f8bfb67640aff8ca219bf9f2c5240e60a8711c968d93370d38f87b38ed234a8c63863eb81f234e"
        "fce55b047478848c0de025527b3d3476dfe860632c1b799550de50a6b9540463e9fb66c8016b89c04a9f52dabd"
        "c988e69463c1"
    ),
}
VALUE = ROUND["randomness"]
DRAND = Drand("default", 367)
LATER = datetime(2026, 11, 3, tzinfo=UTC)
SECRET = "Groningen keeps this sealed, 2026-11-03"
SEALED = Sealed(hashlib.sha256(SECRET.encode()).hexdigest())


def test_a_round_is_published_when_drand_says_so():
    """Round 27,946,612 of quicknet came at midnight (UTC) of 20 April 2026."""
    assert Drand("quicknet", 27_946_612).published_at == datetime(2026, 4, 20, tzinfo=UTC)
    assert Drand("default", 1).published_at == datetime(2020, 7, 22, 15, 17, 30, tzinfo=UTC)


@given(
    st.integers(1_704_067_200, 2_208_988_800).map(lambda s: datetime.fromtimestamp(s, UTC)),
    st.sampled_from(sorted(CHAINS)),
)
def test_the_first_round_after_a_moment_is_the_first(moment, chain):
    """Not earlier than the moment, and less than a period later."""
    found = drand_after(moment, chain)
    assert moment <= found.published_at < moment + CHAINS[chain].period


def test_only_a_round_that_does_not_exist_yet_can_be_committed_to():
    """Whoever commits to a known round has chosen the seed."""
    moment = DRAND.published_at
    DRAND.check_committed(moment - timedelta(seconds=1))
    with pytest.raises(BadSeed, match="before it exists"):
        DRAND.check_committed(moment)


@pytest.mark.parametrize(
    "entered",
    [
        Entered(VALUE, 367),
        Entered(f"  {VALUE.upper()}\n", 367),
        Entered(json.dumps(ROUND)),
        Entered(json.dumps(ROUND) + "\r\n", 367),
        Entered(json.dumps({"round": 367, "randomness": VALUE})),
    ],
)
def test_a_round_is_entered_by_hand_or_from_a_file(entered):
    """The seed is the value in lower-case hexadecimal digits, however it was written."""
    assert DRAND.seed(entered, LATER) == VALUE


@pytest.mark.parametrize(
    ("entered", "says"),
    [
        (Entered(VALUE), "say the round as well"),
        (Entered(VALUE, 368), "this is round 368; round 367 was committed to"),
        (Entered(VALUE[1:], 367), "64 hexadecimal digits"),
        (Entered("semilla", 367), "64 hexadecimal digits"),
        (Entered(json.dumps({**ROUND, "round": 366})), "this is round 366"),
        (Entered(json.dumps({**ROUND, "round": "367"})), "its round a number"),
        (
            Entered(json.dumps({**ROUND, "randomness": "0" * 64})),
            "not the SHA-256 of the signature",
        ),
        (Entered(json.dumps({**ROUND, "signature": "xyz"})), "not the SHA-256 of the signature"),
        (Entered(json.dumps(ROUND), 368), "the file has round 367, and round 368 was said"),
        (Entered('{"round": 367}'), "not a drand round"),
        (Entered("{broken"), "not a drand round"),
    ],
)
def test_what_is_not_the_round_is_refused_with_the_reason(entered, says):
    """Another round, a value that is none, a value that its own signature denies."""
    with pytest.raises(BadSeed, match=says):
        DRAND.seed(entered, LATER)


def test_a_round_has_no_value_before_it_is_published():
    """Somebody made one up."""
    with pytest.raises(BadSeed, match="is published at 2020"):
        DRAND.seed(Entered(VALUE, 367), DRAND.published_at - timedelta(seconds=1))


def test_a_sealed_seed_is_the_text_whose_hash_was_committed_to():
    """Whether its keeper hashed the line break at its end or not."""
    assert SEALED.seed(Entered(SECRET), LATER) == SECRET
    assert SEALED.seed(Entered(SECRET + "\n"), LATER) == SECRET
    with_break = Sealed(hashlib.sha256(f"{SECRET}\n".encode()).hexdigest())
    assert with_break.seed(Entered(SECRET + "\n"), LATER) == SECRET + "\n"


def test_another_text_is_refused():
    """One letter is enough."""
    with pytest.raises(BadSeed, match="not the one that was committed to"):
        SEALED.seed(Entered(SECRET.replace("3", "4")), LATER)


def test_a_sealed_seed_that_could_be_tried_out_is_refused():
    """A hash hides a text only where there are too many texts to try."""
    short = Sealed(hashlib.sha256(b"piloto 2026").hexdigest())
    with pytest.raises(BadSeed, match="could have been tried out"):
        short.seed(Entered("piloto 2026"), LATER)


def test_a_stated_seed_is_any_text():
    """It proves nothing, and says so in its terms."""
    assert Stated().seed(Entered("semilla\n"), LATER) == "semilla"
    assert Stated().terms() == {"source": "stated"}
    with pytest.raises(BadSeed, match="1 to 200"):
        Stated().seed(Entered("\n"), LATER)


@pytest.mark.parametrize("source", [DRAND, Drand("quicknet", 5), SEALED, Stated()])
def test_a_source_is_read_back_from_its_terms(source):
    """What was committed to is what is held against the seed."""
    assert source_of(json.loads(json.dumps(source.terms()))) == source


@pytest.mark.parametrize(
    "make",
    [
        lambda: Drand("quicknet", 0),
        lambda: Drand("nobody", 5),
        lambda: Sealed("abc"),
        lambda: drand_after(LATER, "nobody"),
        lambda: source_of({"source": "dice"}),
        lambda: source_of({"source": "drand", "chain": "quicknet"}),
    ],
)
def test_a_source_that_is_none_is_refused(make):
    """No such chain, no such round, no hash."""
    with pytest.raises(BadSeed):
        make()
