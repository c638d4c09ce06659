"""What the bus brings to browsers."""

import json


def told(env, user, kind):
    """Return what the user's browsers have been told of a kind, and forget what is in the bus.

    :return: the payloads, in order, of what is committed by now
    """
    partner = user.partner_id
    found = []
    for message in env["bus.bus"].search([], order="id"):
        named = json.loads(message.channel)
        content = json.loads(message.message)
        if named[1:] == [partner._name, partner.id] and content["type"] == kind:
            found.append(content["payload"])
    env["bus.bus"].search([]).unlink()
    return found
