"""``python -m tools.screenshots``: take the pictures of ``static/description`` anew.

With ``--lang de_DE`` those of the guide are taken, for the readers of that language.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from PIL import Image
from playwright.sync_api import Error

from .. import browser, console, databases, paths
from ..console import CommandError, say
from ..smoke.people import ZONE, Person
from ..stack import Stack, stack
from . import practice, words
from .pictures import PICTURES, PICTURES_OF_MOVING, PICTURES_WITH_NEIGHBOURS
from .stage import Picture, Stage

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
    _take_all(PICTURES_WITH_NEIGHBOURS, beside, practice.be_elsewhere, options)
    if options.missing:
        raise CommandError(f"not taken: {', '.join(options.missing)}")


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
        with browser.pages(ZONE, options.width) as pages:
            stages = [Stage(page, running.odoo_url or "", people) for page in pages]
            for login, of_login in groupby(wanted, lambda picture: picture.login):
                for stage in stages:
                    browser.log_in(stage.page, stage.odoo, running.database, login)
                for picture in of_login:
                    for stage, width in zip(stages, options.width, strict=True):
                        _try(stage, picture, width, options)


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
    parser.add_argument(
        "--width",
        type=int,
        nargs="+",
        default=[1280],
        help="in pixels, below 768 a telephone's; each of several has a folder of its own",
    )
    parser.add_argument("--lang", choices=words.LANGUAGES, default=words.ENGLISH)
    options = parser.parse_args()
    options.missing = []
    folder = FOLDER if options.lang == words.ENGLISH else FOLDER / options.lang.partition("_")[0]
    options.folder = options.folder or folder
    return options


def _try(stage: Stage, picture: Picture, width: int, options: argparse.Namespace) -> None:
    """The others are taken all the same if one cannot be."""
    try:
        _take(stage, picture, width, options)
    except Error as trouble:
        say(f"{picture.name} at {width}: {stage.page.url}: {trouble.message}")
        options.missing.append(picture.name)


def _take(stage: Stage, picture: Picture, width: int, options: argparse.Namespace) -> None:
    folder = options.folder / str(width) if len(options.width) > 1 else options.folder
    folder.mkdir(exist_ok=True)
    path, page = folder / f"{picture.name}.png", stage.page
    page.set_viewport_size({"width": width, "height": picture.height})
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
