"""What Hypothesis draws: texts and HTML as people, editors and attackers write them."""

from __future__ import annotations

from hypothesis import strategies as st

#: Any string at all, and the characters that tend to break things more often than by chance.
awkward_text = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("ab <>&\"'=/-!\n\r\t\f\v\0\x01\x1c\x7f\x85\xa0\u2028\ufeff\ufffe\ud800"),
    ),
    max_size=40,
)

_SHOWN = (
    "b i u a strong em ins p div span h1 br ul ol li table tr td th pre blockquote hr img font s"
    " body html form input x-y o:p"
).split()
_TAGS = [*_SHOWN, *"script style title template svg textarea head select option".split()]
_HREFS = (
    "https://example.com/?a=1&b=2",
    "http://example.com/ü [x]$",
    "mailto:ann@example.com",
    "tel:+41 44",
    "javascript:alert(1)",
    "https://example.com/?javascript%3Aalert(1)",
    " https://example.com/a\nb ",
    "/web#id=1",
    "https:",
    "",
)
_ENTITIES = "&amp; &lt; &gt; &nbsp; &#0; &#xd800; &#128; &#1; &quot; &lt &bogus; &".split()

_opening = st.one_of(
    st.sampled_from(_TAGS).map("<{}>".format),
    st.sampled_from(_HREFS).map('<a href="{}" class="x">'.format),
    st.sampled_from(_TAGS).map('<{} style="color: red" data-oe-id="7" title="a>b">'.format),
)
_closing = st.sampled_from(_TAGS).map("</{}>".format)
_odd = st.sampled_from(
    ["<!-- x -->", "<!--", "<!doctype html>", "<?php x ?>", "<ann@example.com>", "<br/>", "<b", "<"]
)
_words = st.sampled_from(["word", "two words", " ", "\n", "--", ">", "x", "é", "𝄞"])

#: Tag soup: any order of opening and closing tags, words, entities and things that are no HTML.
html = st.lists(
    st.one_of(_opening, _closing, _words, st.sampled_from(_ENTITIES), _odd, awkward_text),
    max_size=25,
).map("".join)

#: Pieces of tag soup without any element whose content nobody sees.
readable_html = st.lists(
    st.one_of(
        st.sampled_from(_SHOWN).map("<{}>".format),
        st.sampled_from(_SHOWN).map("</{}>".format),
        st.sampled_from(["word", "more", " ", "é"]),
    ),
    max_size=25,
)
