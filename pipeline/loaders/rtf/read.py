"""RTF to text: groups are followed, fonts tell code pages, list numbers stand in the file as they show."""

from dataclasses import dataclass, field, replace

from pipeline.loaders.base import LoadError, Reading, is_blank
from pipeline.loaders.blocks import Block, Paragraph, Renderer, Run, runs_in
from pipeline.loaders.legacy import RunDecoder
from pipeline.loaders.rows import TableBuilder
from pipeline.loaders.rtf.tables import RowDefinition
from pipeline.loaders.rtf.tokens import Token, tokens
from pipeline.options import Options

# Groups that show nothing in the text. `{\*\name …}` is for programs that know the name; those that matter here are in _KNOWN_STARRED.
_UNSEEN = frozenset(
    "fonttbl colortbl stylesheet info pict object objdata themedata colorschememapping datastore latentstyles listtable "
    "listoverridetable rsidtbl generator xmlnstbl fldinst header headerl headerr headerf footer footerl footerr footerf "
    "ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn annotation atnid atnauthor atndate atnref revtbl filetbl template "
    "nonshppict tc xe rxe txe bkmkstart bkmkend "
    "pnseclvl private formfield datafield sp shprslt mmathPr upr".split()
)
_KNOWN_STARRED = frozenset(("pn", "footnote", "ud", "shpinst"))
_CHARACTERS = {
    "tab": "\t", "line": "\n", "~": "\u00a0", "-": "\u00ad", "_": "\u2011", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "softline": "\n",
}  # fmt: skip
_CHARSETS = {0: "cp1252", 163: "cp1258", 128: "cp932", 134: "gbk", 204: "cp1251", 238: "cp1250", 161: "cp1253", 162: "cp1254"}
_MAX_DEPTH = 2_000


@dataclass(frozen=True, slots=True)
class _State:
    """What a brace saves and its closing one restores."""

    unseen: bool = False
    font: int | None = None
    hidden: bool = False
    deleted: bool = False
    capitals: bool = False
    in_table: bool = False
    skip: int = 1  # characters behind \\u for programs without Unicode
    destination: str = ""


@dataclass(frozen=True, slots=True)
class _Aside:
    """A note or text box that stands inside a paragraph: the depth of its group, and the paragraph's runs to go on with."""

    depth: int
    outer: list[Run]
    is_note: bool


@dataclass(slots=True)
class _Reader:
    """Reads the tokens of one file into blocks."""

    fonts: dict[int, str] = field(default_factory=dict)
    charsets: dict[int, str] = field(default_factory=dict)
    codepage: str = "cp1252"
    default_font: int | None = None
    state: _State = _State()
    stack: list[_State] = field(default_factory=list)
    starred: bool = False
    to_skip: int = 0
    high: str = ""  # first half of a pair of surrogates
    runs: list[Run] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    cell: list[Block] = field(default_factory=list)
    cells: list[tuple[Block, ...]] = field(default_factory=list)
    shape: RowDefinition = field(default_factory=RowDefinition)
    table: TableBuilder = field(default_factory=TableBuilder)
    notes: list[list[Run]] = field(default_factory=list)
    asides: list[_Aside] = field(default_factory=list)
    font_name: list[str] = field(default_factory=list)

    def read(self, data: bytes) -> list[Block]:
        for token in tokens(data):
            if token.kind == "open":
                self._open()
            elif token.kind == "close":
                if not self.stack:
                    break
                self._close()
            elif token.kind == "word":
                self._word(token)
            else:
                self._bytes(token.data)
        self._end_paragraph()
        self._end_table()
        return self.blocks + [Paragraph((Run(f"[{i}] "), *runs)) for i, runs in enumerate(self.notes, 1) if runs]

    def _open(self) -> None:
        if len(self.stack) >= _MAX_DEPTH:
            raise LoadError("rtf_deep", limit=_MAX_DEPTH)
        self.stack.append(self.state)

    def _close(self) -> None:
        left, self.state = self.state, self.stack.pop()
        self.starred = False
        if left.destination == "font" and self.font_name and left.font is not None:
            self.fonts.setdefault(left.font, "".join(self.font_name).split(";")[0].strip())
            self.font_name = []
        if self.asides and self.asides[-1].depth > len(self.stack):
            aside = self.asides.pop()
            if aside.is_note:
                self.notes.append(self.runs)
            else:
                self._end_paragraph()
            self.runs = aside.outer

    def _word(self, token: Token) -> None:
        name, number = token.name, token.number
        if name == "*":
            self.starred = True
            return
        if self.starred:
            self.starred = False
            if name not in _KNOWN_STARRED:  # `{\\f1{\\*\\panose 02020603}.VnTime;}`: the digits are no part of the font's name
                self.state = replace(self.state, unseen=True, destination="")
                return
        if name == "ud":  # the Unicode form inside `\\upr`, whose other form is not shown
            self.state = replace(self.state, unseen=False)
        elif name == "fonttbl":
            self.state = replace(self.state, destination="fonttbl", unseen=True)
        elif name in _UNSEEN:
            self.state = replace(self.state, unseen=True, destination="")
        elif name == "u":
            self._unicode(number or 0)
        elif name == "f" and number is not None:
            self._font(number)
        elif name in ("ansicpg", "fcharset", "cpg"):
            self._codepage(name, number or 0)
        elif name == "deff":
            self.default_font = number
        elif not self.state.unseen and not self._mode(name, number) and not self.shape.apply(name, number):
            self._shown(name)

    def _mode(self, name: str, number: int | None) -> bool:
        """Words that change how what follows is shown; False if it is none of them."""
        on = number != 0
        match name:
            case "v":
                self.state = replace(self.state, hidden=on)
            case "deleted":
                self.state = replace(self.state, deleted=on)
            case "caps":
                self.state = replace(self.state, capitals=on)
            case "plain":
                self.state = replace(self.state, hidden=False, deleted=False, capitals=False, font=self.default_font)
            case "uc":
                self.state = replace(self.state, skip=max(number or 0, 0))
            case "intbl":
                self.state = replace(self.state, in_table=True)
            case "pard":
                self.state = replace(self.state, in_table=False)
            case "trowd":
                self.shape = RowDefinition()
            case "listtext" | "pntext":
                self.state = replace(self.state, destination="label")
            case _:
                return False
        return True

    def _shown(self, name: str) -> None:
        """Words that stand for characters or end something."""
        if name in ("par", "sect", "page", "column"):
            self._end_paragraph()
        elif name in ("cell", "nestcell"):
            self._end_paragraph()
            self.cells.append(tuple(self.cell))
            self.cell = []
        elif name in ("row", "nestrow"):
            self.table.add(self.shape, self.cells)
            self.cells = []
        elif name == "footnote":
            self._put(f"[{len(self.notes) + 1}]")
            self._open_aside(is_note=True)
        elif name == "shptxt":
            self._open_aside(is_note=False)
        elif name in _CHARACTERS:
            self._put(_CHARACTERS[name])
        elif name in ("\\", "{", "}"):
            self._put(name)
        elif name in ("\n", "\r"):
            self._end_paragraph()

    def _open_aside(self, *, is_note: bool) -> None:
        self.asides.append(_Aside(len(self.stack), self.runs, is_note))
        self.runs = []

    def _font(self, number: int) -> None:
        inside = self.state.destination in ("fonttbl", "font")
        self.state = replace(self.state, font=number, destination="font" if inside else self.state.destination)

    def _codepage(self, name: str, number: int) -> None:
        if name == "ansicpg":
            self.codepage = f"cp{number}"
        elif name == "fcharset" and self.state.font is not None:
            self.charsets[self.state.font] = _CHARSETS.get(number, "")

    def _unicode(self, number: int) -> None:
        code = number + 0x10000 if number < 0 else number
        self.to_skip = self.state.skip
        if 0xD800 <= code < 0xDC00:
            self.high = chr(code)
        elif 0xDC00 <= code < 0xE000:
            pair = (self.high + chr(code)).encode("utf-16-le", "surrogatepass")
            self.high = ""
            self._put(pair.decode("utf-16-le", "replace"))
        elif 0 <= code < 0x110000:
            self._put(chr(code))

    def _bytes(self, data: bytes) -> None:
        if self.to_skip:
            skipped = min(self.to_skip, len(data))
            self.to_skip -= skipped
            data = data[skipped:]
        if self.state.destination == "font":
            self.font_name.append(data.decode("latin-1"))
        elif data and not self.state.unseen:
            self._put(self._decoded(data))

    def _decoded(self, data: bytes) -> str:
        name = self._font_name() or ""
        if name.lower().startswith((".vn", "vni")):  # the bytes are glyph numbers, whatever the code page
            return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data)
        font = self.state.font if self.state.font is not None else self.default_font
        codec = (self.charsets.get(font) if font is not None else "") or self.codepage
        try:
            return data.decode(codec, "replace")
        except LookupError:
            return data.decode("cp1252", "replace")

    def _font_name(self) -> str | None:
        font = self.state.font if self.state.font is not None else self.default_font
        return self.fonts.get(font) if font is not None else None

    def _put(self, text: str) -> None:
        state = self.state
        if state.unseen or state.hidden or state.deleted:
            return
        if state.destination == "label":
            self.label.append(text)
            return
        self.runs.append(Run(text.upper() if state.capitals else text, self._font_name()))

    def _end_paragraph(self) -> None:
        """Close the paragraph at hand. In a note it is a space: a note is one paragraph."""
        if self.asides and self.asides[-1].is_note:
            self._put(" ")
            return
        label = " ".join("".join(self.label).split())
        self.label = []
        block = Paragraph(tuple(self.runs), label + " " if label else "")
        self.runs = []
        if self.state.in_table or self.cells:
            self.cell.append(block)
            return
        self._end_table()
        self.blocks.append(block)

    def _end_table(self) -> None:
        if self.cells:
            self.table.add(self.shape, self.cells)
            self.cells = []
        found = self.table.take()
        if found:
            self.blocks.append(found)
        self.blocks.extend(self.cell)
        self.cell = []


def read_rtf(data: bytes, options: Options) -> Reading:
    """Read an RTF file: list numbers as they show, deleted and hidden text out, tables as rows, notes at the end.

    Raises:
        LoadError: the file is empty or nested beyond reason.
    """
    blocks = _Reader().read(data[data.find(b"{\\rtf") :])
    decoder = RunDecoder()
    decoder.learn(list(runs_in(blocks)))
    renderer = Renderer(decoder)
    renderer.add(blocks)
    text = renderer.out.text()
    if is_blank(text):
        raise LoadError("rtf_blank")
    return Reading(text=text, encoding=decoder.encoding, warnings=decoder.warnings(), cells=tuple(renderer.out.cells))
