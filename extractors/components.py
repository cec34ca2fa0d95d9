"""spaCy components: what the extractors find, as span groups of a Doc.

    >>> import spacy
    >>> nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "vnplans.tokenizer.v1"}}})
    >>> _ = nlp.add_pipe("vn_citations")
    >>> doc = nlp("Thực hiện Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ")
    >>> [(span.text, span.label_, span.id_) for span in doc.spans["citations"]]
    [('Chỉ thị số 07/CT-TTg ngày 21/3/2023', 'Chỉ thị', '07/CT-TTg')]

| component    | span group | label           | id                                           | attribute       |
|--------------|------------|-----------------|----------------------------------------------|-----------------|
| vn_citations | citations  | type            | number; else the name, in lower case, folded | `_.vn_citation` |
| vn_agencies  | agencies   | kind of body    | agency_id                                    | `_.vn_agency`   |
| vn_tasks     | tasks      | kind of task    | `t<start>-<end>`, offsets into the text      | `_.vn_task`     |
|              | roles      | lead or support | agency_id                                    |                 |

The attribute holds all other fields of the mention (schemas.mentions) as a dictionary of plain values, so that a Doc with its user
data can be written out. The names are registered by entry points: where vnplans is installed, spaCy finds them without an import.
"""

import re
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span, SpanGroup
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from extractors.agency_table import agencies
from extractors.citations import find_citations
from extractors.document import Reading, read_document
from extractors.folding import canonical
from schemas import AgencyMention, Citation, Task

TOKENIZER = "vnplans.tokenizer.v1"
COMPONENTS = ("vn_citations", "vn_agencies", "vn_tasks")


def blank(components: Sequence[str] = COMPONENTS) -> Language:
    """A Vietnamese pipeline with our tokenizer and the components named, in order. Raises ValueError for an unknown one."""
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    for component in components:
        nlp.add_pipe(component)
    return nlp


# -- tokenizer ----------------------------------------------------------------------------------------------------------------


@cache
def _pieces() -> re.Pattern[str]:
    """A token with the one space behind it, or white space that no token takes along.

    Letters and digits part: `2011của` and `số30/1998/NĐ-CP` lack a space, and the edge of a mention lies there.
    """
    return re.compile(r"([^\W\d_]+|\d+|\S)( ?)|(\s+)")


class Tokenizer(DummyTokenizer):
    """Splits into runs of letters, runs of digits and single other characters; `doc.text` is the text given, whatever it is.

    `07/CT-TTg` is seven tokens. Line ends, tabs and every further space are tokens of their own, as with spaCy's tokenizer.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        found = _pieces().findall(text)
        return Doc(self.vocab, words=[word or white for word, _, white in found], spaces=[bool(space) for _, space, _ in found])


def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """Factory of the tokenizer, as a pipeline's config names it."""
    return _tokenizer_of


def _tokenizer_of(nlp: Language) -> Tokenizer:
    return Tokenizer(nlp.vocab)


registry.tokenizers(TOKENIZER, func=create_tokenizer)


# -- writing spans into a Doc -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to write: half-open offsets into the text, and the values of `attribute`, where it has one."""

    start: int
    end: int
    label: str
    id: str
    values: dict[str, Any] = field(default_factory=dict)


def set_spans(doc: Doc, key: str, marks: Iterable[Mark], attribute: str | None = None) -> None:
    """Make `doc.spans[key]` of the marks. Offsets are exact with every tokenizer: a token that holds an edge inside is split there.

    White space at the edges of a mark is left out, since spaCy ties a space to the token before it.
    """
    text = doc.text  # put together from its tokens each time that it is asked for
    trimmed = [_trim(text, mark) for mark in marks]
    spans = [_span(doc, mark) for mark in trimmed]
    if any(span is None for span in spans):
        split_tokens(doc, {edge for mark in trimmed for edge in (mark.start, mark.end)})
        spans = [_span(doc, mark) for mark in trimmed]
    doc.spans[key] = cast(list[Span], spans)  # after the split every edge is that of a token
    if attribute is not None:
        for mark, span in zip(trimmed, doc.spans[key], strict=True):
            span._.set(attribute, mark.values)


def _trim(text: str, mark: Mark) -> Mark:
    words = text[mark.start : mark.end]
    start = mark.start + len(words) - len(words.lstrip())
    end = mark.end - len(words) + len(words.rstrip())
    return mark if (start, end) == (mark.start, mark.end) else Mark(start, end, mark.label, mark.id, mark.values)


def _span(doc: Doc, mark: Mark) -> Span | None:
    return doc.char_span(mark.start, mark.end, label=mark.label, span_id=mark.id)


def split_tokens(doc: Doc, edges: Iterable[int]) -> None:
    """Split the tokens that have one of these offsets inside. The span groups that the Doc has stay where they are."""
    starts = [token.idx for token in doc]
    cuts: dict[int, list[int]] = defaultdict(list)
    for edge in sorted(edges):
        at = bisect_right(starts, edge) - 1
        if starts[at] < edge < starts[at] + len(doc[at]):
            cuts[at].append(edge - starts[at])
    # spaCy moves tokens and leaves the token offsets of the groups as they were
    groups = {key: (group.attrs, [(s.start_char, s.end_char, s.label, s.kb_id, s.id) for s in group]) for key, group in doc.spans.items()}
    with doc.retokenize() as retokenizer:
        for at, places in cuts.items():
            token = doc[at]
            words = [token.text[a:b] for a, b in zip([0, *places], [*places, len(token)], strict=True)]
            first = (token, 0) if token.head.i == token.i else token.head
            retokenizer.split(token, words, heads=[first, *[(token, 0)] * len(places)])
    for key, (attrs, spans) in groups.items():
        moved = [doc.char_span(start, end, label=label, kb_id=kb_id, span_id=span_id) for start, end, label, kb_id, span_id in spans]
        doc.spans[key] = SpanGroup(doc, name=key, attrs=attrs, spans=cast(list[Span], moved))


ATTRIBUTES = {"citations": "vn_citation", "agencies": "vn_agency", "tasks": "vn_task", "roles": None}
"""Span groups and the attribute of their spans."""


def doc_bin(documents: Iterable[tuple[str, Mapping[str, Sequence[Mark]], Mapping[str, Any]]]) -> bytes:
    """Documents with their marks as the bytes of a DocBin: the text, marks by span group, and what is kept in `doc.user_data["vnplans"]`.

    Whoever reads it sets the extensions first, to see the attributes: `Span.set_extension("vn_citation", default=None)`.
    """
    made = DocBin(store_user_data=True)
    nlp = blank(())
    for text, groups, about in documents:
        doc = nlp.make_doc(text)
        for key, marks in groups.items():
            attribute = ATTRIBUTES[key]
            if attribute and not Span.has_extension(attribute):
                Span.set_extension(attribute, default=None)
            set_spans(doc, key, marks, attribute)
        doc.user_data["vnplans"] = dict(about)
        made.add(doc)
    return made.to_bytes()


# -- components ---------------------------------------------------------------------------------------------------------------


class Component(ABC):
    """A component: `match` returns what is in a text, `__call__` writes it into the Doc."""

    attribute: str

    def __init__(self, spans_key: str) -> None:
        self.spans_key = spans_key
        if not Span.has_extension(self.attribute):
            Span.set_extension(self.attribute, default=None)

    @abstractmethod
    def match(self, text: str) -> list[Mark]:
        """Marks in the order of the text."""

    def __call__(self, doc: Doc) -> Doc:
        set_spans(doc, self.spans_key, self.match(doc.text), self.attribute)
        return doc


class Citations(Component):
    """What `find_citations` finds."""

    attribute = "vn_citation"

    def match(self, text: str) -> list[Mark]:
        """One mark for each citation."""
        return [Mark(c.start, c.end, c.type, _instrument(c), _values(c)) for c in find_citations(text)]


class Agencies(Component):
    """The agency mentions of `read_document`."""

    attribute = "vn_agency"

    def match(self, text: str) -> list[Mark]:
        """One mark for each mention."""
        return [Mark(m.start, m.end, _kind(m.agency_id), m.agency_id, _values(m)) for m in _reading(text).agencies]


class Tasks(Component):
    """The tasks of `read_document`, and in a second group the agencies in their roles, each once for a role."""

    attribute = "vn_task"

    def __init__(self, spans_key: str, roles_key: str) -> None:
        super().__init__(spans_key)
        self.roles_key = roles_key

    def match(self, text: str) -> list[Mark]:
        """One mark for each task."""
        return [Mark(t.start, t.end, t.kind, f"t{t.start}-{t.end}", _values(t)) for t in _reading(text).tasks]

    def roles(self, text: str) -> list[Mark]:
        """One mark for each agency and role: the agency of a heading stands once, however many tasks it charges."""
        found = {(a.start, a.end, a.role): a.agency_id for task in _reading(text).tasks for a in task.agencies}
        return [Mark(start, end, role, found[start, end, role]) for start, end, role in sorted(found)]

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        super().__call__(doc)
        set_spans(doc, self.roles_key, self.roles(text))
        return doc


@Language.factory("vn_citations", default_config={"spans_key": "citations"}, assigns=["doc.spans"])
def create_citations(nlp: Language, name: str, spans_key: str) -> Citations:
    """Factory of `vn_citations`."""
    return Citations(spans_key)


@Language.factory("vn_agencies", default_config={"spans_key": "agencies"}, assigns=["doc.spans"])
def create_agencies(nlp: Language, name: str, spans_key: str) -> Agencies:
    """Factory of `vn_agencies`."""
    return Agencies(spans_key)


@Language.factory("vn_tasks", default_config={"spans_key": "tasks", "roles_key": "roles"}, assigns=["doc.spans"])
def create_tasks(nlp: Language, name: str, spans_key: str, roles_key: str) -> Tasks:
    """Factory of `vn_tasks`."""
    return Tasks(spans_key, roles_key)


@lru_cache(maxsize=1)
def _reading(text: str) -> Reading:
    """`vn_agencies` and `vn_tasks` follow each other on the same Doc: it is read once."""
    return read_document(text)


def _values(mention: Citation | AgencyMention | Task) -> dict[str, Any]:
    return mention.model_dump(mode="json", exclude={"start", "end", "text"})


def _instrument(citation: Citation) -> str:
    """`07/CT-TTg`; a law by name has the key under which its spellings are one (`luật đất đai`); empty where neither is stated."""
    return citation.number or canonical(citation.title or "")


def _kind(agency_id: str) -> str:
    known = agencies().get(agency_id)
    return known.kind if known else "khac"
