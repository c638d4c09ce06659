"""``make description``: write the page of Odoo's Apps from ``readme/`` and ``docs/tour.md``."""

from __future__ import annotations

import ast
import posixpath
import re
from html import escape
from pathlib import Path

import markdown

from . import console, paths
from .console import say

PAGE = Path("static/description/index.html")
_SECTIONS = {
    "": "readme/DESCRIPTION.md",
    "What it looks like": "docs/tour.md",
    "Installation": "readme/INSTALL.md",
    "Configuration": "readme/CONFIGURE.md",
    "Usage": "readme/USAGE.md",
    "Known limits": "readme/ROADMAP.md",
    "Contributors": "readme/CONTRIBUTORS.md",
}
_HEADING = "<!-- Made by `make description` of readme/ and docs/tour.md: change these. -->\n"
_SECTION = """<section class="oe_container{dark}">
<div class="oe_row oe_spaced">
{body}
</div>
</section>
"""
#: A place of the project, in an attribute of the rendered HTML.
_PLACE = re.compile(r'\b(src|href)="(?!https?:|/|#)([^"]+)"')


def main() -> None:
    (paths.ROOT / PAGE).write_text(rendered(paths.ROOT))
    say(f"wrote {PAGE}")


def rendered(root: Path) -> str:
    """The page as it should be."""
    manifest = ast.literal_eval((root / "__manifest__.py").read_text())
    parts = [_HEADING]
    for number, (title, name) in enumerate(_SECTIONS.items()):
        text = (root / name).read_text()
        body = _html(text, posixpath.dirname(name), manifest["website"])
        head = f"<h2>{title}</h2>" if title else _title(manifest)
        dark = " oe_dark" if number % 2 else ""
        parts.append(_SECTION.format(dark=dark, body=f"{head}\n{body}"))
    return "\n".join(parts)


def _title(manifest: dict[str, str]) -> str:
    name, summary = escape(manifest["name"]), escape(manifest["summary"])
    return f'<h1 class="oe_slogan">{name}</h1>\n<h3 class="oe_slogan">{summary}</h3>'


def _html(text: str, folder: str, website: str) -> str:
    """A fragment below a title of its own; its own title is that of the section, and goes."""
    text = re.sub(r"\A# .*\n", "", text)
    text = re.sub(r"^(##+ )", r"#\1", text, flags=re.MULTILINE)
    html = markdown.markdown(text, extensions=["fenced_code", "sane_lists", "tables"])

    def placed(match: re.Match[str]) -> str:
        place = posixpath.normpath(posixpath.join(folder, match[2]))
        if match[1] == "src":  # Odoo looks for it beside the page
            return f'class="img img-fluid" src="{posixpath.relpath(place, PAGE.parent)}"'
        return f'href="{website}/blob/HEAD/{place}"'

    return _PLACE.sub(placed, html)


if __name__ == "__main__":
    console.run_main(main)
