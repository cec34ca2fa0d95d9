"""Marked text: nothing lost, nothing added, every span found again, whatever crosses what."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.spans import RANKS, Span, marked, visible


class Read(HTMLParser):
    """The text of the marked words, and the words inside each id (pieces by `data-of` too)."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.words, self.links, self.open = "", {}, {}, []  # type: ignore[var-annotated]
        self.feed(str(html))  # of a Markup the parser would escape each piece again
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.open.append((known.get("id") or known.get("data-of"), known.get("href")))

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        for key, _ in self.open:
            if key:
                self.words[key] = self.words.get(key, "") + data
        link = next((href for _, href in reversed(self.open) if href), None)
        if link:
            self.links.setdefault(link, "")
            self.links[link] += data


def test_a_mention_alone_is_one_element() -> None:
    html = marked("Giao Sở Tư pháp", [Span(5, 15, "a", "a1", "ra1")])
    assert html == 'Giao <a class="a" id="a1" href="#ra1">Sở Tư pháp</a>'


def test_a_task_has_a_mark_that_leads_to_its_record() -> None:
    html = marked("Giao Sở Tư pháp", [Span(0, 15, "t", "t1", "rt1", "Nhiệm vụ 1")])
    assert '<a class="tick" href="#rt1" aria-label="Nhiệm vụ 1" data-n="1"></a>Giao' in html


HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "]]>", "</script>", "&lt;", "\u202engược\u202c", "a\u2028b"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile: str) -> None:
    text = f"Sở {hostile} Tư pháp"
    read = Read(marked(text, [Span(0, len(text), "c", "c1", "rc1"), Span(3, 3 + len(hostile), "a", "a1", "ra1")]))
    assert read.text == text
    assert read.words == {"c1": text, "a1": hostile}


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 15), st.sampled_from(RANKS[1:])), max_size=12)


@given(st.text(max_size=30), spans)
def test_every_span_has_its_words_and_the_text_is_whole(text: str, made: list[tuple[int, int, str]]) -> None:
    known = [
        Span(start, start + n, kind, f"{kind}{k}", f"r{k}", "Nhiệm vụ 1" if kind == "t" else "") for k, (start, n, kind) in enumerate(made)
    ]
    read = Read(marked(text, known))
    clean = visible(text).replace("\r\n", "\n").replace("\r", "\n")
    assert read.text == clean
    expected = {one.key: visible(text)[one.start : one.end] for one in known if one.end <= len(text)}
    assert read.words == expected
    links = [one for one in known if one.end <= len(text) and one.kind != "t"]
    for one in links:
        if expected[one.key].strip() and not any(other is not one and other.start < one.end and one.start < other.end for other in links):
            assert expected[one.key] in read.links[f"#{one.record}"]
