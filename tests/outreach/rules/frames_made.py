"""Frames for the tests of the draw: of given strata and shared numbers, or any at all."""

from collections.abc import Iterable, Mapping

from hypothesis import strategies as st

from outreach.rules.frames import Frame, FrameMember, clusters, frame_of

FIELDS = ("municipality", "sex")
PLACES = ("choluteca", "danli", "la_ceiba")


def a_frame(sizes: Mapping[str, int], *, sharing: Iterable[Iterable[str]] = ()) -> Frame:
    """So many people in each stratum, coded `stratum-001` …; those who share are clustered."""
    strata = {
        f"{stratum}-{number:03d}": stratum
        for stratum in sizes
        for number in range(1, sizes[stratum] + 1)
    }
    pairs = [(f"number {n}", case_id) for n, group in enumerate(sharing) for case_id in group]
    cluster_of = clusters(pairs)
    members = [
        FrameMember(case_id, stratum, cluster_of.get(case_id, case_id))
        for case_id, stratum in strata.items()
    ]
    return frame_of(FIELDS, members)


@st.composite
def frames(draw: st.DrawFn, *, most: int = 40) -> Frame:
    """Any frame: up to `most` people in up to six strata, any of them sharing numbers."""
    people = draw(st.integers(1, most))
    places = st.builds("{}/{}".format, st.sampled_from(PLACES), st.sampled_from("FM"))
    strata = draw(st.lists(places, min_size=people, max_size=people))
    shared = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, people - 1)), max_size=25))
    case_ids = [f"ré,{n:03d}" if n % 7 == 0 else f"lista-{n:03d}" for n in range(people)]
    cluster_of = clusters((str(number), case_ids[person]) for number, person in shared)
    return frame_of(
        FIELDS,
        [FrameMember(c, s, cluster_of.get(c, c)) for c, s in zip(case_ids, strata, strict=True)],
    )
