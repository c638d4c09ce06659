"""Contacts in a world. Jobs are Odoo's and addresses Google's, so each has one last word; of one
both sides give the job. One leaves the group in Odoo, another one in Google, and they come back. In
Google somebody deletes the label now and then: it is made anew, and given to all."""

import re
from collections import Counter
from functools import partial

from .contact_case import labels_of, name_of
from .world_scene import LastWords, Scene

#: The contact of whom both sides give the job; who leaves the group, in Odoo and in Google.
CONTESTED, AWAY, AWAY_THERE = 0, 1, 2
_NUMBER = re.compile(r"^contact (\d+)$")


class Contacts(Scene):
    def __init__(self, world):
        super().__init__(world)
        self.jobs = {number: f"job {number} v0" for number in range(3)}
        self.emails = {number: f"c{number}.v0@mail.example" for number in self.jobs}
        self.notes = dict.fromkeys(self.jobs, "")
        self.is_away = False
        self.is_away_there: bool | None = False  # None: nobody knows
        self.job = LastWords(f"job {CONTESTED} ", world.told)
        self.contested = (self.job,)

    def begin(self):
        for number, job in self.jobs.items():
            name = f"contact {number}"
            self.world.odoo_contact(name, function=job, email=self.emails[number])

    def deeds(self):
        return (
            *(self.give_job, self.give_job, self.give_email, self.make, self.leave_or_return),
            *(self.contest_in_odoo, self.contest_in_google, self.delete_label),
            *(self.leave_or_return_there,),
            *((self.take_notes,) if self.world.habits else ()),
        )

    def moments(self):
        """Google's people type over what is on its way to them."""
        link = self.world.link(self.world.account, self._partner(CONTESTED))
        return [self.contest_in_google] if link.sent else []

    # -- what people do --------------------------------------------------------------------------

    def give_job(self, number=None):
        number = number or self.chance.choice(
            [one for one in sorted(self.jobs) if one != CONTESTED]
        )
        partner = self._partner(number)
        if partner:
            self.jobs[number] = partner.function = f"job {number} v{self.next()}"
            self.world.commit()
        return [partial(self.give_job, number)]

    def give_email(self):
        number = self.chance.choice([one for one in sorted(self.jobs) if one != AWAY])
        if person := self._person(number):
            self.emails[number] = email = f"c{number}.v{self.next()}@mail.example"
            self.world.google_update(person["resourceName"], emailAddresses=[{"value": email}])

    def take_notes(self):
        """In Odoo, and at length, unless Google would refuse to have it."""
        number, habits = self.chance.choice(sorted(self.notes)), self.world.habits
        may_be_refused = habits["notes_limit"] and habits["long_notes"] == "refused"
        if partner := self._partner(number):
            words = "" if may_be_refused else "Bring all papers. " * 100
            self.notes[number] = f"Note {self.next()} {words}".strip()
            partner.comment = f"<p>{self.notes[number]}</p>"
            self.world.commit()

    def contest_in_odoo(self):
        partner = self._partner(CONTESTED)
        job = f"job {CONTESTED} odoo{self.next()}"
        partner.function = self.job.said("odoo", partner.function, job)
        self.world.commit()
        return [self.contest_in_google, self.contest_in_odoo]

    def contest_in_google(self):
        person = self._person(CONTESTED)
        job = f"job {CONTESTED} google{self.next()}"
        self.job.said("google", person["organizations"][0]["title"], job)
        self.world.google_update(person["resourceName"], organizations=[{"title": job}])
        return [self.contest_in_odoo]

    def make(self):
        number = len(self.jobs)
        job, email = f"job {number} v0", f"c{number}.v0@mail.example"
        self.jobs[number], self.emails[number] = job, email
        if self.chance.random() < 0.5:
            self.world.odoo_contact(f"contact {number}", function=job, email=email)
            self.world.commit()
            return [partial(self.give_job, number)]
        fields = {"organizations": [{"title": job}], "emailAddresses": [{"value": email}]}
        self.world.google_contact(f"contact {number}", **fields)
        return []

    def leave_or_return(self):
        """Nobody changes that contact in Google."""
        self.is_away = not self.is_away
        command = 3 if self.is_away else 4
        self._partner(AWAY).category_id = [(command, self.world.group.id)]
        self.world.commit()
        return [partial(self.give_job, AWAY), self.leave_or_return]

    def leave_or_return_there(self):
        """Nobody takes that contact out of the group in Odoo, or back into it."""
        label, person = self._label(), self._person(AWAY_THERE)
        if not label or not person:
            return []
        is_away = label not in labels_of(person)
        way = "resourceNamesToAdd" if is_away else "resourceNamesToRemove"
        self.world.people("POST", f"{label}/members:modify", {way: [person["resourceName"]]})
        self.is_away_there = not is_away
        return [partial(self.give_job, AWAY_THERE), self.give_email, self.leave_or_return_there]

    def delete_label(self):
        """Whoever has just left, or come back, may be given it with the others, or be left out."""
        if label := self._label():
            self.world.people("DELETE", label)
            is_away = self._partner(AWAY_THERE) not in self.world.group.partner_ids
            self.is_away_there = is_away if is_away == self.is_away_there else None
        return [self.give_job, self.give_email, self.contest_in_odoo, self.contest_in_google]

    # -- what there is ---------------------------------------------------------------------------

    def _partner(self, number):
        self.world.env.invalidate_all()
        name = f"contact {number}"
        return self.world.env["res.partner"].search([("name", "=", name)], order="id", limit=1)

    def _label(self):
        return self.world.labels().get(self.world.group.name)

    def _person(self, number):
        return self.world.google_people().get(f"contact {number}")

    def check(self):
        self.jobs[CONTESTED] = self._partner(CONTESTED).function
        self.job.check(self.jobs[CONTESTED])
        away = {AWAY: self.is_away, AWAY_THERE: self._is_out_there()}
        numbers = [one for one in self.jobs if not away.get(one)]
        expected = Counter((f"contact {one}", self.jobs[one], self.emails[one]) for one in numbers)
        shown = Counter(
            (partner.name, partner.function or "", partner.email or "")
            for partner in self.world.group.partner_ids
            if _NUMBER.match(partner.name)
        )
        self.world._assert_same(shown, expected, "contacts in Odoo")
        label = self._label()
        people = [one for one in self.world._people() if _NUMBER.match(name_of(one))]
        shown = Counter(_words(person) for person in people if label in labels_of(person))
        self.world._assert_same(shown, expected, "contacts in Google")
        self._check_notes(people)
        doubles = [name for name, count in Counter(map(name_of, people)).items() if count > 1]
        self.world.assertFalse(doubles, "contacts are in Google twice")

    def _is_out_there(self):
        if self.is_away_there is None:
            return self._partner(AWAY_THERE) not in self.world.group.partner_ids
        return self.is_away_there

    def _check_notes(self, people):
        """Google may have the beginning of them."""
        for number, text in self.notes.items():
            comment = str(self._partner(number).comment or "")
            self.world.assertEqual(comment.removeprefix("<p>").removesuffix("</p>"), text)
        if not self.world.habits:
            return
        there = {name_of(person): person.get("biographies", ()) for person in people}
        for number, text in self.notes.items():
            if number in (AWAY, AWAY_THERE):
                continue
            shown = "".join(one["value"] for one in there[f"contact {number}"])
            shown = shown.removesuffix("\n…")  # the sign that there is more
            self.world.assertTrue(text.startswith(shown) and bool(shown) == bool(text))

    def summary(self):
        return f"{sorted(self.jobs.items())} {sorted(self.emails.items())}"


def _words(person):
    jobs, emails = person.get("organizations") or [{}], person.get("emailAddresses") or [{}]
    return name_of(person), jobs[0].get("title", ""), emails[0].get("value", "")
