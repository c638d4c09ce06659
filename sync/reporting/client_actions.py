"""What the browser does once a button has done its work."""


def notification(kind, message, *, sticky=False, then=None):
    """A short message in the corner of the screen.

    :param kind: ``success``, ``info`` or ``warning``
    :param sticky: whether it stays until somebody closes it
    :param then: the action that follows
    """
    params = {"type": kind, "message": message, "sticky": sticky}
    if then:
        params["next"] = then
    return {"type": "ir.actions.client", "tag": "display_notification", "params": params}
