"""The report's statistics: pure functions of counts, computed by statsmodels and scipy.

Their libraries take a second to load, so each function imports what it needs when it is called,
and `flask --help` or a report without experiments never waits for them.
"""

from importlib import import_module


def make_ready() -> None:
    """Loads them all, for whoever has something else to wait for meanwhile."""
    for name in (
        "scipy.signal",
        "scipy.stats",
        "statsmodels.duration.survfunc",
        "statsmodels.stats.inter_rater",
        "statsmodels.stats.proportion",
    ):
        import_module(name)
