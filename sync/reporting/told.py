"""Texts that workers store for people, who read them later in their own language.

A worker does not know who will read what it stores: the user, an administrator, or the user after
having changed the language. So it makes the text in each language of the database, and
:mod:`models.told_field` keeps them as Odoo keeps translations. A text is made of a lazy translation
with its values; or by a function, where the values are of a language, too: dates, lists, names of
fields.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Literal, TypeAlias

from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools.translate import LazyGettext

#: What each text is kept in, whatever languages there are; by it texts are known to be the same.
SOURCE = "en_US"

#: A text by language, as a field of :mod:`models.told_field` takes it; ``False``: nothing.
Texts = dict[str, str] | Literal[False]
#: A lazy translation; or a function of an environment, in the language of the text, and of values.
Make: TypeAlias = LazyGettext | Callable[..., str]


class Telling:
    """Makes texts in each language of the database.

    :param env: with the time zone of whoever it is told to
    """

    def __init__(self, env: Environment) -> None:
        self.env = env

    def __call__(self, make: Make, *values: Any) -> Texts:
        """:param values: what ``make`` takes after the environment, if it is a function
        :return: the texts by language, for a field of :mod:`models.told_field`; ``False``: nothing
        """
        source = text_of(self._source, make, *values)
        if not source:
            return False
        texts = {code: text_of(env, make, *values) for code, env in self._others.items()}
        # Where English is not active Odoo writes it together with each other, so it comes last.
        return {**texts, SOURCE: source}

    @cached_property
    def _others(self) -> dict[str, Environment]:
        codes = [code for code, _name in self.env["res.lang"].get_installed() if code != SOURCE]
        return {code: self._in(code) for code in codes}

    @cached_property
    def _source(self) -> Environment:
        return self._in(SOURCE)

    def _in(self, code: str) -> Environment:
        return self.env(context={**self.env.context, "lang": code})


def text_of(env: Environment, make: Make, *values: Any) -> str:
    """Return a text in the language of ``env``."""
    return env._(make) if isinstance(make, LazyGettext) else make(env, *values)


def told(env: Environment, make: Make, *values: Any) -> Texts:
    """Return a text in each language, see :class:`Telling`."""
    return Telling(env)(make, *values)


def text_in(env: Environment, texts: Texts) -> str:
    """Return what :func:`told` has made, in the language of ``env``."""
    return texts.get(env.lang, texts[SOURCE]) if texts else ""


def is_told(record: BaseModel, name: str, texts: Texts) -> bool:
    """Return whether a record says the same already, in whatever languages that was stored: former
    versions knew that of the user alone.

    :param name: a field of :mod:`models.told_field`
    :param texts: as :func:`told` returns them
    """
    said = record.with_context(lang=SOURCE)[name]
    return said in texts.values() if said and texts else not (said or texts)


def texts_for(record: BaseModel, name: str, lang: str | None) -> Texts:
    """What a record says, for somebody who reads ``lang``: as :func:`told`, in that and in English.

    :param name: a field, which may be computed from such a text
    """
    source = record.with_context(lang=SOURCE)[name]
    if not source:
        return False
    return {lang or SOURCE: record.with_context(lang=lang or SOURCE)[name], SOURCE: source}
