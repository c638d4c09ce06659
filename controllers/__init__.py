from . import guide, oauth
