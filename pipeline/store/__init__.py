"""The store: one DuckDB file that holds the tables. The only package that speaks SQL."""

from pipeline.store.layout import FILE_NAME
from pipeline.store.store import Store, path_name

__all__ = ["FILE_NAME", "Store", "path_name"]
