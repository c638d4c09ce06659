"""Descriptions: one normal form for whatever looks the same."""

from __future__ import annotations

import re
import time

import pytest
import strategies
from google_sync.engine.text.rich import normalize, normalize_google, plain, to_odoo
from hypothesis import example, given

SAME = [
    # Paragraphs, divisions, headings and rows are lines.
    ("<p>a</p><p>b</p>", "a<br>b"),
    ("<div>a<div>b</div></div>c", "a<br>b<br>c"),
    ("<h1>Title</h1>text", "Title<br>text"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b<br>c"),
    ("<p>a</p><p><br></p><p>b</p>", "a<br><br>b"),
    ("<p>a<br></p><p>b</p>", "a<br>b"),
    ("<p><br></p>a<br><br>", "a"),
    ("<p><br></p>", ""),
    ("<pre>a\n\nb</pre>", "a<br><br>b"),
    # Marks have one spelling and one order, and surround words rather than blanks.
    ("<strong>a</strong> <em>b</em> <ins>c</ins>", "<b>a</b> <i>b</i> <u>c</u>"),
    ("<i><b>a</b></i>", "<b><i>a</i></b>"),
    ("<b>a</b><b>b</b>", "<b>ab</b>"),
    ("<b>a</b> <b>b</b>", "<b>a b</b>"),
    ("<b>a </b>b<i> </i>c", "<b>a</b> b c"),
    ("<b>a<b>b</b></b>", "<b>ab</b>"),
    ("<b><i>a</b>b</i>", "<b><i>a</i></b>b"),
    ("<b>a<br>b</b>", "<b>a</b><br><b>b</b>"),
    ("<p>open <b>bold", "open <b>bold</b>"),
    ('<span style="color:red" data-oe-id="3">a</span><font>b</font>', "ab"),
    # Lists keep their nesting, wherever an editor puts the inner list.
    ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
    ("<ul><li><p>a</p></li><li></li></ul>", "<ul><li>a</li></ul>"),
    ("<ul><li>a</li><ol><li>b</li></ol></ul>", "<ul><li>a<ol><li>b</li></ol></li></ul>"),
    ("a<br><ul><li>b</li></ul><br>c", "a<ul><li>b</li></ul><br>c"),
    ("a<br><br><ul><li>b</li></ul>", "a<br><br><ul><li>b</li></ul>"),
    ("<ul></ul>", ""),
    ("<li>a</li>b", "a<br>b"),
    # Links: web, mail and telephone only.
    (
        '<a href="https://x.ch/?a=1&b=2" target="_blank">x</a>',
        '<a href="https://x.ch/?a=1&amp;b=2">x</a>',
    ),
    ("<a href='mailto:a@x.ch'>mail</a>", '<a href="mailto:a@x.ch">mail</a>'),
    ('<a href="https://x.ch/a b/ü">x</a>', '<a href="https://x.ch/a%20b/%C3%BC">x</a>'),
    ('<a href="https://x.ch/?$=[1]">x</a>', '<a href="https://x.ch/?%24=%5B1%5D">x</a>'),
    ('<a href="javascript:alert(1)">x</a> <a href="/web">y</a> <a name="z">z</a>', "x y z"),
    ('<a href="java\nscript:alert(1)">x</a>', "x"),
    # What nobody reads goes, with what is in it.
    ("a<script>alert(1)</script><style>p {}</style><!-- no --><iframe>x</iframe>b", "ab"),
    ("<html><head><title>t</title></head><body>a</body></html>", "a"),
    ("<svg><text>x</text></svg><template><p>y</p></template>a", "a"),
    ("<img src=x onerror=alert(1)>a", "a"),
    # Characters.
    ("a&nbsp;&nbsp;b\n\tc<br>", "a b c"),
    ("<p>1 &lt; 2 &amp;&amp; &quot;x&quot; &#8364;</p>", '1 &lt; 2 &amp;&amp; "x" €'),
    ("<p>a\0b&#1;c\ud800</p>", "abc"),
    # Plain text: a newline is a line break, and what only looks like a tag is text.
    ("a\nb\r\nc", "a<br>b<br>c"),
    ("\n a  b \n\n c \n", "a b<br><br>c"),
    ("1 < 2 & 3 > 2, x<y", "1 &lt; 2 &amp; 3 &gt; 2, x&lt;y"),
    ("AT&T &amp; Co", "AT&amp;T &amp; Co"),
    ("Ann <ann@x.ch>\n<https://x.ch>", "Ann &lt;ann@x.ch&gt;<br>&lt;https://x.ch&gt;"),
    ("<b>Ann</b> <ann@x.ch>", "<b>Ann</b> &lt;ann@x.ch&gt;"),
    ("", ""),
    (" \n ", ""),
    (None, ""),
]


@pytest.mark.parametrize(("html", "normal"), SAME)
def test_what_looks_the_same_has_one_normal_form(html, normal):
    assert normalize(html) == normal


def test_a_newline_from_google_is_a_line_break_also_between_tags():
    assert normalize_google("<b>Join</b>\n\nhttps://x.ch") == "<b>Join</b><br><br>https://x.ch"
    assert normalize_google("a\nb") == normalize("a\nb")


NORMAL_TAG = re.compile(r'<(?:/?(?:b|i|u|ul|ol|li)|br|/a|a href="(?:https?|mailto|tel):[^"<>]+")>')


@given(strategies.html)
def test_the_normal_form_has_only_tags_of_its_own_and_no_blanks_at_its_ends(html):
    normal = normalize(html)
    rest = NORMAL_TAG.sub("", normal)
    assert "<" not in rest
    assert ">" not in rest
    assert "\n" not in normal
    assert "\0" not in normal
    assert normal == normal.strip(" ")
    assert not normal.startswith("<br>")
    assert not normal.endswith("<br>")
    assert not re.search(r"<([biua])(?: [^>]*)?></\1>", normal), "an empty element"
    normal.encode()


@given(strategies.html | strategies.awkward_text)
@example("<ul><ul><li>a")
@example("&amp;lt;b&amp;gt;")
@example("a\x0bb\x1cc\u2028d")
def test_the_normal_form_is_its_own_normal_form(html):
    normal = normalize(html)
    assert normalize(normal) == normal
    assert normalize_google(normal) == normal


@given(strategies.html)
@example('<a href="https://x.ch/?a=$[1]">x</a>')
def test_the_normal_form_outlives_odoos_editor_and_sanitiser(html):
    odoo_mail = pytest.importorskip("odoo.tools.mail")
    normal = normalize(html)
    for written in (normal, to_odoo(normal), f"<p>{normal}</p>", f"<div>{normal}</div>"):
        stored = str(odoo_mail.html_sanitize(written, sanitize_attributes=True))
        assert normalize(stored) == normal, stored
        assert normalize(written) == normal


@given(strategies.readable_html)
def test_no_letter_that_a_reader_sees_is_lost(pieces):
    letters = "".join(piece for piece in pieces if piece.isalpha())
    assert "".join(filter(str.isalpha, plain(normalize("".join(pieces))))) == letters


def test_a_normal_form_is_paragraphs_in_odoo():
    normal = "a<br><br><b>b</b><ul><li>c<br>d</li></ul>e"
    assert to_odoo(normal) == ("<p>a</p><p><br></p><p><b>b</b></p><ul><li>c<br>d</li></ul><p>e</p>")
    assert to_odoo("") == ""


def test_a_normal_form_is_lines_in_a_log():
    assert plain("a &lt;b&gt;<br><i>c</i><ul><li>d</li><li>e</li></ul>f") == "a <b>\nc\n- d\n- e\nf"


LARGE = 100_000
HOSTILE = [
    "<",
    "<!--",
    "<a ",
    "&",
    "<b>",
    "<p>x</p>",
    '<a href="',
    "<ul><li>x",
    "&lt;",
    "\n",
    "<x@",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear_and_depth_is_no_limit(piece):
    began = time.process_time()
    normal = normalize(piece * (LARGE // len(piece)))
    assert time.process_time() - began < 1.0  # 0.1 s on an idle machine; quadratic takes minutes
    assert normalize(normal) == normal


def test_lists_that_nobody_nests_so_deeply_end_at_a_level_that_odoo_can_parse():
    normal = normalize("<ul><li>x" * 10_000 + "</li></ul>" * 10_000)
    assert normal.count("<ul>") == 8
    assert normal.count("x") == 10_000
