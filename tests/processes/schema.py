"""What a database consists of, to be compared with another one."""

from __future__ import annotations

import re
import subprocess

from tools import paths, postgres


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


def dump(database: str) -> str:
    """All of it, as a backup has it."""
    words = [postgres.program("pg_dump"), "-h", str(paths.socket_dir()), "-p", str(postgres.PORT)]
    done = subprocess.run(
        [*words, "-U", postgres.ROLE, database], capture_output=True, text=True, check=True
    )
    return done.stdout
