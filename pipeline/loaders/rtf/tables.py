r"""The definition of an RTF row: where its cells end (`\cellx`) and how they are merged, before the cells themselves."""

from dataclasses import dataclass, field

from pipeline.loaders.rows import CellShape, RowShape

_BORDERS = frozenset("clbrdrt clbrdrl clbrdrb clbrdrr trbrdrt trbrdrl trbrdrb trbrdrr trbrdrh trbrdrv".split())
_MAX_CELLS = 200


@dataclass(slots=True)
class RowDefinition(RowShape):
    """The cells of the rows that follow, until the next definition."""

    borders: bool | None = False
    open: CellShape = field(default_factory=CellShape)

    def apply(self, name: str, number: int | None) -> bool:
        """Take a control word of a row's definition; False if it is none."""
        if name == "cellx":
            self.open.edge = number or 0
            if len(self.cells) < _MAX_CELLS:
                self.cells.append(self.open)
            self.open = CellShape()
        elif name in ("clmgf", "clmrg"):
            self.open.across = "first" if name == "clmgf" else "next"
        elif name in ("clvmgf", "clvmrg"):
            self.open.down = "first" if name == "clvmgf" else "next"
        elif name in _BORDERS:
            pass  # what kind of line follows in the next word
        elif name in ("brdrs", "brdrdb", "brdrth", "brdrw") and (name != "brdrw" or number):
            self.borders = True
        else:
            return False
        return True
