"""The store: one DuckDB file that holds the tables. The only package that speaks SQL."""

from pipeline.store.changes import Change, Fail, Finish
from pipeline.store.layout import FILE_NAME
from pipeline.store.manifest import FileState
from pipeline.store.parcel import PACKED, Packer, Parcel, family, parcel_of
from pipeline.store.store import Store, path_name
from pipeline.store.writing import described

__all__ = [
    "FILE_NAME", "PACKED", "Change", "Fail", "FileState", "Finish", "Packer", "Parcel", "Store", "described", "family", "parcel_of",
    "path_name",
]  # fmt: skip
