"""Decisions, and nothing but decisions. Pure: imports `flows` only; `now` is an argument."""
