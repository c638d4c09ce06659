"""Finds, by one query for any number of records, why each is in Google or is not.

The codes are those of :mod:`sync.reporting.reasons`, which has the texts. Schedules are read as the
runner reads them (:mod:`sync.odoo.schedule_queries`), and so is how far a populate reaches.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from odoo import fields
from odoo.models import BaseModel
from odoo.tools import SQL

from ...engine.contacts.notes import MOST_NOTES
from ..odoo import schedule_queries
from ..odoo.erased import Erased
from ..odoo.kept import Kept
from ..odoo.original_starts import LAST_YEAR
from ..odoo.policies import populate_window, populates
from ..store.refs import CONTACT, EVENT, SERIES
from . import tasks
from .health import HeldUp
from .reasons import EXCLUDED, REASONS, STOPPED, SYNCED

#: The fields of a link's item of which Google keeps another form than both sides have agreed on; of
#: a series, in any occurrence. Google may have had others before, of values that nobody has now.
_SPELLED = SQL(
    """
    (SELECT array_agg(DISTINCT spelling ->> 0)
       FROM jsonb_array_elements(link.spellings) AS spelling
      WHERE link.base -> (spelling ->> 0) = spelling -> 1
         OR EXISTS (SELECT FROM jsonb_path_query(link.base, '$.exceptions[*][1]') AS occurrence
                     WHERE occurrence -> (spelling ->> 0) = spelling -> 1))
    """
)

#: The addresses of guests in a link's item, in any occurrence, that Google has not taken.
_REFUSED = SQL(
    """
    (SELECT array_agg(DISTINCT refused #>> '{}')
       FROM jsonb_array_elements(link.spellings) AS spelling,
            jsonb_path_query(spelling, 'strict $ ? (@[0] == "guests")[1][*][0]') AS refused
      WHERE refused IN (
            SELECT jsonb_path_query(link.base, '$.guests[*][0]')
             UNION ALL
            SELECT jsonb_path_query(link.base, '$.exceptions[*][1].guests[*][0]')))
    """
)

#: What keeps one occurrence out of Google, though its series is there.
_OF_ONE = ("archived", "declined", "not_theirs", "too_late")


class Standing(NamedTuple):
    """How it is with one record.

    :ivar code: one of ``reasons.REASONS``
    :ivar status: what is shown: that of the code, but for what is in Google and not kept the same
    :ivar link_id: of its link, or that of its series
    :ivar of_series: whether it is an occurrence of the linked series
    :ivar google_id: of what is at Google; of a contact merged there, of the one that it is now
    :ivar leader: the name of that one
    :ivar at_google: whether it is known to be there
    :ivar all_day: whether what is linked takes whole days
    :ivar spelled: the fields that Google keeps in another form, or the addresses of guests that it
        does not take, if there are any
    """

    id: int
    code: str
    status: str
    link_id: int | None
    of_series: bool
    error: str | None
    google_id: str | None
    leader: str | None
    at_google: bool
    all_day: bool
    spelled: list[str] | None


@dataclass(frozen=True)
class Scope(ABC):
    """What one user keeps in Google of one kind of records.

    :ivar account: the ``google.sync.account``
    :ivar collection: to which the links in question belong
    :ivar noted: by model the ids of what this transaction will leave in the outbox
    :ivar trouble: why nothing goes to Google for the moment, a
        :class:`~sync.reporting.health.HeldUp`, if so
    """

    account: BaseModel
    collection: str
    noted: Mapping[str, Collection[int]]
    trouble: HeldUp | None

    @abstractmethod
    def query(self, ids: Collection[int] | None = None) -> SQL:
        """A query of ``id``, ``code`` and ``link_id``, of all records or of those of ``ids``."""

    def standings(self, ids: Collection[int] | None) -> list[Standing]:
        """How it is with each of the records."""
        return [Standing(*row) for row in self.account.env.execute_query(self._standings(ids))]

    def by_status(self) -> SQL:
        """A query of ``id`` and ``status``, of all records."""
        return SQL("SELECT standing.id, standing.status FROM (%s) AS standing", self._standings())

    def _standings(self, ids: Collection[int] | None = None) -> SQL:
        at_google = SQL("shown.base IS NOT NULL AND shown.etag IS NOT NULL")
        return SQL(
            """
            SELECT found.id, found.code, %(status)s AS status, link.id AS link_id,
                   link.res_model = %(series)s AS of_series, %(error)s AS error,
                   shown.google_id, CASE WHEN shown.id != link.id THEN shown.title END AS leader,
                   %(at_google)s AS at_google, shown.base #> '{when,days}' IS NOT NULL AS all_day,
                   CASE found.code WHEN 'spelled' THEN %(spelled)s
                                   WHEN 'refused_guests' THEN %(refused)s END AS spelled
              FROM (%(query)s) AS found
              LEFT JOIN google_sync_link AS link ON link.id = found.link_id
              LEFT JOIN google_sync_link AS shown
                     ON shown.id = COALESCE(link.leader_id, link.id)
            """,
            status=self._status(at_google),
            error=self.account.env["google.sync.link"]._field_to_sql("link", "error"),
            at_google=at_google,
            series=SERIES,
            spelled=_SPELLED,
            refused=_REFUSED,
            query=self.query(ids),
        )

    def _status(self, at_google: SQL) -> SQL:
        """Nothing is in sync while its account is held up, nor outside of Google while it is
        there."""
        held_up = [code for code, one in REASONS.items() if one.held_up and one.status == SYNCED]
        outside = [
            code for code, one in REASONS.items() if one.status == EXCLUDED and code != "undone"
        ]
        cases = SQL(" ").join(
            SQL("WHEN %s THEN %s", code, reason.status) for code, reason in REASONS.items()
        )
        return SQL(
            """
            CASE WHEN %(is_held_up)s AND found.code = ANY(%(held_up)s) THEN %(stopped)s
                 WHEN found.code = ANY(%(outside)s) AND %(at_google)s
                      AND NOT (link.res_model = %(series)s AND found.code = ANY(%(of_one)s))
                 THEN %(stopped)s
                 ELSE CASE found.code %(cases)s END
            END
            """,
            is_held_up=bool(self.trouble),
            held_up=held_up,
            stopped=STOPPED,
            outside=outside,
            at_google=at_google,
            series=SERIES,
            of_one=list(_OF_ONE),
            cases=cases,
        )

    def _links(self, alias: str, model: str, record: SQL) -> SQL:
        """A join with the link of a record.

        :param record: its id
        """
        return SQL(
            """
            LEFT JOIN google_sync_link AS %(alias)s
                   ON %(alias)s.account_id = %(account)s AND %(alias)s.collection = %(collection)s
                  AND %(alias)s.res_model = %(model)s AND %(alias)s.res_id = %(record)s
            """,
            alias=SQL.identifier(alias),
            account=self.account.id,
            collection=self.collection,
            model=model,
            record=record,
        )

    def _changed(self, model: str) -> SQL:
        """A query of the ids of records in the outbox, now or when this transaction ends."""
        return SQL(
            """
            SELECT res_id FROM google_sync_change WHERE account_id = %s AND res_model = %s
             UNION ALL
            SELECT unnest(%s::integer[])
            """,
            self.account.id,
            model,
            list(self.noted.get(model, ())),
        )

    def _asked(self) -> SQL:
        """A query of the ids of links that the user wants to be tried, or copied, again."""
        return SQL(
            """
            SELECT jsonb_array_elements_text(request.details -> 'links')::integer
              FROM google_sync_request AS request
             WHERE request.work_id = %s AND request.verb IN ('retry', 'copy_again')
            """,
            self.account.work_id.id,
        )

    def _flush(self) -> None:
        self.account.env["google.sync.request"].flush_model()
        self.account.env["google.sync.link"].flush_model()
        self.account.env["google.sync.change"].flush_model()


class EventScope(Scope):
    """The appointments, with the calendar that the account has now."""

    def query(self, ids: Collection[int] | None = None) -> SQL:
        """An occurrence has the link of its series, or one of its own."""
        schedule_queries.flush(self.account.env)
        self._flush()
        return SQL(
            """
            SELECT event.id, %(code)s AS code, link.id AS link_id
              FROM calendar_event AS event
              %(with_attendee)s
              %(own)s
              %(series)s AND event.google_sync_original_start IS NOT NULL
              LEFT JOIN google_sync_link AS link ON link.id = COALESCE(own.id, series.id)
              %(kept)s
             WHERE %(those)s
            """,
            kept=self._kept(ids),
            code=self._code(),
            with_attendee=schedule_queries.with_attendee(self.account.user_id),
            own=self._links("own", EVENT, SQL("event.id")),
            series=self._links("series", SERIES, SQL("event.recurrence_id")),
            those=_among(SQL("event.id"), ids),
        )

    def _kept(self, ids: Collection[int] | None) -> SQL:
        """A join with what stays in Odoo by the user's choice, as ``kept``."""
        nothing = SQL("SELECT NULL::integer AS id, NULL::integer, NULL AS reason")
        query = self.kept.query(_with_occurrences(ids)) if self.kept else nothing
        return SQL("LEFT JOIN (%s) AS kept ON kept.id = event.id", query)

    @cached_property
    def kept(self) -> Kept:
        """What stays in Odoo."""
        return Kept(self.account.user_id)

    def _code(self) -> SQL:
        user = self.account.user_id
        window = populate_window(user)
        return SQL(
            """
            CASE
                WHEN (link.base IS NOT NULL OR %(takes_part)s)
                     AND (event.id IN (%(events)s) OR event.recurrence_id IN (%(series)s))
                THEN CASE WHEN link.base IS NULL AND %(invited)s THEN 'copy'
                          WHEN link.base IS NULL THEN 'new'
                          ELSE 'changed' END
                WHEN link.state = 'failed' AND (link.retry_at <= %(now)s OR link.id IN (%(asked)s))
                THEN 'retried'
                WHEN link.state = 'pending' AND link.role = 'invited' AND link.base IS NULL
                     AND %(delivered)s
                THEN 'copy'
                WHEN link.state IN ('failed', 'pending') THEN link.state
                WHEN link.state IN ('frozen', 'removing') THEN link.state
                WHEN link.state = 'kept' AND event.active AND %(takes_part)s
                THEN COALESCE(kept.reason, 'changed')
                WHEN link.only_on = 'odoo' AND link.id IN (%(asked)s) THEN 'new'
                WHEN link.only_on = 'odoo' THEN 'undone'
                WHEN event.active IS NOT TRUE THEN 'archived'
                WHEN attendee.state = 'declined' THEN 'declined'
                WHEN NOT %(takes_part)s THEN 'not_theirs'
                WHEN event.id IN (%(moving)s) OR event.recurrence_id IN (%(moving_series)s)
                THEN 'moving'
                WHEN extract(year FROM event.google_sync_original_start) > %(last_year)s
                THEN 'too_late'
                WHEN link.base IS NOT NULL AND link.candidates IS NOT NULL THEN 'alike'
                WHEN link.base #>> '{mask,0}' IS NULL AND link.base #>> '{mask,1}' != ''
                THEN 'shortened'
                WHEN link.base IS NOT NULL AND link.role = 'invited' AND link.is_copy
                     AND %(hides)s
                THEN 'open_copy'
                WHEN link.base IS NOT NULL AND %(refused)s IS NOT NULL THEN 'refused_guests'
                WHEN link.base IS NOT NULL AND %(spelled)s IS NOT NULL THEN 'spelled'
                WHEN link.base IS NOT NULL THEN 'synced'
                WHEN link.id IS NOT NULL OR %(delivered)s THEN 'copy'
                WHEN kept.reason IS NOT NULL THEN kept.reason
                WHEN event.id IN (%(left)s) OR event.recurrence_id IN (%(left_series)s)
                THEN 'other_calendar'
                WHEN event.id IN (%(near)s) OR event.recurrence_id IN (%(near_series)s)
                THEN %(old)s
                ELSE 'out_of_window'
            END
            """,
            now=fields.Datetime.now(),
            asked=self._asked(),
            takes_part=schedule_queries.takes_part(user),
            events=self._changed(EVENT),
            series=self._changed(SERIES),
            moving=self._elsewhere(EVENT, SQL("state = 'moving'")),
            moving_series=self._elsewhere(SERIES, SQL("state = 'moving'")),
            last_year=LAST_YEAR,
            hides=user.google_privacy != "full",
            spelled=_SPELLED,
            refused=_REFUSED,
            delivered=self._comes_from_organizer(SQL("theirs.state NOT IN ('synced', 'kept')")),
            invited=self._comes_from_organizer(SQL("FALSE")),
            left=self._elsewhere(EVENT, SQL("base IS NOT NULL")),
            left_series=self._elsewhere(SERIES, SQL("base IS NOT NULL")),
            near=schedule_queries.single_events(user, window),
            near_series=schedule_queries.series(user, window),
            old=self._old(),
        )

    def _old(self) -> str:
        """The code of records that nobody has changed since they could have gone to Google."""
        if populates(self.account, "google") and not tasks.total(
            self.account, tasks.COPY["google"]
        ):
            return "populate"
        return "before" if self.account.known_since else "unconnected"

    def _comes_from_organizer(self, on_its_way: SQL) -> SQL:
        """Whether a colleague's meeting has this user as a guest in Google, or is to get there.

        Google delivers the copy, which the next run links; see :mod:`sync.reconcile.meetings`.

        :param on_its_way: whether it is to get there, by the organizer's link ``theirs``
        """
        return SQL(
            """
            EXISTS (SELECT FROM google_sync_account AS organizer
                      JOIN google_sync_link AS theirs
                        ON theirs.account_id = organizer.id
                       AND theirs.collection = organizer.calendar_id
                     WHERE organizer.user_id = event.user_id AND organizer.id != %(account)s
                       AND organizer.decision != 'disconnected'
                       AND (%(on_its_way)s
                            OR theirs.base -> 'guests' @> jsonb_build_array(
                                jsonb_build_array(%(address)s)))
                       AND ((theirs.res_model = 'calendar.event' AND theirs.res_id = event.id)
                            OR (theirs.res_model = 'calendar.recurrence'
                                AND theirs.res_id = event.recurrence_id)))
            """,
            account=self.account.id,
            address=(self.account.google_email or "").lower(),
            on_its_way=on_its_way,
        )

    def _elsewhere(self, model: str, condition: SQL) -> SQL:
        """A query of the ids of records that have a link to another calendar."""
        return SQL(
            """
            SELECT res_id FROM google_sync_link
             WHERE account_id = %s AND collection != %s AND res_model = %s AND res_id IS NOT NULL
               AND %s
            """,
            self.account.id,
            self.collection,
            model,
            condition,
        )


class ContactScope(Scope):
    """The contacts, with the group that is chosen."""

    def query(self, ids: Collection[int] | None = None) -> SQL:
        self.account.env[CONTACT].flush_model(["active", "category_id"])
        self._flush()
        return SQL(
            """
            SELECT partner.id,
                CASE
                    WHEN link.state = 'merged' THEN 'merged'
                    WHEN (link.base IS NOT NULL OR (partner.active AND %(member)s))
                         AND partner.id IN (%(changed)s)
                    THEN CASE WHEN link.base IS NULL THEN 'new' ELSE 'changed' END
                    WHEN link.candidates IS NOT NULL AND link.error IS NOT NULL
                    THEN 'question'
                    WHEN link.state = 'failed'
                         AND (link.retry_at <= %(now)s OR link.id IN (%(asked)s))
                    THEN 'retried'
                    WHEN link.state IN ('failed', 'pending') THEN link.state
                    WHEN link.state IN ('frozen', 'removing') THEN link.state
                    WHEN partner.id = ANY(%(erased)s) THEN 'erased'
                    WHEN link.only_on = 'odoo' AND link.id IN (%(asked)s) THEN 'new'
                    WHEN link.only_on = 'odoo' THEN 'undone'
                    WHEN partner.active IS NOT TRUE THEN 'archived'
                    WHEN NOT %(member)s THEN 'not_in_group'
                    WHEN link.base IS NOT NULL AND %(spelled)s IS NOT NULL THEN 'spelled'
                    WHEN char_length(link.base ->> 'notes') > %(most_notes)s
                    THEN 'shortened_notes'
                    WHEN link.base IS NOT NULL THEN 'synced'
                    ELSE 'new'
                END AS code,
                link.id AS link_id
              FROM res_partner AS partner
              %(links)s
             WHERE %(those)s
            """,
            now=fields.Datetime.now(),
            asked=self._asked(),
            member=SQL(
                """
                partner.id IN (SELECT partner_id FROM res_partner_res_partner_category_rel
                                WHERE category_id = %s)
                """,
                self.account.user_id.google_contact_category_id.id,
            ),
            changed=self._changed(CONTACT),
            spelled=_SPELLED,
            erased=list(Erased(self.account.user_id).contacts),
            most_notes=MOST_NOTES,
            links=self._links("link", CONTACT, SQL("partner.id")),
            those=_among(SQL("partner.id"), ids),
        )


def _with_occurrences(ids: Collection[int] | None) -> SQL:
    """A condition on ``event``: it is one of ``ids``, or an occurrence of a series of theirs."""
    if ids is None:
        return SQL("TRUE")
    return SQL(
        """
        (event.id = ANY(%(ids)s) OR event.recurrence_id IN (
            SELECT shown.recurrence_id FROM calendar_event AS shown WHERE shown.id = ANY(%(ids)s)))
        """,
        ids=list(ids),
    )


def _among(record: SQL, ids: Collection[int] | None) -> SQL:
    """A condition: the record is one of ``ids``, if there are any."""
    return SQL("TRUE") if ids is None else SQL("%s = ANY(%s)", record, list(ids))
