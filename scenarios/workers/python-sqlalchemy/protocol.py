"""The worker's side of Poolproof's protocol: see docs/workers.md."""

import json
import sys
import threading

# Standard output belongs to the protocol.
_reports = sys.stdout
sys.stdout = sys.stderr
_one_at_a_time = threading.Lock()


def report(kind, **fields):
    """Writes one report."""
    line = json.dumps({"report": kind, **fields})
    with _one_at_a_time:
        _reports.write(line + "\n")
        _reports.flush()


def decline(kind, reason):
    """Says why there will be no worker, and ends."""
    report(kind, reason=reason)
    sys.exit(0)


def commands():
    """The commands, one by one, until there are no more.

    Whoever waits here does nothing else, and no other thread has a timer: so a freeze needs no
    answer but that it is expected.
    """
    for line in sys.stdin:
        command = json.loads(line)
        if command["command"] == "ping":
            report("pong")
        elif command["command"] == "freeze":
            report("freezing")
        elif command["command"] == "run":
            yield command
        else:
            raise ValueError(f'there is no command "{command["command"]}"')
