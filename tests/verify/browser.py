"""A browser for the program as a process: it allows all that is asked, for the account it is told.

BROWSER="python browser.py ADDRESS %s &"
"""

from __future__ import annotations

import sys
from urllib.parse import parse_qs, urlsplit

import requests

account, url = sys.argv[1:]
scopes = parse_qs(urlsplit(url).query)["scope"][0].split()
form = {"account": account, "decision": "allow", "scope": scopes}
page = requests.post(url, data=form, allow_redirects=False, timeout=10)
requests.get(page.headers["Location"], timeout=10)
