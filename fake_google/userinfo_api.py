"""oauth2/v2/userinfo: who the token's account is."""

from __future__ import annotations

from typing import Any

from .api import Request, serves
from .oauth import SHORT_SCOPES

Json = dict[str, Any]


@serves("oauth2.userinfo.get")
@serves("oauth2.userinfo.v2.me.get")
def get_userinfo(request: Request) -> Json:
    """Identity, as far as the scopes allow."""
    account = request.account
    reply: Json = {"id": account.sub}
    if SHORT_SCOPES["email"] in request.token.scopes:
        reply.update(email=account.email, verified_email=True)
    if SHORT_SCOPES["profile"] in request.token.scopes:
        reply.update(name=account.name)
    return reply
