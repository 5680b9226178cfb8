"""What we say. Pure: no I/O, no clock, no settings, no randomness.

Imports nothing of ours. The time, the person and the opening hours come in as arguments, and
what happened comes out as a value; rendering it is somebody else's work.
"""
