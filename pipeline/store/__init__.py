"""The store: one DuckDB file that holds the tables. The only package that speaks SQL."""

from pipeline.store.changes import Change, Fail, Finish, Put
from pipeline.store.layout import FILE_NAME
from pipeline.store.manifest import FileState
from pipeline.store.store import Store, path_name
from pipeline.store.writing import family

__all__ = ["FILE_NAME", "Change", "Fail", "FileState", "Finish", "Put", "Store", "family", "path_name"]
