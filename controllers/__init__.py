from . import guide, oauth, push, start
