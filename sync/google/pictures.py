"""Sends the pictures of contacts from Odoo to Google, as the last step of a run.

They are no part of the items: Google stores every picture anew, so that the two sides never have
the same one. What is known is which picture of Odoo's Google was given last, by its checksum.
"""

from __future__ import annotations

import base64
import warnings
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image

from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.tools import SQL
from odoo.tools.image import image_process
from odoo.tools.translate import LazyTranslate

from ...engine.core.item import ItemError
from ...google_api.people.client import PictureWrite
from ...google_api.people.person import Person, displayed_as, kept, own_picture, source_etag
from ...google_api.transport.errors import RetryLater
from ...google_api.transport.outcomes import Failed, Outcome
from ..database import one_record
from ..reporting import messages
from ..reporting.run_log import RunLog
from ..reporting.told import Make
from ..store.links import ref_of
from ..store.refs import CONTACT

_lt = LazyTranslate(__name__)

_SENT = _lt("Its picture is in Google.")
_REMOVED = _lt("Its picture was removed from Google.")

#: Google takes one picture in a request, and a run holds so many in memory.
MOST_PICTURES = 100

#: The widest and highest that Google shows.
SIZE = (720, 720)

#: What a picture may be before it is unpacked, in bytes and in pixels. Odoo's own have 4 million.
MOST_BYTES, MOST_PIXELS = 16 * 1024 * 1024, 16_000_000
#: What Google takes. Others are made a PNG, as far as Odoo reads them: no drawings (SVG), no WebP.
_KINDS = ("JPEG", "PNG")
#: What reading a picture that is none may raise.
_UNREADABLE = (UserError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


@dataclass(frozen=True)
class PictureSending:
    """:ivar checksum: of Odoo's picture, empty for none"""

    link_id: int
    checksum: str
    request: PictureWrite


class ContactPictures:
    """:param contacts: the ``google.sync.contacts`` that the run has claimed
    :param run_id: the run's record, where an earlier step has made it
    """

    def __init__(self, contacts: BaseModel, run_id: int | None = None) -> None:
        self.contacts = contacts
        self.account = contacts.synced_account()
        self.env = contacts.env
        self.log = RunLog(self.env, contacts, run_id)

    def differing(self, partner_ids: Collection[int] | None = None) -> list[tuple[BaseModel, str]]:
        """The links of contacts in Google whose picture in Odoo is not the one it was given.

        :param partner_ids: look at these contacts alone
        :return: pairs of link and the checksum of Odoo's picture, empty for none
        """
        some = SQL("AND link.res_id = ANY(%s)", list(partner_ids)) if partner_ids else SQL()
        self.env["google.sync.link"].flush_model()
        self.env["ir.attachment"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT link.id, COALESCE(picture.checksum, '')
                  FROM google_sync_link AS link
                  LEFT JOIN ir_attachment AS picture
                    ON picture.res_model = link.res_model AND picture.res_id = link.res_id
                   AND picture.res_field = 'image_1920'
                 WHERE link.account_id = %(account)s AND link.collection = %(collection)s
                   AND link.res_model = %(model)s AND link.state = 'synced'
                   AND link.etag IS NOT NULL AND link.base IS NOT NULL
                   AND COALESCE(picture.checksum, '') != COALESCE(link.picture, '') %(some)s
                 ORDER BY link.id
                """,
                account=self.account.id,
                collection=self.contacts.synced_collection(),
                model=CONTACT,
                some=some,
            )
        )
        links = self.env["google.sync.link"].browse([link_id for link_id, _checksum in rows])
        seen = self._seen(links)
        checksums = (checksum for _link_id, checksum in rows)
        return [(link, one) for link, one in zip(links, checksums, strict=True) if link in seen]

    def _seen(self, links: BaseModel) -> BaseModel:
        """The links of those contacts that the user may see: others may be another company's."""
        contacts = self._own_contacts().browse(links.mapped("res_id"))._filtered_access("read")
        ids = set(contacts.ids)
        return links.filtered(lambda link: link.res_id in ids)

    def _own_contacts(self) -> BaseModel:
        return self.env[CONTACT].with_user(self.account.user_id).with_context(active_test=False)

    def sendings(self, differing: Iterable[tuple[BaseModel, str]]) -> list[PictureSending]:
        """What Google is to receive; where it has a picture of its own, it keeps that.

        :param differing: what :meth:`differing` returned, or some of it
        """
        sendings = []
        for link, checksum in differing:
            if (link.picture_url or "") == own_picture(link.remote or {}):
                try:
                    content = self._content(link.res_id) if checksum else None
                except ItemError as error:
                    link.picture = checksum  # not again, until there is another one
                    self._remark(link, "warning", messages.describe, error)
                    continue
                request = PictureWrite(link.google_id, content)
                sendings.append(PictureSending(link.id, checksum, request))
            else:
                link.picture = checksum
        return sendings

    def _content(self, partner_id: int) -> str:
        """The picture in base64, as the user may see it.

        :raise ItemError: ``unfit_picture`` or ``not_read``
        """
        partner = self._own_contacts().browse(partner_id)
        with one_record.reading():
            return base64.b64encode(fitted(base64.b64decode(partner.image_1920))).decode()

    def store(
        self, sendings: Iterable[PictureSending], outcomes: Iterable[Outcome]
    ) -> RetryLater | None:
        """Keep what came of it.

        :return: why some are still to be sent; ``None`` if none is
        """
        again = None
        for sending, outcome in zip(sendings, outcomes, strict=True):
            link = self.env["google.sync.link"].browse(sending.link_id)
            if not isinstance(outcome, Failed):
                self._sent(link, sending.checksum, outcome.record or {})
            elif isinstance(outcome.error, RetryLater):
                again = outcome.error
            else:
                link.picture = sending.checksum  # not again, until there is another one
                self._remark(link, "warning", messages.describe, outcome.error)
        return again

    def _sent(self, link: BaseModel, checksum: str, person: Person) -> None:
        link.write(
            {
                "picture": checksum,
                "picture_url": own_picture(person),
                "etag": source_etag(person),
                "remote": kept(displayed_as(person, link.remote)),
            }
        )
        self._remark(link, "info", _SENT if checksum else _REMOVED)

    def _remark(self, link: BaseModel, level: str, make: Make, *values: Any) -> None:
        text = self.log.told(make, *values)
        self.log.remark(text, title=link.title, level=level, ref=ref_of(link))


def fitted(content: bytes) -> bytes:
    """A picture as Google shows it at most, and of a kind that it takes; what makes too much of
    itself is not unpacked.

    :raise ItemError: ``unfit_picture``
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if len(content) > MOST_BYTES:
                raise ItemError("unfit_picture")
            with Image.open(BytesIO(content)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise ItemError("unfit_picture")
                kind = picture.format if picture.format in _KINDS else "PNG"
            return image_process(content, SIZE, output_format=kind)
    except ItemError:
        raise
    except _UNREADABLE as error:
        raise ItemError("unfit_picture") from error
