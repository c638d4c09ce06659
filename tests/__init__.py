from . import (
    test_adversity,
    test_connect,
    test_cost,
    test_event_records,
    test_failures,
    test_matching,
    test_outbox,
    test_overlaps,
    test_preferences,
    test_secrets,
    test_sync_events,
    test_tours,
)
