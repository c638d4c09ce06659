"""Stories of one record of a user who lets nothing of Google's come into Odoo."""

from __future__ import annotations

from google_sync.engine.core.link import Role
from google_sync.engine.core.plan import Write
from google_sync.engine.events.policy import EventPolicy
from plan_stories import (
    AGREED,
    ARCHIVED,
    DELETED,
    MOVED,
    ONLY_TO_GOOGLE,
    RENAMED,
    SLEEPING,
    UNMET,
    VISIT,
    as_,
    decide,
    no_writes,
)


def test_without_import_a_change_in_google_stays_there():
    decision = decide(AGREED, google=MOVED, policy=ONLY_TO_GOOGLE)
    assert no_writes(decision)
    assert decision.agreed == VISIT
    assert decision.etag == "etag2"


def test_without_import_a_change_in_odoo_leaves_googles_other_fields():
    decision = decide(AGREED, odoo=RENAMED, google=MOVED, policy=ONLY_TO_GOOGLE)
    assert decision.google.fields == {"title"}
    assert decision.odoo is None


def test_without_import_what_the_two_never_agreed_upon_is_as_odoo_has_it():
    policy = EventPolicy(prefer="google", imports=False)
    decision = decide(UNMET, odoo=VISIT, google=RENAMED, policy=policy)
    assert decision.google == Write("update", RENAMED, VISIT)
    assert decision.odoo is None


def test_without_import_a_guest_still_cannot_move_an_outsiders_meeting():
    decision = decide(as_(Role.EXTERNAL), odoo=MOVED, policy=ONLY_TO_GOOGLE)
    assert decision.google is None
    assert decision.odoo == Write("update", MOVED, VISIT)


def test_without_import_deleted_in_google_stays_in_odoo_until_it_changes_there():
    decision = decide(AGREED, google=DELETED, policy=ONLY_TO_GOOGLE)
    assert no_writes(decision)
    assert decision.agreed == VISIT
    assert decision.etag == "etag", "the old one, so that Google refuses the next update"
    later = decide(AGREED, odoo=MOVED, google=DELETED, policy=ONLY_TO_GOOGLE)
    assert later.google == Write("restore", None, MOVED)


def test_without_import_a_guests_copy_that_they_deleted_stays_deleted():
    decision = decide(as_(Role.INVITED), odoo=MOVED, google=DELETED, policy=ONLY_TO_GOOGLE)
    assert no_writes(decision)
    assert decision.agreed == MOVED, "settled, not tried again for ever"


def test_without_import_deleted_in_odoo_is_deleted_in_google_also_if_changed_there():
    decision = decide(AGREED, odoo=ARCHIVED, google=MOVED, policy=ONLY_TO_GOOGLE)
    assert decision.google.verb == "delete"


def test_without_import_restored_from_googles_bin_stays_there():
    decision = decide(SLEEPING, ARCHIVED, VISIT, ONLY_TO_GOOGLE)
    assert no_writes(decision)
    assert decision.agreed is None
