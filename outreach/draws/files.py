"""The files of a draw: what is published before it, and what anybody needs to verify it.

| file | when | what |
|---|---|---|
| `commitment.json` | frozen | to be published before the seed exists |
| `frame.csv` | frozen | the eligible people, by codes |
| `verify_draw.py`, `verify_draw.R` | frozen | programs that verify and need nothing of ours |
| `seed.txt` | drawn | the seed, to the byte |
| `assignment.csv` | drawn | who was drawn, in which order, replicate and arm |
"""

import os
from collections.abc import Iterable
from pathlib import Path

from outreach.draws.code_version import PROGRAM_NAMES, PROGRAMS
from outreach.errors import BadFile, NotAllowed
from outreach.rules import sampling
from outreach.rules.commitments import read_commitment
from outreach.rules.frames import read_frame
from outreach.rules.sampling import Draw
from outreach.store import campaigns, draws, frames
from outreach.system import System


def write_files(system: System, name: str, folder: Path, drawn: Draw | None = None) -> list[Path]:
    """Writes the files of a frozen or drawn campaign; each is there whole or not at all.

    `drawn` spares computing the draw once more. Raises NotAllowed when nothing is frozen, BadFile
    when the folder cannot be written.
    """
    with system.store.snapshot() as connection:
        campaign = campaigns.named(connection, name)
        frozen, made = frames.frozen(connection, campaign.id), draws.of(connection, campaign.id)
    if frozen is None:
        raise NotAllowed("'%(name)s' is not frozen: there is nothing to write", name=name)
    files: dict[str, Iterable[bytes]] = {
        "commitment.json": [frozen.commitment],
        "frame.csv": [frozen.frame],
        **{program: [(PROGRAMS / program).read_bytes()] for program in PROGRAM_NAMES},
    }
    if made is not None:
        if drawn is None:
            terms = read_commitment(frozen.commitment).terms
            drawn = sampling.draw(read_frame(frozen.frame), made.seed, terms)
        files["seed.txt"] = [made.seed.encode()]
        files["assignment.csv"] = (line.encode() for line in drawn.lines())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write_whole(folder / file, parts) for file, parts in files.items()]
    except OSError as error:
        raise BadFile(
            "%(folder)s: cannot be written (%(why)s)", folder=folder, why=error.strerror
        ) from None


def _write_whole(path: Path, parts: Iterable[bytes]) -> Path:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            file.writelines(parts)
        return unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
