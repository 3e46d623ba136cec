"""The operations of the workload, as an application writes them with SQLAlchemy."""

import time

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError


def work_of(command, table):
    """The work of a command, with a connection that is in no transaction yet."""
    operation, writes, seconds = command["operation"], command["writes"], command["ms"] / 1000

    def read(connection):
        connection.execute(text("select 1"))

    def insert(connection, number=0):
        connection.execute(text(f"insert into {table} (id) values (:id)"), {"id": writes[number]})

    def write(connection):
        with connection.begin():
            insert(connection)

    def transaction(connection):
        with connection.begin():
            read(connection)
            insert(connection)

    def hold(connection):
        with connection.begin():
            insert(connection)
            time.sleep(seconds)
            insert(connection, 1)

    def long_query(connection):
        connection.execute(text("select pg_sleep(:seconds)"), {"seconds": seconds})

    known = {"read": read, "write": write, "transaction": transaction, "hold": hold, "long-query": long_query}
    if operation not in known:
        raise ValueError(f'there is no operation "{operation}"')
    return known[operation]


def failure_of(error):
    """What the application caught, as reports have it."""
    failure = {"name": type(error).__name__, "message": _words(error) or "no message", "causes": []}
    if isinstance(error, DBAPIError):
        # The statement and a link follow.
        failure["message"] = _words(str(error).split("\n[SQL:")[0].split("\n(Background on")[0])
        if getattr(error.orig, "pgcode", None):
            failure["sqlstate"] = error.orig.pgcode
        failure["causes"].append(f"{type(error.orig).__name__}: {_words(error.orig)}")
    return failure


def _words(text_of):
    return " ".join(str(text_of).split())
