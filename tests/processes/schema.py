"""What a database consists of, to be compared with another one."""

from __future__ import annotations

import re

from tools import postgres


def schema(database: str) -> set[str]:
    """All columns, constraints, indexes and sequences of a database, a line each."""
    lines = postgres.sql(
        """
            SELECT concat_ws(' ', relname, attname, format_type(atttypid, atttypmod),
                             CASE WHEN attnotnull THEN 'NOT NULL' END,
                             pg_get_expr(adbin, adrelid))
              FROM pg_attribute
              JOIN pg_class ON pg_class.oid = attrelid
              LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
             WHERE attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'v', 'S')
               AND relnamespace = 'public'::regnamespace
             UNION ALL
            SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
              FROM pg_constraint WHERE connamespace = 'public'::regnamespace
             UNION ALL
            SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
            """,
        database,
    )
    # A database that was dumped and restored says the same in other words.
    return {re.sub(r"::(character varying|text)(\[\])?|[()]", "", line) for line in lines}
