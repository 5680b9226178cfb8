"""Makes the frame of a campaign from the registry: eligible people, each once, in clusters."""

from collections.abc import Iterator, Sequence

from outreach.rules.duplicates import Identity, listed_twice
from outreach.rules.frames import Frame, FrameMember, StratumField, clusters, frame_of, stratum_of
from outreach.store import frames
from outreach.store.database import Connection


def make_frame(
    connection: Connection, list_id: int, fields: Sequence[StratumField], cluster_limit: int
) -> tuple[Frame, dict[str, str]]:
    """The frame, and who was left out as listed twice (case id → the one that stays).

    A number that more than `cluster_limit` people have is no household's and binds nobody.
    """
    shared = frames.shared_numbers(connection, list_id, cluster_limit)
    out = _listed_twice(connection, clusters(shared))
    cluster_of = clusters((number, case) for number, case in shared if case not in out)
    members = (
        FrameMember(case_id, stratum, cluster_of.get(case_id, case_id))
        for case_id, stratum in eligible_strata(connection, list_id, fields)
        if case_id not in out
    )
    return frame_of(fields, members), out


def eligible_strata(
    connection: Connection, list_id: int, fields: Sequence[StratumField]
) -> Iterator[tuple[str, str]]:
    """(case id, stratum) of the eligible people of a list, as the registry has them now."""
    known: dict[tuple[object, ...], str] = {}  # few strata, many people: each text once
    for case_id, municipality, sex, returned_on in frames.eligible(connection, list_id):
        key = municipality, sex, returned_on and returned_on.year
        if key not in known:
            known[key] = stratum_of(fields, dict(zip(_FIELDS, key, strict=True)))
        yield case_id, known[key]


_FIELDS = (StratumField.MUNICIPALITY, StratumField.SEX, StratumField.RETURN_YEAR)


def _listed_twice(connection: Connection, cluster_of: dict[str, str]) -> dict[str, str]:
    together: dict[str, list[Identity]] = {}
    for row in frames.identities(connection, cluster_of):
        person = Identity(row.case_code, row.name, row.birth_date, row.birth_year, row.document)
        together.setdefault(cluster_of[row.case_code], []).append(person)
    out: dict[str, str] = {}
    for cluster in together.values():
        out |= listed_twice(cluster)
    return out
