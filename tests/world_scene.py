"""What people do in one part of a world, and what must stand of it in the end."""

_OTHER = {"odoo": "google", "google": "odoo"}


class Scene:
    """:param world: the :class:`~.world_case.WorldCase`, whose chance decides

    :ivar contested: the :class:`LastWords` of values to which both sides give others
    """

    def __init__(self, world):
        self.world = world
        self.chance = world.chance
        self.contested = ()

    def begin(self):
        """Make what there is in the beginning; two quiet runs follow."""

    def deeds(self):
        """What people may do. Each may give back what is likely to follow it at once."""
        raise NotImplementedError

    def moments(self):
        """What people do just now more often than not: it would mean little at another time."""
        return []

    def check(self):
        """In the end both sides show the last words, each record once."""
        raise NotImplementedError

    def summary(self):
        """What stands in the end, for the trace."""
        return ""

    def next(self):
        return self.world.next_version()


class LastWords:
    """What people have said last of a value that both sides give.

    Whoever types over a value that they have before them gives it up; it is not to be told as lost.
    Where they have another one before them than they have said, and nobody has given theirs up, it
    is to be told.

    :param name: begins all the values
    :param told: gives all values that the log has told as lost by now
    """

    def __init__(self, name, told):
        self.name = name
        self._told = told
        self._of = {}
        self._given_up, self._replaced = set(), set()

    def said(self, side, shown, value):
        """:param shown: what they had before them"""
        if shown not in self._told():
            self._given_up.add(shown)
        if self._of.get(_OTHER[side]) == shown:
            del self._of[_OTHER[side]]
        if self._of.get(side, shown) != shown:
            self._replaced.add(self._of[side])
        self._of[side] = value
        return value

    def forget(self):
        self._of.clear()
        self._given_up.clear()
        self._replaced.clear()

    def check(self, shown):
        """One of the last words stands, and the other one is told; nothing else is."""
        told, words = set(self._told()), set(self._of.values())
        if words and shown not in words:
            raise AssertionError(f"{shown} stands, and not one of {words}")
        if silent := (words | self._replaced) - {shown} - told:
            raise AssertionError(f"lost in silence: {silent}")
        if wrongly := self._given_up & told:
            raise AssertionError(f"told as lost, and was given up: {wrongly}")
