from . import guide, oauth, start
