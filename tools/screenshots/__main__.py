"""``python -m tools.screenshots``: take the pictures of ``static/description`` anew."""

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
from . import practice
from .pictures import PICTURES, PICTURES_OF_MOVING, PICTURES_OF_STAFF, Picture, Stage

FOLDER = paths.ROOT / "static" / "description"
_REST = 1500  # milliseconds in which images arrive and movements end


def main() -> None:
    """Make the practice, take the pictures, and store them small."""
    options = _options()
    options.folder.mkdir(parents=True, exist_ok=True)
    _take_all(PICTURES, databases.MODULES, practice.furnish, options)
    moving = [*databases.MODULES, "google_calendar"]
    _take_all(PICTURES_OF_MOVING, moving, practice.inherit, options)
    of_staff = [*databases.MODULES, "hr_holidays", "hr_homeworking"]
    _take_all(PICTURES_OF_STAFF, of_staff, practice.be_elsewhere, options)


def _take_all(
    pictures: Sequence[Picture],
    modules: Sequence[str],
    furnish: Callable[[Stack], dict[str, Person]],
    options: argparse.Namespace,
) -> None:
    wanted = [
        one for one in pictures if (one.name in options.only if options.only else one.published)
    ]
    if not wanted:
        return
    with stack("google_sync_screenshots", modules=modules) as running:
        people = furnish(running)
        with browser.page(ZONE, options.width) as page:
            stage = Stage(page, running.odoo_url, people)
            for login, of_login in groupby(wanted, lambda picture: picture.login):
                browser.log_in(page, running.odoo_url, running.database, login)
                for picture in of_login:
                    _take(stage, picture, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "only", nargs="*", help="names of pictures; all that are published otherwise"
    )
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--width", type=int, default=1280, help="pixels; below 768 a telephone")
    return parser.parse_args()


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
