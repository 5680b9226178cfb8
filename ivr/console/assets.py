"""Serves the console's style sheets, scripts and icons: each by its digest, kept for a year.

What stands in the address is a digest of the file, so that a browser asks once for each version.
Files are few and small, and are held in memory as they are and gzipped.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, request, url_for

_FOLDER = Path(__file__).parent / "static"
_SERVED = {".css", ".js", ".svg", ".png"}
_A_YEAR = 365 * 24 * 3600
_AN_HOUR = 3600  # for an address without a digest, or with an old one


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, as it is and gzipped."""

    plain: bytes
    zipped: bytes
    digest: str
    type: str


def init(app: Flask) -> None:
    """Under the name and at the address that Flask's own would have."""
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=_served)
    app.jinja_env.globals.update(asset=address)


def address(filename: str) -> str:
    """Where a page finds this file, as it is now."""
    return url_for("static", filename=filename, v=_assets()[filename].digest)


def _served(filename: str) -> Response:
    found = _assets().get(filename)
    if found is None:
        abort(404)
    zips = bool(request.accept_encodings["gzip"])
    answer = Response(found.zipped if zips else found.plain, mimetype=found.type)
    if zips:
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Vary"] = "Accept-Encoding"
    is_this = request.args.get("v") == found.digest
    kept = f"max-age={_A_YEAR}, immutable" if is_this else f"max-age={_AN_HOUR}"
    answer.headers["Cache-Control"] = f"public, {kept}"
    answer.set_etag(f"{found.digest}{'z' if zips else ''}")
    answer.make_conditional(request)
    return answer


@cache
def _assets() -> dict[str, Asset]:
    files = (path for path in _FOLDER.rglob("*") if path.suffix in _SERVED)
    return {path.relative_to(_FOLDER).as_posix(): _read(path) for path in files}


def _read(path: Path) -> Asset:
    plain = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    digest = hashlib.sha256(plain).hexdigest()[:12]
    return Asset(plain, gzip.compress(plain, 9, mtime=0), digest, kind)
