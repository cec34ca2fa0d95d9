"""The store: one DuckDB file that holds the tables. The only package that speaks SQL."""

from pipeline.store.changes import Change, Fail, Finish
from pipeline.store.layout import FILE_NAME
from pipeline.store.manifest import FileState
from pipeline.store.parcel import Packer, Parcel, family, parcel_of
from pipeline.store.store import Store, path_name

__all__ = ["FILE_NAME", "Change", "Fail", "FileState", "Finish", "Packer", "Parcel", "Store", "family", "parcel_of", "path_name"]
