"""HMAC-SHA256 with the key prepared once is HMAC-SHA256."""

import hmac

from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.macs import mac_under, number


@given(st.binary(max_size=200), st.lists(st.text(), max_size=5))
def test_it_is_the_standard_librarys_whatever_key_and_texts(key, texts):
    """Keys shorter and longer than a block; a text does not change the next one's."""
    mac = mac_under(key)
    for text in [*texts, *texts]:
        expected = hmac.digest(key, text.encode(), "sha256")
        assert mac(text) == expected
        assert number(mac, text) == int.from_bytes(expected, "big")
