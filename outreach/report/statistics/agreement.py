"""How far a classification agrees with a reading by hand: Cohen's kappa (statsmodels)."""

from collections.abc import Mapping


def kappa(pairs: Mapping[tuple[str, str], int]) -> float | None:
    """Cohen's kappa of two raters. `pairs` counts (one's code, the other's code).

    None where nothing was coded twice, or where both gave one and the same code throughout, so
    that there is nothing to agree on beyond chance.
    """
    codes = sorted({code for pair in pairs for code in pair})
    if len(codes) < 2:
        return None
    import numpy as np
    from statsmodels.stats.inter_rater import cohens_kappa

    table = np.array([[pairs.get((row, column), 0) for column in codes] for row in codes])
    return float(cohens_kappa(table, return_results=False))
