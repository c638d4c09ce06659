from . import guide, oauth, own_data, push, start
