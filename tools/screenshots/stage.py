"""The browser in front of which a picture is taken, and what several pictures have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from ..odoo_client import OdooClient
from ..smoke.people import Person
from .words import label

GOOGLE_PAGE = '.o_notebook a[name="google_sync"]'
MODAL = ".modal-content"
DIALOGUE = f"{MODAL} .modal-footer"
FORM = ".o_form_view"
LISTED = ".o_list_view, .o_kanban_view, .o_graph_view, .o_view_nocontent"
#: What a list shows, which a telephone shows as cards; and where a list is the whole view.
ROW = ":is(.o_data_row, .o_kanban_record)"
ROWS = f":is(.o_list_view, .o_kanban_view) {ROW}"


@dataclass(frozen=True)
class Stage:
    """In front of which a picture is taken.

    :ivar odoo: its address
    """

    page: Page
    odoo: str
    people: dict[str, Person]

    @property
    def admin(self) -> OdooClient:
        return self.people["admin"].odoo

    def open(self, path: str, until: str) -> None:
        self.page.goto(f"{self.odoo}{path}")
        self.page.wait_for_selector(until)

    def open_form(self, of: str, record: int) -> None:
        self.open(f"/odoo/{of}/{record}", FORM)

    def press(self, button: str, until: str) -> None:
        self.page.click(f'button[name="{button}"]')
        self.page.wait_for_selector(until)

    def id_of(self, login: str, model: str, domain: list, order: str = "id desc") -> int:
        """The first record that this user finds."""
        return self.people[login].odoo.call(model, "search", domain, 0, 1, order)[0]

    def is_there(self, model: str, *domain: tuple[str, str, object]) -> bool:
        """Whether the administrator finds any such record."""
        return bool(self.admin.call(model, "search_count", list(domain)))


@dataclass(frozen=True)
class Picture:
    """:ivar name: of the file, without its ending
    :ivar login: who sees it
    :ivar go: how to get there
    :ivar of: the element that is shown; the whole window otherwise
    :ivar height: of the window
    :ivar published: whether it belongs to the description; others are taken only by their names
    """

    name: str
    login: str
    go: Callable[[Stage], None]
    height: int
    of: str = ""
    published: bool = True


def is_narrow(stage: Stage) -> bool:
    """Whether the window is a telephone's."""
    return stage.page.viewport_size["width"] < 768


def showing(selector: str, text: str) -> str:
    """A selector of what says this, in the language of the pictures."""
    return f'{selector}:has-text("{label(text)}")'


def google_page(stage: Stage, login: str = "demo") -> None:
    stage.open(f"/odoo/my-preferences/{stage.people[login].odoo.uid}", GOOGLE_PAGE)
    stage.page.click(GOOGLE_PAGE)
    stage.page.wait_for_selector('[name="google_sync_enabled"]')


def opening(path: str, until: str = LISTED) -> Callable[[Stage], None]:
    """How to get to a screen that has an address of its own."""
    return lambda stage: stage.open(path, until)


def pressing(button: str, until: str = DIALOGUE) -> Callable[[Stage], None]:
    """How to get to what a button of the Google page opens."""

    def go(stage: Stage) -> None:
        google_page(stage)
        stage.press(button, until)

    return go


def scrolling(name: str) -> Callable[[Stage], None]:
    """How to get to a part of the Google page."""

    def go(stage: Stage) -> None:
        google_page(stage)
        stage.page.locator(f'[name="{name}"]').scroll_into_view_if_needed()

    return go
