"""Keeps all workers on a database below Google's quotas, by PostgreSQL.

Google counts over a minute that slides, and so do we: a row for each quota says how much was sent
in each second of the last one. So who has sent nothing yet may send all at once, and who goes on
and on still gets all that Google gives, which no steady rate with a burst could do both. The clock
is the database's, for the hosts' differ.

Workers leave a part of each quota to people: whoever presses a button while thousands of
appointments are sent gets an answer at once.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...google_api.transport.pace import PROJECT, Pacer, Quota
from ..database.side_connection import LastingConnection, SideConnection

#: Seconds for which a second's requests count: the minute, the second itself, and another one, for
#: what left first may arrive last.
COUNTS_FOR = 62

#: Looks up how much was sent, and books the next requests, for all of the quotas or for none.
#:
#: The rows are locked in the order of their keys, so that no two workers wait for each other, and
#: read only once they are locked; the clock is read after that. What is older than a minute, or
#: later than now because somebody has set the clock back, is forgotten. What is booked for the
#: project also counts for the hour, under the lock that is held already.
_RESERVE = """
    WITH asked AS (
        SELECT * FROM unnest(%(keys)s::varchar[], %(counts)s::int[], %(most)s::int[])
                   AS asked(key, count, most)
    ), pace AS MATERIALIZED (
        SELECT id, key, sent FROM google_sync_pace
         WHERE key = ANY(%(keys)s::varchar[]) ORDER BY key FOR UPDATE
    ), clock AS MATERIALIZED (
        SELECT extract(epoch FROM {clock})::float8 AS now
          FROM (SELECT count(*) AS rows FROM pace) AS locked
         WHERE rows = cardinality(%(keys)s::varchar[])
    ), entry AS (
        SELECT key, second::bigint, count::int,
               second::bigint BETWEEN now - %(counts_for)s AND now AS counts
          FROM pace CROSS JOIN clock CROSS JOIN jsonb_each_text(sent) AS entry(second, count)
    ), since AS (
        SELECT key, second, sum(count) OVER (PARTITION BY key ORDER BY second DESC) AS count
          FROM entry WHERE counts
    ), turn AS (
        SELECT now, greatest(max(since.second) + %(counts_for)s - now, 0) AS wait
          FROM clock CROSS JOIN asked
          LEFT JOIN since ON since.key = asked.key AND since.count + asked.count > asked.most
         GROUP BY now
    ), fresh AS (
        SELECT pace.id, (
                   SELECT coalesce(jsonb_object_agg(second, count), '{{}}') FROM entry
                    WHERE entry.key = pace.key AND counts
               ) || jsonb_build_object(
                   floor(now)::bigint,
                   asked.count + coalesce((pace.sent ->> floor(now)::bigint::text)::int, 0)
               ) AS sent
          FROM pace JOIN asked USING (key) CROSS JOIN turn
         WHERE wait = 0
    ), booked AS (
        UPDATE google_sync_pace AS kept
           SET sent = fresh.sent, asked_at = {clock} AT TIME ZONE 'UTC'
          FROM fresh
         WHERE kept.id = fresh.id
    ), counted AS (
        INSERT INTO google_sync_usage (hour, requests)
        SELECT date_trunc('hour', to_timestamp(now) AT TIME ZONE 'UTC'), asked.count
          FROM asked CROSS JOIN turn
         WHERE wait = 0 AND asked.key = %(project)s
            ON CONFLICT (hour) DO UPDATE
                  SET requests = google_sync_usage.requests + excluded.requests
    )
    SELECT wait FROM turn
"""

_KNOW = """
    INSERT INTO google_sync_pace (key, sent)
    SELECT key, '{}' FROM unnest(%(keys)s::varchar[]) AS key ORDER BY key
        ON CONFLICT (key) DO NOTHING
"""


class SharedPacer(Pacer):
    """:param connection: beside any transaction
    :param share: the part of each quota that may be used
    """

    #: What tells the time, in SQL.
    clock = "clock_timestamp()"

    def __init__(self, connection: SideConnection | LastingConnection, share: float = 1.0) -> None:
        self._connection = connection
        self._share = share

    def reserve(self, counts: Mapping[Quota, int]) -> float:
        """:raise ConnectionLost: nobody knows whose turn it is"""
        values = {
            "keys": [quota.key for quota in counts],
            "counts": list(counts.values()),
            "most": [int(quota.most * self._share) for quota in counts],
            "counts_for": COUNTS_FOR,
            "project": PROJECT,
        }
        statement = _RESERVE.format(clock=self.clock)
        while not (rows := self._connection.execute(statement, values)):
            self._connection.execute(_KNOW, values)
        ((wait,),) = rows
        return float(wait)
