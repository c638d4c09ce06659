"""The language in which pictures are taken: one for each run of the command."""

from __future__ import annotations

from functools import cache

import polib

from .. import paths
from ..console import CommandError
from ..odoo_client import OdooClient
from ..stack import Stack

ENGLISH = "en_US"
#: What people have entered, in the languages in which there are pictures.
_SAID = {
    "de_DE": {
        "Mrs Weber, first visit": "Frau Weber, Erstgespräch",
        "Mr Lambert, check-up": "Herr Lambert, Kontrolle",
        "Mr Lambert, check-up and blood test": "Herr Lambert, Kontrolle und Blutbild",
        "Mr Lambert, by telephone": "Herr Lambert, telefonisch",
        "Team meeting": "Teambesprechung",
        "Ms Novak, follow-up": "Frau Novak, Nachsorge",
        "Ms Novak, follow-up (bring the X-rays)": "Frau Novak, Nachsorge (Röntgenbilder)",
        "Mr Haddad, vaccination": "Herr Haddad, Impfung",
        "Mr Favre, ultrasound": "Herr Favre, Ultraschall",
        "Telephone hour": "Telefonsprechstunde",
        "Open evening": "Informationsabend",
        "Room 1": "Raum 1",
        "Room 2": "Raum 2",
        "Room 3": "Raum 3",
        "Library": "Bibliothek",
        "Dentist": "Zahnarzt",
        "Parents' evening": "Elternabend",
        "Dinner with Jean": "Essen mit Jean",
        "Lunch with Clara": "Mittagessen mit Clara",
        "Congress in Basel": "Kongress in Basel",
        "Private": "Privat",
        "Patients": "Patienten",
        "Doctors": "Ärzte",
        "Urgent": "Dringend",
        "First visit": "Erstgespräch",
        "Internal": "Intern",
        "Class": "Gruppenkurs",
        "Therapy": "Therapie",
        "Lab results": "Laborwerte",
        "Course": "Kurs",
        "Lakeside Practice": "Praxis am See",
        "Geneva": "Genf",
    },
    "fr_FR": {
        "Mrs Weber, first visit": "Mme Weber, première visite",
        "Mr Lambert, check-up": "M. Lambert, contrôle",
        "Mr Lambert, check-up and blood test": "M. Lambert, contrôle et prise de sang",
        "Mr Lambert, by telephone": "M. Lambert, par téléphone",
        "Team meeting": "Réunion d'équipe",
        "Ms Novak, follow-up": "Mme Novak, suivi",
        "Ms Novak, follow-up (bring the X-rays)": "Mme Novak, suivi (apporter les radios)",
        "Mr Haddad, vaccination": "M. Haddad, vaccination",
        "Mr Favre, ultrasound": "M. Favre, échographie",
        "Telephone hour": "Permanence téléphonique",
        "Open evening": "Soirée portes ouvertes",
        "Room 1": "Salle 1",
        "Room 2": "Salle 2",
        "Room 3": "Salle 3",
        "Library": "Bibliothèque",
        "Dentist": "Dentiste",
        "Parents' evening": "Réunion de parents",
        "Dinner with Jean": "Dîner avec Jean",
        "Lunch with Clara": "Déjeuner avec Clara",
        "Congress in Basel": "Congrès à Bâle",
        "Private": "Privé",
        "Patients": "Patients",
        "Doctors": "Médecins",
        "Urgent": "Urgent",
        "First visit": "Première visite",
        "Internal": "Interne",
        "Class": "Cours collectif",
        "Therapy": "Thérapie",
        "Lab results": "Analyses",
        "Course": "Cours",
        "Lakeside Practice": "Cabinet du Lac",
        "Geneva": "Genève",
    },
}
LANGUAGES = (ENGLISH, *_SAID)

_chosen = ENGLISH


def choose(lang: str) -> None:
    """Take pictures in this one of :data:`LANGUAGES` from now on."""
    global _chosen  # noqa: PLW0603  there is one command, and it has one language
    _chosen = lang


def chosen() -> str:
    """The code of the language, as Odoo has it."""
    return _chosen


def said(text: str) -> str:
    """What people have entered."""
    return text if _chosen == ENGLISH else _SAID[_chosen][text]


def label(text: str) -> str:
    """What a screen of the addon says."""
    return text if _chosen == ENGLISH else _catalog()[text]


def install(running: Stack) -> None:
    """Let the Odoo of the pictures know the language."""
    if _chosen == ENGLISH:
        return
    admin = OdooClient(running.odoo_url or "", running.database, "admin", "admin")
    domain = [("code", "=", _chosen), ("active", "in", (True, False))]
    languages = admin.call("res.lang", "search", domain)
    if not languages:
        raise CommandError(f"Odoo has no language {_chosen}")
    choice = admin.call("base.language.install", "create", [{"lang_ids": [(6, 0, languages)]}])
    admin.call("base.language.install", "lang_install", choice)


@cache
def _catalog() -> dict[str, str]:
    catalog = polib.pofile(str(paths.ROOT / "i18n" / f"{_chosen.partition('_')[0]}.po"))
    return {entry.msgid: entry.msgstr for entry in catalog if entry.msgstr}
