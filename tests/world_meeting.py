"""A meeting in a world, of two users who both have an account. Either renames it in Odoo; Ana, who
has called it, says in Google where it is, and Ben answers there."""

from .world_scene import LastWords, Scene

_ANSWERS = ("accepted", "tentative", "declined")


class Meeting(Scene):
    def __init__(self, world):
        super().__init__(world)
        self.title, self.place, self.answer = "meeting v0", "Room 0", "needsAction"
        self.ben = None
        # His account brings to Odoo what he has answered, and hers what he answers next: to her
        # that looks like two answers, of which she is told one.
        self.contested = (LastWords("[['ben@gmail.example'", world.told),)

    def begin(self):
        world = self.world
        self.ben = world.new_user("ben")
        world.connect(self.ben, google_import_events=True)
        world.ana.google_share_guests = "yes"
        world.sync()
        both = (world.ana | self.ben).partner_id.ids
        world.odoo_create(world.ana, self.title, location=self.place, partner_ids=[(6, 0, both)])

    def deeds(self):
        return self.rename, self.give_place, self.give_answer, self.give_answer

    # -- what people do --------------------------------------------------------------------------

    def rename(self):
        self.title = f"meeting v{self.next()}"
        who = self.chance.choice((self.world.ana, self.ben))
        if self.answer == "declined":
            who = self.world.ana
        self._event().with_user(who).name = self.title
        self.world.commit()
        return [self.rename]

    def give_place(self):
        if there := self._in_google(self.world.ana):
            self.place = f"Room {self.next()}"
            self.world.google_patch(self.world.ana, there["id"], location=self.place)

    def give_answer(self):
        """In the copy; an event of his own, made as no copy came, asks him nothing."""
        there = self._in_google(self.ben)
        if there and "attendees" in there:
            self.answer = self.chance.choice(_ANSWERS)
            guests = [
                {**guest, "responseStatus": self.answer} if guest.get("self") else guest
                for guest in there["attendees"]
            ]
            is_part = {"attendeesOmitted": there.get("attendeesOmitted", False)}
            self.world.google_patch(self.ben, there["id"], attendees=guests, **is_part)
        return [self.give_answer]

    # -- what there is ---------------------------------------------------------------------------

    def _event(self):
        self.world.env.invalidate_all()
        return self.world.env["calendar.event"].search([("name", "like", "meeting v")])

    def _in_google(self, user):
        items = self.world.google(user, "GET", maxResults=2500)["items"]
        found = [one for one in items if one.get("summary", "").startswith("meeting v")]
        self.world.assertLessEqual(len(found), 1, f"{user.login} has it twice")
        return found[0] if found else None

    def check(self):
        world, event = self.world, self._event()
        world.assertEqual(len(event), 1)
        world.assertEqual((event.name, event.location), (self.title, self.place))
        mine = event.attendee_ids.filtered(lambda one: one.partner_id == self.ben.partner_id)
        world.assertEqual(mine.mapped("state"), [self.answer])
        for user in (world.ana, self.ben):
            there = self._in_google(user)
            world.assertTrue(there, user.login)
            shown = there["summary"], there["location"]
            world.assertEqual(shown, (self.title, self.place), user.login)
            answers = {one["email"]: one["responseStatus"] for one in there.get("attendees", ())}
            if user == world.ana or answers:
                world.assertEqual(answers[world.email(self.ben)], self.answer, user.login)

    def summary(self):
        return f"{self.title} {self.place} {self.answer}"
