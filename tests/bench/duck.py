"""Converts the log of the benchmark to Parquet with DuckDB: the same columns as the lake's, the raw texts where kooste writes pseudonyms.

Run by bench.py in a process of its own, so that its time and memory are its own: duck.py GLOB OUT.
"""

import sys

import duckdb

COLUMNS = {
    "id": "VARCHAR",
    "source": "VARCHAR",
    "type": "VARCHAR",
    "time": "TIMESTAMPTZ",
    "receivedtime": "TIMESTAMPTZ",
    "senttime": "TIMESTAMPTZ",
    "event": "VARCHAR",
    "actor": "VARCHAR",
    "actorkind": "VARCHAR",
    "role": "VARCHAR",
    "subject": "VARCHAR",
    "connection": "VARCHAR",
    "mode": "VARCHAR",
    "clientip": "VARCHAR",
    "useragent": "VARCHAR",
    "country": "VARCHAR",
    "locale": "VARCHAR",
    "data": """STRUCT(ticket VARCHAR, channel VARCHAR, guest VARCHAR, visible BOOLEAN, asset VARCHAR, position DOUBLE, live BOOLEAN,
        kind VARCHAR, length UINTEGER, emoji VARCHAR, amount UINTEGER, question VARCHAR, poll VARCHAR, options VARCHAR[], stand VARCHAR,
        target VARCHAR, minutes DOUBLE, gate VARCHAR, joined TIMESTAMPTZ, "left" TIMESTAMPTZ, precision DOUBLE, answers JSON)""",
}


def main():
    logs, out = sys.argv[1:]
    columns = ", ".join(f"{name}: '{kind}'" for name, kind in COLUMNS.items())
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(f"""
        COPY (
            SELECT actorkind || ':' || actor AS person, source || id AS record, time + (receivedtime - senttime) AS time,
                receivedtime AS received, receivedtime <> senttime AS corrected, type, subject AS room, connection, mode, role,
                actorkind AS actor_kind, country, clientip, useragent, locale, data.*
            FROM read_json('{logs}', format = 'newline_delimited', columns = {{{columns}}})
            WHERE event = 'bench'
        ) TO '{out}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 262144)
    """)


main()
