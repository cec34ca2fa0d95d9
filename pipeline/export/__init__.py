"""The tables as files for spreadsheets, for programs and for those who come after."""

from pipeline.export.csv_file import read_csv, read_rows, write_csv
from pipeline.export.forms import Choice, Exported, Format
from pipeline.export.run import export

__all__ = ["Choice", "Exported", "Format", "export", "read_csv", "read_rows", "write_csv"]
