#!/bin/sh
# Compares the proxy with others, and writes what comes out to results.md beside this script.
#
#   ROUNDS=5 WINDOW_MS=1200 CONNECTIONS=5000 REST_S=10   how much is measured
#   TOXIPROXY=FILE                                       the server of Toxiproxy, to be compared too
#   RESULTS=FILE                                         where the tables go instead
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../../..
target=$root/harness/proxy/target/bench
PATH=$PATH:/usr/sbin

command -v haproxy >/dev/null || { echo "haproxy is not installed" >&2; exit 2; }
connections=${CONNECTIONS:-5000}
# A client, a server, and what stands between with pipes where it splices.
if [ "$(ulimit -n)" -lt $((connections * 3)) ]; then
    ulimit -n $((connections * 3)) || { echo "too few open files are allowed" >&2; exit 2; }
fi

cd "$root"
mvn -q ${MAVEN_OPTIONS:-} -Pbench -pl harness/model,harness/proxy test-compile dependency:build-classpath \
    -Dmdep.includeScope=test -Dmdep.outputFile=target/bench/classpath
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java -cp "$target/test-classes:$target/classes:$(cat "$target/classpath")" dev.poolproof.proxy.bench.Compare \
    "${RESULTS:-$here/results.md}" "$work" "${ROUNDS:-5}" "${WINDOW_MS:-1200}" "$connections" "${REST_S:-10}"
