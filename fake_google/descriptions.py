"""What Google makes of a description that it is sent (G1).

It takes out a Meet block, which is Google's own, with the link, the telephone number and the PIN
that are in it: measured in https://github.com/ridafkih/keeper.sh/issues/749, where delimiters that
only look alike stayed. Long texts are cut, or refused.
"""

from __future__ import annotations

import re

from . import errors
from .habits import Habits

DELIMITER = (
    "-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-"
)
MEET_BLOCK = re.compile(rf"\s*{DELIMITER}.*?{DELIMITER}\s*", re.DOTALL)


def stored(text: str, habits: Habits) -> str | None:
    """A description as Google keeps it, None if nothing is left of it.

    :raise ApiError: 400 for one that is too long, where Google does not cut it
    """
    without = MEET_BLOCK.sub("\n", text)
    if without != text:
        text = without.strip()
        if not text:
            return None
    if len(text) > habits.description_limit and habits.long_descriptions == "refused":
        raise errors.size_limit_exceeded()
    return text[: habits.description_limit]
