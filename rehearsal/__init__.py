"""A pretend telephone network and the people on it.

Imports nothing of ours: it knows Convoca only over HTTP, as a carrier would.
"""
