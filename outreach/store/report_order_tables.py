"""The tables of reports that were asked for from the console, and of the files made of them."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table

from outreach.store.column_types import Moment, Told, id_, metadata, to

report_orders = Table(
    "report_orders",
    metadata,
    id_(),
    to("campaigns", index=True),
    Column("asked_at", Moment, nullable=False),
    Column("asked_by", String(100), nullable=False),
    Column("stage", String(12), nullable=False),  # report_orders.Stage
    Column("moved_at", Moment, nullable=False),  # when the stage was reached
    Column("ended_at", Moment),
    Column("problem", Told),  # why there is none
)

# Nobody is in them, so they are not sealed.
report_files = Table(
    "report_files",
    metadata,
    Column("order_id", Integer, ForeignKey("report_orders.id"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("size", Integer, nullable=False),  # bytes
    Column("content", LargeBinary, nullable=False),
)
