"""Calendar v3: the labels that a calendar has for its events.

https://developers.google.com/workspace/calendar/api/guides/labels
"""

from __future__ import annotations

from ..transport import shape
from ..transport.oauth import SCOPE_CALENDARS
from ..transport.session import Session


def list_labels(session: Session, calendar_id: str) -> dict[str, str]:
    """The names of a calendar's labels by their ids; a color without a name is none.

    :raise ScopeMissing: the user has not allowed to see that
    :raise GoogleError: Google does not say
    """
    session.require(SCOPE_CALENDARS)
    answer = session.call(session.calendar.calendars().get(calendarId=calendar_id))
    return {
        label["id"]: label["name"].strip()
        for label in shape.event_labels(answer)
        if label.get("id") and label.get("name", "").strip()
    }
