"""Agents at work: who is free, how a person is put through to one, and how one calls a person."""
