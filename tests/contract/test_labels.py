"""Labels of events, as google-api-python-client sets them and the addon reads them."""

from people import refused

URGENT = {"id": "11111111-2222-3333-4444-555555555555", "backgroundColor": "#039be5"}


def labelled(person, *labels):
    """Give the person's calendar these labels."""
    body = {"labelProperties": {"eventLabels": list(labels)}}
    return person.api.calendars().patch(calendarId="primary", body=body).execute()


def test_a_calendar_tells_its_labels(ann):
    assert "labelProperties" not in ann.api.calendars().get(calendarId="primary").execute()
    labelled(ann, {**URGENT, "name": "Urgent"}, {"backgroundColor": "#33b679"})
    found = ann.api.calendars().get(calendarId="primary").execute()
    first, second = found["labelProperties"]["eventLabels"]
    assert first == {**URGENT, "name": "Urgent"}
    assert second["id"]
    with refused(400, "invalid"):
        labelled(ann, {**URGENT, "name": "x" * 51})


def test_labels_and_colors_stand_for_each_other(ann):
    labelled(ann, URGENT)
    event = ann.insert(colorId="11", eventLabelId=URGENT["id"])
    assert event["colorId"] == "11"
    assert "eventLabelId" not in event, "the version is that of colors"
    event = ann.patch(event, eventLabelId=URGENT["id"], colorId="5", eventLabelVersion=1)
    assert event["eventLabelId"] == URGENT["id"]
    assert "colorId" not in event
    assert ann.patch(event, location="Room 5")["eventLabelId"] == URGENT["id"]
    event = ann.patch(event, colorId="5")
    assert (event["colorId"], event.get("eventLabelId")) == ("5", None)
    event = ann.patch(event, eventLabelId=URGENT["id"], eventLabelVersion=1)
    assert "eventLabelId" not in ann.patch(event, colorId=None)
    event = ann.patch(event, eventLabelId=URGENT["id"], eventLabelVersion=1)
    assert "eventLabelId" not in ann.patch(event, eventLabelId="", eventLabelVersion=1)
    with refused(400, "invalid", "label"):
        ann.patch(event, eventLabelId="another", eventLabelVersion=1)
