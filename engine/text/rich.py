"""Rich text: the normal form of descriptions, which both Odoo and Google can hold.

Google shows a few inline tags and lists, or plain text with newlines; Odoo's editor writes
paragraphs, spans, tables and attributes of its own. The normal form is what both can say::

    text      escaped, blanks collapsed as a browser would; ``b``, ``i``, ``u`` and ``a`` around it
    lines     joined by ``<br>``; paragraphs, headings, rows and the like become lines
    lists     ``ul``, ``ol`` and ``li``, each item with lines and lists of its own

A document is read into lines of words and written from them, so that the order in which tags were
nested, closed or repeated cannot make two descriptions differ that look the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import takewhile, zip_longest
from operator import eq
from typing import NamedTuple
from urllib.parse import quote, unquote_plus

from lxml import etree

from .plain import printable

#: Marks around text, in the order in which the normal form nests them inside of ``a``.
_MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "ins": "u"}
_LISTS = frozenset(("ul", "ol"))
_CELLS = frozenset(("td", "th"))
_is_block = re.compile(
    r"address|article|aside|blockquote|body|caption|center|d[dlt]|details|dialog|div|fieldset"
    r"|figcaption|figure|footer|form|h[1-6r]|header|hgroup|legend|main|menu|nav|option|p|pre"
    r"|section|summary|table|tbody|tfoot|thead|tr"
).fullmatch
_is_dropped = re.compile(
    r"applet|audio|base|canvas|datalist|embed|frame|frameset|head|iframe|link|map|math|meta"
    r"|noembed|noframes|noscript|object|script|style|svg|template|textarea|title|video"
).fullmatch
#: Marks a text that was cut, in any language.
_MORE = "[…]"
#: The editors of both sides stop long before; deeper lists go on at this level.
_DEEPEST_LIST = 8

_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]*>|<!--[^<]*-->")
#: ``<ann@example.com>`` and ``<https://…>``, as mail programs write them, are not tags.
_ADDRESS = re.compile(r"<(?=(?:https?://|mailto:|[^\s<>/\"'=]+@)[^\s<>]*>)", re.IGNORECASE)
_PIECE = re.compile(
    r"(?P<newline>\r\n?|\n)|(?P<blank>[ \t\v\f\x85\xa0]+)|(?P<word>[^ \t\v\f\x85\xa0\r\n]+)"
)
_LINK = re.compile(r"(?:https?|mailto|tel):[^\s]", re.IGNORECASE)
#: Schemes that run code: Odoo empties a link that names one anywhere, so it cannot be kept.
_CODE = re.compile(r"(?:javascript|jscript|livescript|vbscript|data|about|mocha):", re.IGNORECASE)
#: What libxml2, and thereby Odoo, leaves as it is when it writes a link.
_SAFE_IN_LINK = "@/:=?;#%&,+!~*'()"


class _Word(NamedTuple):
    spaced: bool  # whether a blank comes before it
    marks: tuple[str, ...]  # the tags around it without brackets, outermost first
    text: str


@dataclass(slots=True)
class _List:
    tag: str
    items: list[list[_Line | _List]] = field(default_factory=list)


_Line = list[_Word]
_Block = _Line | _List


def normalize(html: str | None) -> str:
    """The normal form of a description in HTML, or in plain text if it has no tag at all.

    It is its own normal form, and what Odoo's sanitiser or a paragraph around it make of it has
    the same one. Empty when there is nothing to read.
    """
    return _write(_read(html or "", newlines_break=False))


def normalize_google(html: str | None) -> str:
    """The normal form of a description from Google, which shows a newline as a line break."""
    return _write(_read(html or "", newlines_break=True))


def to_odoo(normal: str) -> str:
    """The HTML that Odoo's editor would write for a normal form: a paragraph for each line."""
    return "".join(
        _write_list(block) if isinstance(block, _List) else f"<p>{_write_line(block) or '<br>'}</p>"
        for block in _read(normal, newlines_break=False)
    )


def plain(normal: str) -> str:
    """A normal form as plain text for logs: lines, and items of lists behind a dash."""
    text = re.sub(r"<br>|</[ou]l>", "\n", normal).replace("<li>", "\n- ")
    return unescape(re.sub(r"<[^<>]*>", "", text)).strip("\n")


def divide(
    normal: str, choose: Callable[[Sequence[Sequence[str]]], Collection[int]]
) -> tuple[str, str]:
    """A normal form without some of its lines and lists, and those in a normal form of their own.

    :param choose: which go, by their numbers; it gets the text of each line, in a list of one, and
        of all lines of each list
    """
    blocks = _read(normal, newlines_break=False)
    chosen = choose([[*_texts(block)] for block in blocks])
    staying = [block for number, block in enumerate(blocks) if number not in chosen]
    going = [block for number, block in enumerate(blocks) if number in chosen]
    return _write(_tidy(staying)), _write(_tidy(going))


def append(normal: str, following: str) -> str:
    """The normal form of one description with another one behind it."""
    blocks = (_read(each, newlines_break=False) for each in (normal, following))
    return _write(_tidy([block for each in blocks for block in each]))


def shorten(normal: str, most: int) -> str:
    """A normal form of at most so many characters: as much as fits, and a sign that there is more.

    The sign alone where nothing else fits.
    """
    if len(normal) <= most:
        return normal
    # What is beyond so many characters cannot fit, however little its tags take.
    blocks, _left = _cut(_read(normal, newlines_break=False), most)
    fits, too_many = 0, most + 1
    while fits + 1 < too_many:
        middle = (fits + too_many) // 2
        if len(_beginning(blocks, middle)) <= most:
            fits = middle
        else:
            too_many = middle
    return _beginning(blocks, fits)


def _beginning(blocks: list[_Block], number: int) -> str:
    """The first characters of the text, with the sign behind them in a line of its own."""
    kept, _left = _cut(blocks, number)
    return _write(_tidy([*_tidy(kept), [_Word(False, (), _MORE)]]))


def _cut(blocks: list[_Block], number: int) -> tuple[list[_Block], int]:
    """The blocks as far as so many characters reach, and how many are left then.

    The end of a line, or of a list, is one as well.
    """
    kept: list[_Block] = []
    for block in blocks:
        if number <= 0:
            break
        if isinstance(block, _List):
            items = []
            for item in block.items:
                found, number = _cut(item, number)
                items.append(found)
            kept.append(_List(block.tag, items))
        else:
            words, number = _cut_line(block, number)
            kept.append(words)
        number -= 1
    return kept, number


def _cut_line(line: _Line, number: int) -> tuple[_Line, int]:
    """As :func:`_cut`, of one line."""
    words: _Line = []
    for word in line:
        if number <= 0:
            break
        words.append(word._replace(text=word.text[:number]))
        number -= len(word.text) + word.spaced
    return words, number


def _texts(block: _Block) -> Iterator[str]:
    if isinstance(block, _List):
        yield from (text for item in block.items for one in item for text in _texts(one))
    else:
        yield "".join(" " * word.spaced + word.text for word in block)


def _read(html: str, newlines_break: bool) -> list[_Block]:
    html = _ADDRESS.sub("&lt;", printable(html))
    if not _TAG.search(html):
        reader = _Reader(newlines_break=True)
        reader.data(unescape(html))
        return reader.close()
    parser = etree.HTMLParser(target=_Reader(newlines_break), huge_tree=True)
    parser.feed(f"<div>{html}")  # lxml refuses documents without any element
    blocks: list[_Block] = parser.close()
    return blocks


class _Reader:
    """A target for lxml's parser that notes lines and lists, whatever the tags around them.

    It keeps counts instead of a tree, so it is linear in the input and indifferent to its depth.
    """

    def __init__(self, newlines_break: bool) -> None:
        self._newlines_break = newlines_break
        self._body: list[_Block] = []
        self._lists: list[_List] = []  # those open now, outermost first
        self._line: _Line = []
        self._blank = False  # whether a blank is due before the next word
        self._links: list[str | None] = []
        self._open: Counter[str] = Counter()  # of marks, of "pre" and of "dropped"
        self._marks: tuple[str, ...] = ()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._open["dropped"] or _is_dropped(tag):
            self._open["dropped"] += 1
        elif tag == "br":
            self._break_line()
        elif tag in _LISTS:
            self._end_line()
            self._open_list(tag)
        elif tag == "li":
            self._end_line()
            if self._lists:
                self._lists[-1].items.append([])
        elif tag in _CELLS:
            self._blank = bool(self._line)
        elif _is_block(tag):
            self._end_line()
            self._open[tag] += 1
        elif tag == "a":
            self._links.append(link_address(attributes.get("href", "")))
            self._update_marks()
        elif tag in _MARKS:
            self._open[_MARKS[tag]] += 1
            self._update_marks()

    def end(self, tag: str) -> None:
        if self._open["dropped"]:
            self._open["dropped"] -= 1
        elif tag in _LISTS:
            self._end_line()
            if self._lists:
                self._lists.pop()
        elif tag == "li":
            self._end_line()
        elif _is_block(tag):
            self._end_line()
            self._open[tag] -= 1
        elif tag == "a":
            self._links.pop()
            self._update_marks()
        elif tag in _MARKS:
            self._open[_MARKS[tag]] -= 1
            self._update_marks()

    def data(self, text: str) -> None:
        if self._open["dropped"]:
            return
        for piece in _PIECE.finditer(printable(text)):
            if piece.lastgroup == "word":
                self._line.append(_Word(self._blank, self._marks, piece.group()))
                self._blank = False
            elif piece.lastgroup == "newline" and (self._newlines_break or self._open["pre"]):
                self._break_line()
            else:
                self._blank = bool(self._line)

    def close(self) -> list[_Block]:
        self._end_line()
        return _tidy(self._body)

    def _break_line(self) -> None:
        self._blocks().append(self._line)
        self._line, self._blank = [], False

    def _end_line(self) -> None:
        """Begin a new line, unless the present one has nothing in it yet."""
        self._blank = False
        if self._line:
            self._break_line()

    def _blocks(self) -> list[_Block]:
        """Where lines go now: the last item of the innermost list, or the body."""
        if not self._lists:
            return self._body
        items = self._lists[-1].items
        if not items:
            items.append([])
        return items[-1]

    def _open_list(self, tag: str) -> None:
        if len(self._lists) < _DEEPEST_LIST:
            new = _List(tag)
            self._blocks().append(new)
        else:
            new = self._lists[-1]
        self._lists.append(new)

    def _update_marks(self) -> None:
        link = self._links[-1] if self._links else None
        marks = tuple(mark for mark in ("b", "i", "u") if self._open[mark])
        self._marks = (f'a href="{escape(link)}"', *marks) if link else marks


def link_address(href: str) -> str | None:
    """The address of a link as libxml2 writes it.

    ``None`` for one that the normal form does not hold.
    """
    href = re.sub(r"[\t\r\n\f]", "", printable(href)).strip()
    if not _LINK.match(href) or _CODE.search(re.sub(r"\s", "", unquote_plus(href))):
        return None
    return quote(href, safe=_SAFE_IN_LINK)


def _tidy(blocks: list[_Block]) -> list[_Block]:
    """The blocks without empty lists and items, and without empty lines at either end."""
    kept: list[_Block] = []
    for block in blocks:
        if isinstance(block, _List):
            block.items = [item for item in map(_tidy, block.items) if item]
            if not block.items:
                continue
        if block or kept:
            kept.append(block)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _write(blocks: list[_Block]) -> str:
    parts = []
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, _List):
            parts.append(_write_list(block))
        else:
            parts.append(_write_line(block))
            if not block or (following is not None and not isinstance(following, _List)):
                parts.append("<br>")
    return "".join(parts)


def _write_list(block: _List) -> str:
    items = "".join(f"<li>{_write(item)}</li>" for item in block.items)
    return f"<{block.tag}>{items}</{block.tag}>"


def _write_line(line: _Line) -> str:
    parts: list[str] = []
    marks: tuple[str, ...] = ()
    for word in line:
        shared = len(list(takewhile(bool, map(eq, marks, word.marks))))
        parts.extend(f"</{mark[0]}>" for mark in reversed(marks[shared:]))
        parts.append(" " * word.spaced)
        parts.extend(f"<{mark}>" for mark in word.marks[shared:])
        parts.append(escape(word.text, quote=False))
        marks = word.marks
    parts.extend(f"</{mark[0]}>" for mark in reversed(marks))
    return "".join(parts)
