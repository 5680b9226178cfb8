"""The report's statistics: pure functions of counts, computed by statsmodels and scipy.

Their libraries take a second to load, so each function imports what it needs when it is called,
and `flask --help` or a report without experiments never waits for them.
"""


def make_ready() -> None:
    """Loads them all, for whoever has something else to wait for meanwhile."""
    import scipy.signal
    import scipy.stats
    import statsmodels.duration.survfunc
    import statsmodels.stats.inter_rater
    import statsmodels.stats.proportion  # noqa: F401
