"""Computes the AAPOR outcome rates from the number of cases in each class."""

from numbers import Real

Rates = dict[str, float | None]


def outcome_rates(
    *,
    I: float,  # noqa: E741  the standard's own letters
    P: float,
    R: float,
    NC: float,
    O: float,  # noqa: E741
    UH: float,
    UO: float,
    NE: float = 0,
    e: float | None = None,
) -> Rates:
    """RR1-6, COOP1-4, REF1-3, CON1-3 and `e`, each 0..1, or None where its denominator is zero.

    The arguments are numbers of cases, which may be weighted; `e` is the share of the cases of
    unknown eligibility that is taken to be eligible. Without it, it is K / (K + NE) with
    K = I + P + R + NC + O, as in AAPOR's calculator 4.0, and None when nothing is known; then the
    rates that need it are None too, unless no case is unknown. Formulas: AAPOR Standard
    Definitions (method.md §1). Raises ValueError for a count that is negative or no finite
    number, or an `e` outside 0..1.
    """
    counts = {"I": I, "P": P, "R": R, "NC": NC, "O": O, "UH": UH, "UO": UO, "NE": NE}
    for name, count in counts.items():
        if not isinstance(count, Real) or not 0 <= count < float("inf"):
            raise ValueError(f"{name} must be a number of cases, not {count!r}")
    if e is not None and not 0 <= e <= 1:
        raise ValueError(f"e must lie between 0 and 1, not {e!r}")
    known, unknown, contacted = I + P + R + NC + O, UH + UO, I + P + R + O
    if e is None:
        e = _share(known, known + NE)
    estimated = known if not unknown else None if e is None else known + e * unknown
    return {
        "RR1": _share(I, known + unknown),
        "RR2": _share(I + P, known + unknown),
        "RR3": _share(I, estimated),
        "RR4": _share(I + P, estimated),
        "RR5": _share(I, known),
        "RR6": _share(I + P, known),
        "COOP1": _share(I, contacted),
        "COOP2": _share(I + P, contacted),
        "COOP3": _share(I, I + P + R),
        "COOP4": _share(I + P, I + P + R),
        "REF1": _share(R, known + unknown),
        "REF2": _share(R, estimated),
        "REF3": _share(R, known),
        "CON1": _share(contacted, known + unknown),
        "CON2": _share(contacted, estimated),
        "CON3": _share(contacted, known),
        "e": e,
    }


def _share(part: float, whole: float | None) -> float | None:
    return part / whole if whole else None
