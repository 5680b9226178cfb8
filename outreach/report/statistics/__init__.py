"""The report's statistics: pure functions of counts, computed by statsmodels and scipy.

Their libraries take a second to load, so each function imports what it needs when it is called,
and `flask --help` or a report without experiments never waits for them.
"""
