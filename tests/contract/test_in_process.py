"""Without a socket the stand-in says the same; and what it holds can be kept aside."""

import http.client

import pytest
from people import fake

TIMEOUT = 5


class Wired(http.client.HTTPConnection):
    """A connection without a socket."""

    def __init__(self, google):
        super().__init__("stand-in", timeout=TIMEOUT)
        self._google = google

    def connect(self):
        self.sock = self._google.wire(self.timeout)


@pytest.fixture
def wired(google):
    return Wired(google)


def settings(connection, ann):
    connection.request(
        "GET", "/calendar/v3/users/me/settings", headers={"Authorization": f"Bearer {ann.token}"}
    )
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_the_answer_is_the_same(google, ann, wired):
    socket = http.client.HTTPConnection(google.url.removeprefix("http://"), timeout=TIMEOUT)
    assert settings(wired, ann) == settings(socket, ann)
    assert settings(wired, ann)[0] == 200, "a second request on the same connection"
    socket.close()


def test_a_refusal_is_the_same(google, ann, wired):
    fake(google, "faults", match="settings.list", status=503, times=2)
    socket = http.client.HTTPConnection(google.url.removeprefix("http://"), timeout=TIMEOUT)
    assert settings(wired, ann) == settings(socket, ann)
    socket.close()


@pytest.mark.parametrize(
    ("kind", "seconds", "error"),
    [
        ("reset", 0, ConnectionResetError),
        ("timeout_before", TIMEOUT - 1, ConnectionResetError),
        ("timeout_before", TIMEOUT, TimeoutError),
        ("timeout_after", TIMEOUT + 1, TimeoutError),
    ],
)
def test_silence_ends_as_on_a_socket_but_at_once(google, ann, wired, kind, seconds, error):
    fake(google, "faults", match="settings.list", kind=kind, seconds=seconds)
    with pytest.raises(error):
        settings(wired, ann)
    wired.close()
    assert settings(wired, ann)[0] == 200


def test_what_is_held_comes_back(google, ann):
    event = ann.insert("Kept")
    taken = google.google.snapshot()
    for _time in range(2):
        ann.insert("Forgotten")
        ann.patch(event["id"], summary="Changed")
        fake(google, "faults", match="events.get", may_miss=True)
        google.google.restore(taken)
        assert ann.titles() == ["Kept"]
        assert ann.get(event["id"])["etag"] == event["etag"]
        assert fake(google, "faults", "get")["faults"] == []


def test_a_fault_that_nothing_meets_is_told(google, ann):
    fake(google, "faults", match="events.get", nth=2)
    fake(google, "faults", match="events.list", may_miss=True)
    fake(google, "faults", match="events.insert", status=400)
    with pytest.raises(Exception, match="400"):
        ann.insert("Refused")
    fake(google, "faults", "delete")
    (missed,) = fake(google, "faults", "get")["missed"]
    assert missed["match"] == "events.get"
    fake(google, "reset")
