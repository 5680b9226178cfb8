"""What we remember. The only place that imports SQLAlchemy; one file of queries per noun."""

from outreach.store import coding_tables as coding_tables  # so that all tables are in the metadata
