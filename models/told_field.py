"""Fields of texts that workers store for people whose language they do not know.

They are translated fields of Odoo's, so whoever reads, searches or exports one gets the text in
their own language. What is written is the text in each language at once, as
:func:`sync.reporting.told.told` makes it; or one text, which is then the same in all of them.
"""

from psycopg2.extras import Json

from odoo import fields

from ..sync.reporting.told import SOURCE


class _Told:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "translate": True})

    def convert_to_cache(self, value, record, validate=True):
        if isinstance(value, dict):
            value = value.get(self.translation_lang(record.env), value[SOURCE])
        return super().convert_to_cache(value, record, validate)

    def convert_to_column_insert(self, value, record, values=None, validate=True):
        if isinstance(value, dict):
            return Json(value)
        return super().convert_to_column_insert(value, record, values, validate)

    def write(self, records, value):
        if not isinstance(value, dict):
            super().write(records, value)
            return
        # No language may keep what it said before: one that is not active now, or all of them, of
        # which a former version knew one alone.
        super().write(self._that_say_else(records, value), False)
        for lang, text in value.items():
            super().write(records.with_context(lang=lang), text)

    def _that_say_else(self, records, texts):
        in_source = records.sudo().with_context(lang=SOURCE)
        others = in_source.filtered(lambda one: one[self.name] not in (False, texts[SOURCE]))
        return records.browse(others._ids)


class ToldChar(_Told, fields.Char):
    """A line of text, in each language."""


class ToldText(_Told, fields.Text):
    """A text, in each language."""
