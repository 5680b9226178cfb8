"""The id of a row in an address, `<row:lead_id>`: one that no database holds leads nowhere."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

_LARGEST = 2**31 - 1  # of an INTEGER of PostgreSQL


class RowId(IntegerConverter):
    """A positive integer that a database can be asked for."""

    def __init__(self, addresses: Any) -> None:
        super().__init__(addresses, min=1, max=_LARGEST)


def init(app: Flask) -> None:
    app.url_map.converters["row"] = RowId
