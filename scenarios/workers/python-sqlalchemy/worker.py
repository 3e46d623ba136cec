"""A worker of Poolproof: an application with SQLAlchemy and psycopg2."""

import os
import platform
import threading
import time

import psycopg2
import sqlalchemy
from sqlalchemy import pool
from sqlalchemy.engine import URL, create_engine

from operations import failure_of, work_of
from protocol import commands, decline, report
from settings import BadSetting, Settings

CLOSES_WITHIN_SECONDS = 2


class Application:
    """The engines that there are: one for all clients, or one for each."""

    def __init__(self, settings):
        self._settings = settings
        self._engines = {}
        self._making = threading.Lock()

    def run(self, command):
        """Does one operation, and reports what came of it."""
        before = time.monotonic()

        def ms():
            return (time.monotonic() - before) * 1000

        try:
            work = work_of(command, os.environ["POOLPROOF_TABLE"])
            with self._engine(command["client"]).connect() as connection:
                report("borrowed", id=command["id"], ms=ms())
                work(connection)
            report("ended", id=command["id"], ms=ms())
        except Exception as error:  # Whatever it is, the application has caught it.
            report("ended", id=command["id"], ms=ms(), failure=failure_of(error))

    def close(self):
        for engine in self._engines.values():
            engine.dispose()

    def _engine(self, client):
        of = client if self._settings.engine == "function" else None
        with self._making:
            if of not in self._engines:
                self._engines[of] = open_engine(self._settings)
            return self._engines[of]


def open_engine(settings):
    """An engine as the application makes it; it connects when it is asked for a connection."""
    environment = os.environ
    url = URL.create(
        "postgresql+psycopg2",
        username=environment["POOLPROOF_USER"],
        password=environment["POOLPROOF_PASSWORD"],
        host=environment["POOLPROOF_HOST"],
        port=int(environment["POOLPROOF_PORT"]),
        database=environment["POOLPROOF_DATABASE"],
    )
    return create_engine(
        url,
        poolclass=getattr(pool, settings.poolclass),
        connect_args={"application_name": environment["POOLPROOF_NAME"], **settings.of_driver},
        **settings.of_pool,
    )


def profile(settings):
    """What SQLAlchemy makes of the settings: read from an engine of its own, which opens nothing."""
    its = open_engine(settings).pool
    queue = isinstance(its, pool.QueuePool)
    timers = []
    effective = {"engine": settings.engine, "poolclass": type(its).__name__, "pool_pre_ping": _word(its._pre_ping)}
    if queue:
        effective["pool_size"] = str(its.size())
        effective["max_overflow"] = str(its._max_overflow)
        effective["pool_timeout"] = str(round(its._timeout * 1000))
        timers.append({"setting": "pool_timeout", "kind": "gives-up", "ms": its._timeout * 1000})
    if its._recycle > -1:
        effective["pool_recycle"] = str(round(its._recycle * 1000))
        timers.append({"setting": "pool_recycle", "kind": "ends", "ms": its._recycle * 1000})
    return {
        "runtime": f"python {platform.python_version()}",
        "pool": {"name": "sqlalchemy", "version": sqlalchemy.__version__},
        "driver": {"name": "psycopg2", "version": psycopg2.__version__.split()[0]},
        "pool-size": its.size() + its._max_overflow if queue else 1,
        "effective": effective,
        "timers": timers,
    }


def _word(flag):
    return "true" if flag else "false"


def main():
    if os.environ["POOLPROOF_ENGINE"] != "postgresql":
        decline("unavailable", f"it speaks postgresql only, not {os.environ['POOLPROOF_ENGINE']}")
    try:
        settings = Settings(os.environ["POOLPROOF_SETTINGS"])
        itself = profile(settings)
    except (BadSetting, TypeError, sqlalchemy.exc.ArgumentError) as error:
        decline("refused", str(error))
    report("ready", protocol=1, **itself)
    application = Application(settings)
    for command in commands():
        threading.Thread(target=application.run, args=(command,), daemon=True).start()
    threading.Timer(CLOSES_WITHIN_SECONDS, os._exit, (0,)).start()
    application.close()
    os._exit(0)


main()
