"""Says which code draws: its version, and the SHA-256 of the rule and of the two programs."""

import hashlib
from functools import cache
from pathlib import Path

from outreach import __version__

_RULES = Path(__file__).parents[1] / "rules"
_RULE = ("arms.py", "frames.py", "macs.py", "replicates.py", "sampling.py")
PROGRAMS = Path(__file__).parent / "programs"
PROGRAM_NAMES = ("verify_draw.R", "verify_draw.py")


@cache
def code_version() -> dict[str, str]:
    """`rule_sha256` is over the rule's files, one after the other by name."""
    rule = b"".join((_RULES / name).read_bytes() for name in _RULE)
    programs = {
        f"{name} sha256": hashlib.sha256((PROGRAMS / name).read_bytes()).hexdigest()
        for name in PROGRAM_NAMES
    }
    return {
        "convoca": __version__,
        "rule_sha256": hashlib.sha256(rule).hexdigest(),
        **programs,
    }
