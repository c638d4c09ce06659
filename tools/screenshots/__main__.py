"""``python -m tools.screenshots``: take the pictures of ``static/description`` anew.

With ``--lang de_DE`` those of the guide are taken, for the readers of that language.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from PIL import Image

from .. import browser, console, databases, paths
from ..console import say
from ..smoke.people import ZONE, Person
from ..stack import Stack, stack
from . import practice, words
from .pictures import PICTURES, PICTURES_OF_MOVING, PICTURES_WITH_NEIGHBOURS, Picture, Stage

FOLDER = paths.ROOT / "static" / "description"
_GUIDE = paths.ROOT / "views" / "google_sync_guide_templates.xml"
_REST = 1500  # milliseconds in which images arrive and movements end


def main() -> None:
    """Make the practice, take the pictures, and store them small."""
    options = _options()
    words.choose(options.lang)
    options.folder.mkdir(parents=True, exist_ok=True)
    _take_all(PICTURES, databases.MODULES, practice.furnish, options)
    moving = [*databases.MODULES, "google_calendar"]
    _take_all(PICTURES_OF_MOVING, moving, practice.inherit, options)
    neighbours = ("hr_holidays", "hr_homeworking_calendar", "queue_job")
    beside = [*databases.MODULES, *neighbours]
    _take_all(PICTURES_WITH_NEIGHBOURS, beside, practice.be_away, options)


def _take_all(
    pictures: Sequence[Picture],
    modules: Sequence[str],
    furnish: Callable[[Stack], dict[str, Person]],
    options: argparse.Namespace,
) -> None:
    wanted = [one for one in pictures if _is_wanted(one, options)]
    if not wanted:
        return
    with stack("google_sync_screenshots", modules=modules) as running:
        words.install(running)
        people = furnish(running)
        with browser.page(ZONE, options.width) as page:
            stage = Stage(page, running.odoo_url, people)
            for login, of_login in groupby(wanted, lambda picture: picture.login):
                browser.log_in(page, running.odoo_url, running.database, login)
                for picture in of_login:
                    _take(stage, picture, options)


def _is_wanted(picture: Picture, options: argparse.Namespace) -> bool:
    if options.only:
        return picture.name in options.only
    is_shown = options.lang == words.ENGLISH or f"'{picture.name}'" in _GUIDE.read_text()
    return picture.published and is_shown


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "only", nargs="*", help="names of pictures; all that are published otherwise"
    )
    parser.add_argument("--folder", type=Path, help="where they are stored; of the language else")
    parser.add_argument("--width", type=int, default=1280, help="pixels; below 768 a telephone")
    parser.add_argument("--lang", choices=words.LANGUAGES, default=words.ENGLISH)
    options = parser.parse_args()
    folder = FOLDER if options.lang == words.ENGLISH else FOLDER / options.lang.partition("_")[0]
    options.folder = options.folder or folder
    return options


def _take(stage: Stage, picture: Picture, options: argparse.Namespace) -> None:
    path, page = options.folder / f"{picture.name}.png", stage.page
    page.set_viewport_size({"width": options.width, "height": picture.height})
    picture.go(stage)
    # Nothing shows that the mouse is over it.
    page.mouse.move(0, 0)
    page.wait_for_timeout(_REST)
    shown = page.locator(picture.of).first if picture.of else page
    shown.screenshot(path=path)
    with Image.open(path) as image:
        # A palette is enough for a screen, and a third of the size.
        small = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    say(f"{path.name}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    console.run_main(main)
