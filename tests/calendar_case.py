"""What the tests of other calendars than the main one share."""

from .common import GoogleSyncCase


class CalendarCase(GoogleSyncCase):
    """Ana has several calendars in Google."""

    def choose_calendar(self, appointments="move", calendar=None, name="Practice"):
        """What Ana does on her Google page.

        :param calendar: Google's id of one that she has; without, one of this ``name`` is made
        """
        user = self.ana.with_user(self.ana)
        action = user.action_google_choose_calendar()
        wizard = user.env[action["res_model"]].browse(action["res_id"])
        wizard.write({"choice": "dedicated", "name": name, "appointments": appointments})
        if calendar:
            wizard.choice = "existing"
            wizard.option_id = wizard.option_ids.filtered(
                lambda option: option.google_id == calendar
            )
        wizard.action_apply()
        self.commit()

    def titles(self, calendar):
        """Titles and ids of the living events in one of Ana's calendars."""
        path = f"/calendar/v3/calendars/{calendar}/events"
        answer = self.ask("GET", path, user=self.ana)
        return {event["summary"]: event["id"] for event in answer["items"]}

    def insert_into(self, calendar, summary, **fields):
        """Let Ana make an event in one of her calendars, in Google."""
        body = {
            "summary": summary,
            "start": {"dateTime": "2027-03-02T09:00:00Z"},
            "end": {"dateTime": "2027-03-02T10:00:00Z"},
            **fields,
        }
        path = f"/calendar/v3/calendars/{calendar}/events"
        return self.ask("POST", path, body, user=self.ana)["id"]

    def delete_calendar(self, calendar):
        self.ask("DELETE", f"/calendar/v3/calendars/{calendar}", user=self.ana)
