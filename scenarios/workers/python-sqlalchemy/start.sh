# Starts the worker with the first Python that has its packages: that of the PATH, or the system's own.
wanted='import sys; from importlib.util import find_spec; sys.exit(not all(map(find_spec, ("sqlalchemy", "psycopg2"))))'
for python in python3 /usr/bin/python3; do
    if "$python" -c "$wanted" 2>/dev/null; then
        exec "$python" -B worker.py
    fi
done
echo '{"report":"unavailable","reason":"no Python 3 here has both sqlalchemy and psycopg2"}'
