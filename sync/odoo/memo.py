"""What one transaction has looked up or made, and need not look up again."""


class Memo:
    """Values by key, forgotten with every savepoint that is rolled back.

    What was made since then is gone. So nothing of this kind is kept in an attribute: the values
    live in the cursor's own cache, which Odoo empties at each rollback, whoever asks for it.
    """

    def __init__(self, env):
        self._cursor = env.cr

    @property
    def known(self):
        """What is known now, to be read and added to; not to be kept.

        :rtype: dict
        """
        return self._cursor.cache.setdefault(self, {})
