"""The report on the mechanism: figures computed from what happened, and pages that show them.

`figures` says what there is, the other modules compute or draw it; none of them reads the
database by itself or counts anything that the database does not hold.
"""
