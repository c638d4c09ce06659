"""A stand-in for Google's OAuth, Calendar v3 and People v1, for tests, demos and benchmarks.

Run it with `python -m fake_google --port 0`, or within a process:

    from fake_google import FakeGoogle
    with FakeGoogle() as google: ...

It shares no code with the addon, so that an error in one cannot hide in the other.
"""

from .server import FakeGoogle

__all__ = ["FakeGoogle"]
