"""The contacts of one account, in one transaction."""

import uuid
from copy import copy
from dataclasses import replace
from datetime import timedelta
from functools import cached_property

from odoo import fields

from ...engine.core.link import GoogleState
from ...engine.core.plan import Write
from ...engine.events.item import ItemError
from ...google_api.people import contact_codec
from ...google_api.transport.errors import HandedBack
from ...google_api.transport.packed import Packed
from ..google.contact_reader import ContactReader, ReportedContacts
from ..google.contact_writer import NEW, ContactWriter
from ..odoo.contact_book import ContactBook
from ..odoo.event_records import EventRecords
from ..reporting import messages
from ..store.links import LinkStore
from ..store.marker import marks_of
from ..store.refs import CONTACT
from .contact_match import ContactMatcher
from .step import Step

#: So many contacts are sent in one run: ten batches of Google's.
MOST_WRITES = 2000

#: So long it may take until Google lists a contact that it has made.
LISTED_AFTER = timedelta(minutes=15)

#: After these nobody knows whether Google has done what it was asked.
UNCERTAIN = frozenset({"no_answer", "unreadable"})


class ContactStep(Step):
    """:param label: the label's resource name
    :param label_is_new: nobody has had the time to take it from a contact
    """

    res_model = CONTACT

    def __init__(self, env, contacts, label, run_id=None, label_is_new=False):
        user = contacts.user_id
        book = ContactBook(env, user, contacts.category_id)
        super().__init__(env, contacts, book, ReportedContacts(), run_id)
        self.most_writes = MOST_WRITES
        self.label = label
        self.known = {}  # by id what is known of those that were asked about before
        all_come = user.google_contact_scope == "all"
        self.reader = ContactReader(self.links, book, label, all_come, label_is_new)
        self.marks = marks_of(self.account)

    def policy(self):
        return self.claimed._policy()

    # -- reading -----------------------------------------------------------------------------

    def read_google(self, people, full=False, listed=()):
        """Take what Google reported.

        :param Packed people: Google's JSON by name
        :param full: whether everything is reported
        :param listed: the ids of those that nobody asked for: a list may tell of them what was
            true minutes ago
        """
        people = self._without_outdated(people, set(listed))
        metas = [contact_codec.metadata(person) for person in people.values()]
        self._adopt(metas)
        self._follow_merges(metas)
        self.google = self.reader.read(people)
        links = self.links.of_google(self.google.mentioned)
        self.found |= links - LinkStore.resting(links)
        for link in links - self.found:
            self.google.states.pop(link.google_id, None)
        linked = set(links.filtered(lambda link: not link.candidates).mapped("google_id"))
        gone = dict.fromkeys(self.google.mentioned, frozenset())
        strangers = {one: keys for one, keys in self.google.keys.items() if one not in linked}
        self.env["google.sync.contact.key"]._replace(self.account, {**gone, **strangers}, full)

    def _without_outdated(self, people, listed):
        """The people, but for those of which a later state is known already."""
        people = copy(people)
        for link in self.links.of_google(listed).filtered("remote"):
            told = contact_codec.metadata(people[link.google_id])
            known = contact_codec.metadata(link.remote)
            if told.changed and known.changed and told.changed < known.changed:
                del people[link.google_id]
        return people

    def read_again(self, records):
        asked = (as_asked(google_id, person) for google_id, person in records.items())
        self.read_google(Packed(asked))

    def new_google_id(self):
        return f"{NEW}{uuid.uuid4().hex}"

    def unknown_at_google(self, link):
        """Somebody has deleted it there: it leaves the group, unless it was to come back, or what
        is done in Google does not count."""
        if not (link.base and self.policy().imports):
            link.write(
                {
                    "google_id": self.new_google_id(),
                    "base": False,
                    "etag": False,
                    "sent": False,
                    "buried": False,
                    "remote": False,
                }
            )

    def read_odoo(self, changed, everything=False):
        """:param everything: whether the whole group is read"""
        refs = {ref for ref in changed if ref.model == CONTACT}
        if everything:
            refs |= self.records.everything()
        self.found |= self.links.of_odoo(refs)
        refs -= self._leave_unlisted()
        refs -= self.leave_unseen(self.unseen())
        refs -= self.leave_resting()
        self.take_odoo(refs | self.linked_refs())

    def _leave_unlisted(self):
        """Keep away from contacts that Google may have made, until it would have listed them.

        One that is not listed then was not made.

        :return: the refs of those to keep away from
        """
        new = self.found.filtered(lambda link: link.sent and link.google_id.startswith(NEW))
        now = fields.Datetime.now()
        waiting = new.filtered(
            lambda link: link.state == "pending" and link.retry_at and link.retry_at > now
        )
        absent = (new - waiting).mapped("google_id")
        self.google.states.update(dict.fromkeys(absent, GoogleState(None)))
        self.found -= waiting
        return set(map(LinkStore.ref, waiting))

    def unseen(self):
        """What is not known to be at Google cannot be looked at there."""
        return super().unseen().filtered(lambda link: not link.google_id.startswith(NEW))

    def _adopt(self, metas):
        """Recognize the contacts that Google has made, though its answer never came."""
        refs = {meta.resource_name: self.marks.ref(meta.mark) for meta in metas}
        links = self.links.of_odoo(filter(None, refs.values()))
        waiting = {LinkStore.ref(link): link for link in links if link.google_id.startswith(NEW)}
        for google_id, ref in refs.items():
            if ref in waiting:
                waiting.pop(ref).google_id = google_id

    def _follow_merges(self, metas):
        """Let links follow contacts that were merged in Google into others.

        Where both had a link, the older one leads and the other rests, so that the two contacts in
        Odoo do not fight over one in Google.
        """
        for meta in metas:
            former = self.links.of_google(meta.previous) if meta.previous else None
            if not former:
                continue
            links = (former | self.links.of_google([meta.resource_name])).sorted("id")
            leading, others = links[0], links[1:]
            for link in others.filtered(lambda link: link.state != "merged"):
                self._rest_merged(link, leading)
            if leading.google_id != meta.resource_name:
                others.flush_recordset()  # makes room for the leading one
                leading.google_id = meta.resource_name

    def _rest_merged(self, link, leading):
        rests = {
            "state": "merged",
            "google_id": f"merged/{link.id}",
            "base": False,
            "sent": False,
        }
        link.write({**rests, "leader_id": leading.id, "retry_at": False, "error": False})
        if not (link.res_id and leading.res_id):
            return
        text = self.texts._(
            "“%(one)s” and “%(other)s” were merged in Google. Both are still in Odoo, and only "
            "“%(other)s” is synchronized. If they are the same, merge them in Odoo, too.",
            one=link.title,
            other=leading.title,
        )
        self.log.remark(
            text,
            title=leading.title,
            ref=LinkStore.ref(leading),
            other=LinkStore.ref(link),
        )

    # -- planning ----------------------------------------------------------------------------

    def plan(self):
        """Besides, whoever is in the group has the label."""
        planned = super().plan()
        decisions = tuple(map(self._with_label, planned.decisions))
        return replace(planned, decisions=decisions)

    def _with_label(self, decision):
        if (
            decision.google
            or decision.only_on
            or not (decision.agreed and self._lacks_label(decision.link.google_id))
        ):
            return decision
        return replace(decision, google=Write("update", decision.agreed, decision.agreed))

    def _lacks_label(self, google_id):
        return google_id in self.google.people and (
            self.label not in self.google.metas[google_id].labels
        )

    def match(self, policy):
        asked = self._take_questions_back()
        linked = self.linked_refs()
        members = {ref for ref, state in self.odoo.items() if state.item and ref not in linked}
        wanted = [
            google_id
            for google_id, state in self.new_at_google().items()
            if state.item and google_id in self.google.keys
        ]
        matcher = ContactMatcher(self.env, self.account, self.links, self.records, self.marks)
        for google_id in matcher.doubles(wanted, self.google):
            self._leave_double(google_id)
            wanted.remove(google_id)
        found = matcher.match(members, wanted, self.google)
        for refs, google_ids in found.disputed:
            self._ask(refs & members, refs, google_ids, asked)
        return self._paired(found.pairs)

    def _paired(self, found):
        """The pairs of which both sides are at hand, with their states."""
        pairs = {}
        for google_id, ref in found.items():
            if google_id in self.google.people:
                pairs[google_id] = ref
            else:
                self._look_at(ref, google_id)
        states, _problems = self.records.read(set(pairs.values()) - set(self.odoo))
        self.odoo.update(states)
        pairs = {google_id: ref for google_id, ref in pairs.items() if ref in self.odoo}
        partners = self.records.model.browse(ref.id for ref in pairs.values())
        items = {partner.id: self.records.item(partner) for partner in partners if partner.name}
        for google_id, ref in pairs.items():
            if ref.id in items:
                state = self.reader.state_as(self.google, google_id, items[ref.id])
                self.google.states[google_id] = state
        return pairs

    def _leave_double(self, google_id):
        """Google has made a contact twice, since its answers and lists were late for long."""
        del self.google.states[google_id]
        title = self.google.names[google_id]
        text = self.texts._(
            "“%(name)s” was created twice in Google. Please merge the two there.",
            name=title,
        )
        self.log.remark(text, title=title, google_id=google_id)

    def _look_at(self, ref, google_id):
        """Link a contact of Google's that was left aside until now, once it has been asked for."""
        self.odoo.pop(ref)
        self._forget_questions([google_id])
        self.links.create(
            [
                {
                    "res_id": ref.id,
                    "google_id": google_id,
                    "title": self.records.title(ref),
                    "retry_at": fields.Datetime.now(),
                }
            ]
        )

    # -- questions ---------------------------------------------------------------------------

    def _take_questions_back(self):
        """Match what nobody has answered anew: by now it may be clear.

        :return: what was asked, by the record's id and Google's, so that it is told once
        """
        questions = self.found.filtered("candidates")
        self.known = {one["id"]: one for link in questions for one in link.candidates}
        asked = {(link.res_id, _known_id(link)): link.error for link in questions}
        self.found -= questions
        questions.unlink()
        return asked

    def _ask(self, members, refs, google_ids, asked):
        """Set aside what could be the same in more than one way, until somebody says which is."""
        titles = {ref: self.records.title(ref) for ref in refs}
        contacts = [
            {"id": ref.id, "name": title, "about": self.records.about(ref)}
            for ref, title in sorted(titles.items())
        ]
        people = [self._candidate(google_id) for google_id in sorted(google_ids)]
        for ref in sorted(members):
            del self.odoo[ref]
            values = {"res_id": ref.id, "google_id": self.new_google_id()}
            self._question(values, titles[ref], people, asked)
        self._forget_questions(google_ids)
        for google_id in sorted(google_ids):
            state = self.google.states.pop(google_id, None)
            # Until it is looked at, for which it has to have a link.
            unknown = google_id not in {**self.google.names, **self.known}
            if unknown or (state and state.item):
                values = {"google_id": google_id, "etag": state and state.etag}
                self._question(values, self._candidate(google_id)["name"], contacts, asked)

    def _forget_questions(self, google_ids):
        """Take back what was asked about these contacts."""
        self.links.of_google(google_ids).filtered("candidates").unlink()

    def _question(self, values, title, candidates, asked):
        link = self.links.create([{**values, "candidates": candidates, "title": title}])
        link.error = asked.get((link.res_id, _known_id(link)))
        told = dict.fromkeys(f"“{one['name']}”" for one in candidates)
        names = ", ".join(told)
        self.quarantine(link, title, ItemError("ambiguous", names=names))

    def _candidate(self, google_id):
        """How a contact of Google's is shown to the user who is asked."""
        if google_id in self.google.names:
            name, about = self.google.names[google_id], self.google.about[google_id]
            return {"id": google_id, "name": name, "about": about}
        unknown = {"id": google_id, "name": self.texts._("a contact in Google"), "about": ""}
        return self.known.get(google_id, unknown)

    # -- writing -----------------------------------------------------------------------------

    def try_again(self, link, decision, error):
        """A contact that may have been made is listed by Google minutes later, not at once."""
        sent = error.reason in UNCERTAIN and not isinstance(error, HandedBack)
        if link.google_id.startswith(NEW) and sent:
            return self.take_up_again(link)
        return super().try_again(link, decision, error)

    def create_requests(self, decisions):
        return [decision.odoo.after for decision in decisions]

    def carry_out(self, planned):
        self._wake_merged(planned.decisions)
        self.google.excluded.update(planned.excluded.values())
        for reason, count in self.google.excluded.items():
            if text := messages.describe_exclusion(self.texts, reason):
                title = self.texts._("%(count)s contacts in Google", count=count)
                self.log.remark(text, title=title)
        return super().carry_out(planned)

    def written(self, done):
        came_in = [(decision, ref) for decision, ref in done if decision.odoo and decision.agreed]
        self._tell_of_doubts(came_in)
        addresses = {
            decision.agreed.email for decision, _ref in came_in if "email" in decision.odoo.fields
        } - {""}
        if addresses:
            EventRecords(self.env, self.account.user_id).let_attend(addresses)

    def _wake_merged(self, decisions):
        """Who was merged with a contact that leaves the group now is on its own again."""
        leaving = [one.link.key for one in decisions if one.link.key and one.agreed is None]
        resting = self.links.led_by(leaving)
        changes = [
            {"account_id": self.account.id, "res_model": link.res_model, "res_id": link.res_id}
            for link in resting
        ]
        self.env["google.sync.change"].create(changes)
        resting.unlink()

    def _tell_of_doubts(self, came_in):
        for decision, ref in came_in:
            for doubt in self.google.doubts.get(decision.link.google_id, ()):
                text = messages.describe(self.texts, doubt)
                self.log.remark(text, title=decision.agreed.title, ref=ref)

    def take_up_again(self, links):
        """A contact that may have been made is listed by Google minutes later, not at once."""
        new = links.filtered(lambda link: link.sent and link.google_id.startswith(NEW))
        new.write({"retry_at": fields.Datetime.now() + LISTED_AFTER})
        return super().take_up_again(links - new)

    def _link_values(self, decision, ref, goes_out):
        """Besides, who lacks the label is not in the group at Google, until it is sent."""
        values = super()._link_values(decision, ref, goes_out)
        if decision.google and self._lacks_label(decision.link.google_id):
            values["base"] = False
        return values

    def google_values(self, link, google_id, decision):
        person = self.google.people.get(google_id)
        return {"remote": contact_codec.kept(person)} if person else {}

    def answer_values(self, link, record):
        if not record:
            return {}
        return {"google_id": record["resourceName"], "remote": contact_codec.kept(record)}

    def request(self, decision, link):
        return self._writer.request(decision, link, self._lacks_label(link.google_id))

    @cached_property
    def _writer(self):
        return ContactWriter(self.records, self.policy(), self.label, self.marks)


def _known_id(link):
    """Google's id, of a link that has one."""
    return "" if link.google_id.startswith(NEW) else link.google_id


def as_asked(google_id, person):
    """A person that was asked for by ``google_id``: Google gives the one it was merged into."""
    if person["resourceName"] == google_id:
        return person
    about = person.get("metadata", {})
    former = [*about.get("previousResourceNames", ()), google_id]
    return {**person, "metadata": {**about, "previousResourceNames": former}}
