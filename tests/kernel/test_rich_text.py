"""Whatever comes in, what is shown as HTML holds no script, and plain text stays plain."""

from __future__ import annotations

import os
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.rich_text import clean_html, words_of_html

EXAMPLES = int(os.environ.get("STOA_EXAMPLES", "200"))
SHOWN = {"a", "b", "br", "div", "h2", "img", "li", "ol", "p", "pre", "table", "td", "tr", "ul"}
FORBIDDEN = {"script", "style", "iframe", "object", "embed", "form", "input", "svg", "math", "base"}
FORBIDDEN |= {"link", "meta", "template", "noscript", "select", "option", "textarea", "title"}
_names = st.sampled_from(
    sorted(SHOWN | FORBIDDEN | {"font", "center", "o:p", "x-y", "annotation-xml"})
)
_attributes = st.sampled_from(
    [
        "",
        " href='javascript:alert(1)'",
        " href=' java&#10;script:alert(1)'",
        " href=/care",
        " src=x onerror=alert(1)",
        " src='data:text/html,x'",
        ' style="background:url(x)" class=x id=y',
        ' alt="a>b<c"',
        " title='&lt;script&gt;'",
        " encoding=text/html",
        "/onclick=alert(1)",
    ]
)
_pieces = st.one_of(
    st.builds(lambda name, given: f"<{name}{given}>", _names, _attributes),
    st.builds(lambda name: f"</{name}>", _names),
    st.sampled_from(["<", ">", "<!--", "-->", "<![CDATA[", "]]>", "<?", '"', "'", "&amp;", "&lt;"]),
    st.sampled_from(["<script>alert(1)</script>", "<sc<script>ript>", "<img src=x", "\n", "\t"]),
    st.text(max_size=4),
)
_texts = st.lists(_pieces, max_size=14).map("".join)
_no_tags = st.text().filter(lambda text: "<" not in text) | st.lists(
    st.sampled_from(["a", " < ", " > ", "&", "<3", "<=", "5 <\n", "&lt;b&gt;", "é"])
).map("".join)


class Seen(HTMLParser):
    """What a parser that is not the cleaner's finds in a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@given(_texts)
@settings(max_examples=EXAMPLES, deadline=None)
def test_nothing_that_runs_is_left(text: str) -> None:
    seen = Seen(clean_html(text))

    assert FORBIDDEN.isdisjoint(seen.tags)
    for name, value in seen.attributes:
        assert name in {"alt", "href", "rel", "src", "title"}
        if name in {"href", "src"}:
            assert "script:" not in value
            assert not value.startswith("data:")


@given(_texts)
@settings(max_examples=EXAMPLES, deadline=None)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_html(text)

    assert clean_html(once) == once


@given(_no_tags)
@settings(max_examples=EXAMPLES, deadline=None)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert clean_html(text) == text


@given(st.text())
@settings(max_examples=EXAMPLES, deadline=None)
def test_what_begins_no_whole_tag_keeps_every_letter(text: str) -> None:
    plain = text.replace(">", "")

    assert clean_html(plain).replace("&lt;", "<") == plain.replace("&lt;", "<")


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("", ""),
        ("a < b & c", "a < b & c"),
        ("Hemd & Hose, < 30 °C\n\nI <3 it", "Hemd & Hose, < 30 °C\n\nI <3 it"),
        ("a<b", "a&lt;b"),
        ("<p>a < b & c</p>", "<p>a &lt; b &amp; c</p>"),
        ("<b>x</b><script>alert(1)</script>", "<b>x</b>"),
        ("<p style='color:red' class=x onclick=y()>x</p>", "<p>x</p>"),
        ("<center><font size=7>x</font></center>", "x"),
        ("<img src=x onerror=alert(1)", "&lt;img src=x onerror=alert(1)"),
        ('<img src="/a.png" alt="A" style="x">', '<img src="/a.png" alt="A">'),
        ('<a href="javascript:x()">x</a>', '<a rel="noopener noreferrer">x</a>'),
        (
            '<a href="/care" target="_blank" rel="opener">x</a>',
            '<a href="/care" rel="noopener noreferrer">x</a>',
        ),
        ("<ul><li>1<li>2</ul>", "<ul><li>1</li><li>2</li></ul>"),
        ("<td>x</td>", "x"),
        ("<p>x<!-- y --></p><iframe src=z>fallback</iframe>", "<p>x</p>"),
    ],
)
def test_what_becomes_of(given_text: str, shown: str) -> None:
    assert clean_html(given_text) == shown


def test_what_never_settles_keeps_its_words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.kernel.rich_text._ROUNDS", 1)

    assert clean_html("<a><select><a>x & y") == "x &amp; y"


@pytest.mark.parametrize(
    ("cleaned", "read"),
    [
        ("a < b & c", ["a", "<", "b", "&", "c"]),
        ("a&lt;b", ["a<b"]),
        ("<ul><li>Wool</li><li>Silk &amp; <b>more</b></li></ul>", ["Wool", "Silk", "&", "more"]),
        ('<p>a &lt; b<img src="/x.png" alt="x"><a href="/strong">c</a></p>', ["a", "<", "b", "c"]),
    ],
)
def test_what_is_read_has_no_tags(cleaned: str, read: list[str]) -> None:
    assert words_of_html(cleaned).split() == read
