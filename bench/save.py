"""Saving one event, as it is measured for every variant."""

from __future__ import annotations

import statistics
from typing import Any

from . import scene


def median_save(env: Any, user: Any) -> float:
    """The median of some saves by the user, each in a transaction of its own, in seconds."""

    def save(number: int) -> None:
        env(user=user.id)["calendar.event"].create(scene.odoo_values(number))
        env.cr.commit()

    return statistics.median(
        scene.timed(lambda number=number: save(number)) for number in range(scene.SAVES)
    )
