"""Texts that are shown as HTML: what is kept of them, so that nobody else's script ever runs."""

from __future__ import annotations

import re
from html import unescape

import nh3

# Where HTML begins a tag, a comment or a declaration; any other "<" is a sign like "&".
_TAG = re.compile("<[a-zA-Z/!?]")
_TEXT = {"abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small"}
_TEXT |= {"a", "br", "img", "span", "strong", "sub", "sup", "u"}
_BLOCKS = {"blockquote", "details", "div", "figcaption", "figure", "hr", "p", "pre", "summary"}
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "dd", "dl", "dt", "li", "ol", "ul"}
_TABLES = {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_WITH_CONTENT = {"iframe", "math", "noembed", "noframes", "noscript", "object", "script", "style"}
_WITH_CONTENT |= {"svg", "template", "title"}
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"reversed", "start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_cleaner = nh3.Cleaner(
    tags=_TEXT | _BLOCKS | _TABLES,
    clean_content_tags=_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
)
_bare = nh3.Cleaner(tags=set(), clean_content_tags=_WITH_CONTENT, attributes={})
# Badly nested tags are put right by the first round as a browser does, now and then by the second.
_ROUNDS = 5


def clean_html(text: str) -> str:
    """The text with the tags and attributes that descriptions need, and no others.

    A text without tags is plain and stays as it is, letter by letter: "a < b & c". What only looks
    like the beginning of a tag is no tag and is written so that nobody takes it for one: "a<b"
    becomes "a&lt;b". Cleaning what was cleaned changes nothing. Decision 0022 says why.
    """
    first = _TAG.search(text)
    if first is None:
        return text
    if ">" not in text[first.start() :]:
        return _TAG.sub(lambda found: f"&lt;{found[0][1:]}", text)
    for _ in range(_ROUNDS):
        before, text = text, _cleaner.clean(text)
        if text == before:
            return text
    return _bare.clean(text)


def words_of_html(text: str) -> str:
    """What people read in a cleaned text, for looking words up; not to be shown as HTML."""
    if _TAG.search(text):
        text = _bare.clean(text.replace("<", " <"))
    return unescape(text)
