"""Marked texts as HTML: what is printed, and that nothing else can be."""

import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sopc.markup.words import as_words, one_line
from sopc.render.marked import block_html, line_html, title_html
from tests.markup.texts import AS_WRITTEN, HOSTILE, MARKED_TEXTS

ITALIC, PORTAL = "<em>kata asing</em>", '<a href="https://a.go.id">Portal</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*kata asing*", ITALIC),
        ("[Portal](https://a.go.id)", PORTAL),
        ("*[Portal](https://a.go.id)*", f"<em>{PORTAL}</em>"),
        ("[*kata asing*](mailto:a@b.go.id)", f'<a href="mailto:a@b.go.id">{ITALIC}</a>'),
        ("<http://a.go.id>", '<a href="http://a.go.id">http://a.go.id</a>'),
        ("(https://a.go.id.)", '(<a href="https://a.go.id">https://a.go.id</a>.)'),
        ("https://a.go.id@b.com", "https://a.go.id@b.com"),
        (
            "[a](https://b.go.id 'judul')",
            '[a](<a href="https://b.go.id">https://b.go.id</a> &#39;judul&#39;)',
        ),
        (
            '<https://a.go.id/?x="&y>',
            '&lt;<a href="https://a.go.id/?x=">https://a.go.id/?x=</a>&#34;&amp;y&gt;',
        ),
        (
            "<https://a.go.id/?x=1&y=2>",
            '<a href="https://a.go.id/?x=1&amp;y=2">https://a.go.id/?x=1&amp;y=2</a>',
        ),
        ("baris satu\nbaris dua\n\nlagi", "baris satu<br>baris dua<br><br>lagi"),
    ],
)
def test_italics_links_and_line_breaks_are_printed(text: str, html: str) -> None:
    assert block_html(as_words(text)) == html
    assert line_html(as_words(text)) == html


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_what_only_looks_like_marks_is_printed_as_it_is(text: str) -> None:
    written = str(Markup("<br>").join(line.strip(" ") for line in text.split("\n")))
    assert block_html(as_words(text)) == written
    assert str(line_html(as_words(text))).replace(" <br>", "<br>").strip(" ") == written.strip(" ")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("Syarat:\n1. a\n2. b\nSelesai.", "Syarat:<ol><li>a</li><li>b</li></ol>Selesai."),
        ("Syarat:\n\n- a\n\n- b\n\nSelesai.", "Syarat:<ul><li>a</li><li>b</li></ul>Selesai."),
        ("1. a\n   lanjut\n2. b", "<ol><li>a<br>lanjut</li><li>b</li></ol>"),
        ("1. a\n1. b\n1. c", "<ol><li>a</li><li>b</li><li>c</li></ol>"),
        (
            "3. a\n4. b\n7. c",
            '<ol start="3" style="counter-reset: list-item 2"><li>a</li><li>b</li>'
            '<li value="7" style="counter-increment: list-item 0; counter-set: list-item 7">'
            "c</li></ol>",
        ),
        (
            "1. a\n- b\n2. c",
            "<ol><li>a</li></ol><ul><li>b</li></ul>"
            '<ol start="2" style="counter-reset: list-item 1"><li>c</li></ol>',
        ),
        (
            "1. a\n   - b\n     lanjut\n   - c\n2. d",
            "<ol><li>a<ul><li>b<br>lanjut</li><li>c</li></ul></li><li>d</li></ol>",
        ),
        ("- *a*\n- - b", "<ul><li><em>a</em></li><li>- b</li></ul>"),
        ("\\- a\n- b", "- a<ul><li>b</li></ul>"),
        ("a\n- b", "a<ul><li>b</li></ul>"),
    ],
)
def test_lists_are_lists(text: str, html: str) -> None:
    plain = block_html(as_words(text)).replace(' class="listing"', "")
    assert plain == html
    assert "<li" not in line_html(as_words(text))


def test_a_name_s_list_is_lines_and_in_the_contents_one_line_without_links() -> None:
    name = as_words("Syarat [*Portal*](https://a.go.id):\n1. a\n\\- b")
    assert line_html(name) == (
        'Syarat <a href="https://a.go.id"><em>Portal</em></a>:<br>1. a<br>- b'
    )
    assert title_html(name) == "Syarat <em>Portal</em>: 1. a - b"


@pytest.mark.parametrize("text", ["*a* <b>\n- c", r"\*"])
def test_words_that_are_no_catalogue_s_text_are_words(text: str) -> None:
    assert block_html(text) == escape(text).replace("\n", "<br>")
    assert line_html(text) == block_html(text)


class _Tags(HTMLParser):
    """All tags of HTML, with their attributes, and the words; Raises AssertionError when they do
    not close in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.words = ""
        self._open: list[str] = []
        self.feed(str(html))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}
        if tag == "br":
            self.words += "\n"
        else:
            assert tag not in self._open or tag in ("ul", "ol", "li")
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


_ALLOWED = {
    "href": re.compile(r"(https?://|mailto:)[!-~]+", re.IGNORECASE),
    "class": re.compile("listing"),
    "start": re.compile("[0-9]{1,3}"),
    "value": re.compile("[0-9]{1,3}"),
    "style": re.compile(
        "counter-reset: list-item -?[0-9]{1,3}"
        "|counter-increment: list-item 0; counter-set: list-item [0-9]{1,3}"
    ),
}


@given(MARKED_TEXTS | st.text())
def test_html_has_a_few_tags_only_and_all_words(text: str) -> None:
    words = as_words(text)
    for html, tags in (
        (block_html(words), {"em", "a", "br", "ol", "ul", "li"}),
        (line_html(words), {"em", "a", "br"}),
        (title_html(words), {"em"}),
    ):
        found = _Tags(html)
        assert found.tags <= tags
        assert all(_ALLOWED[name].fullmatch(value) for name, value in found.attributes)
    assert _Tags(line_html(words)).words == words
    assert _Tags(title_html(words)).words == one_line(words)


@given(MARKED_TEXTS)
def test_blocks_have_the_words_but_for_the_signs_of_lists(text: str) -> None:
    words = as_words(text)
    printed = "".join(_Tags(block_html(words)).words.split())
    rest = iter(re.sub(r"\s", "", words))
    assert all(letter in rest for letter in printed)
    if "<li" not in block_html(words):
        assert printed == re.sub(r"\s", "", words)


@pytest.mark.parametrize("part", HOSTILE)
def test_texts_made_to_stall_the_printer_are_printed(part: str) -> None:
    text = as_words(part * (60_000 // len(part)))
    assert len(_Tags(block_html(text)).words) <= len(text)


def test_lists_within_lists_end_at_some_depth() -> None:
    html = block_html(as_words("\n".join(" " * level + "- x" for level in range(300))))
    assert html.count("<ul") == 4
    assert html.count("x") == 300
