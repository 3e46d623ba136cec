"""The settings that a candidate may give this worker."""

import json

TIMES = {"pool_timeout", "pool_recycle"}
COUNTS = {"pool_size", "max_overflow"}
FLAGS = {"pool_pre_ping", "pool_use_lifo"}
WORDS = {"engine": ("service", "function"), "poolclass": ("QueuePool", "NullPool")}

# What libpq calls them; its times are whole seconds.
KEEPALIVE = {
    "keepalive.idle": ("keepalives_idle", 1000),
    "keepalive.interval": ("keepalives_interval", 1000),
    "keepalive.count": ("keepalives_count", 1),
}


class BadSetting(Exception):
    """What a setting is not."""


class Settings:
    """Settings as create_engine takes them; times are in seconds of the wall clock."""

    def __init__(self, text):
        self.engine = "service"
        self.poolclass = "QueuePool"
        self.of_pool = {}
        self.of_driver = {}
        for name, value in json.loads(text).items():
            self._read(name, value)

    def _read(self, name, value):
        if name in WORDS:
            if value not in WORDS[name]:
                raise BadSetting(f'{name} must be one of {", ".join(WORDS[name])}, was "{value}"')
            setattr(self, name, value)
        elif name in KEEPALIVE:
            driver, unit = KEEPALIVE[name]
            self.of_driver[driver] = round(float(value) / unit)
        elif name in TIMES:
            if not isinstance(value, (int, float)):
                raise BadSetting(f'{name} must be a time with its unit, was "{value}"')
            self.of_pool[name] = value / 1000
        elif name in COUNTS:
            if not value.isdecimal():
                raise BadSetting(f'{name} must be a whole number, was "{value}"')
            self.of_pool[name] = int(value)
        elif name in FLAGS:
            if value not in ("true", "false"):
                raise BadSetting(f'{name} must be true or false, was "{value}"')
            self.of_pool[name] = value == "true"
        else:
            known = ", ".join(sorted(TIMES | COUNTS | FLAGS | WORDS.keys()))
            raise BadSetting(f"{name} is not known; known are {known}")
