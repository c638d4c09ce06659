from . import guide, oauth, push
