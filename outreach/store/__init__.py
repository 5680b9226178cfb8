"""What we remember. The only place that imports SQLAlchemy; one file of queries per noun."""
