"""Services that are turned off: for one account, or for the project that asks."""

from address_book import AddressBook, rpc_refused
from people import fake, refused


def test_an_account_without_a_calendar(google, ann, bob, book):
    fake(google, "settings", account=ann.email, calendar_service="off")
    with refused(403, "notACalendarUser", "must be signed up for Google Calendar"):
        ann.list()
    with refused(403, "notACalendarUser"):
        ann.api.calendarList().list().execute()
    assert book.names() == []
    assert bob.titles() == []
    fake(google, "settings", account=ann.email, calendar_service="on")
    assert ann.titles() == []


def test_a_project_without_the_people_api(google, ann, bob, book):
    fake(google, "settings", people_service="off")
    for person in (ann, bob):
        with rpc_refused(403, "PERMISSION_DENIED", "it is disabled", "SERVICE_DISABLED"):
            AddressBook(person).page()
        assert person.titles() == []
    with rpc_refused(403, "PERMISSION_DENIED", "it is disabled", "SERVICE_DISABLED"):
        book.create()
    fake(google, "settings", people_service="on")
    assert book.names() == []
