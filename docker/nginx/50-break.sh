#!/bin/sh
# Spoils the temporary files of nginx in a container of the official image, as an incident did.
#   50-break.sh BREAKAGE    now, in a container that runs
#   50-break.sh repair      undoes it, without a restart
# In /docker-entrypoint.d it does what the variable BREAKAGE says. What nginx would mend when it starts is
# done as soon as it has:
#   docker run --rm --network host -e BREAKAGE=proxy-temp-denied \
#       -v "$PWD/nginx.conf:/etc/nginx/nginx.conf:ro" -v "$PWD/50-break.sh:/docker-entrypoint.d/50-break.sh:ro" nginx:1.26
# CACHE is where the temporary files are, CLIENT_BODY the one of request bodies.
set -eu
: "${CACHE:=/var/cache/nginx}" "${CLIENT_BODY:=client_body_temp}"

stale() { # the user was changed: what is within is still another's
    mkdir -p "$CACHE/proxy_temp"
    for digit; do mkdir -p -m 700 "$CACHE/proxy_temp/$digit"; chown root "$CACHE/proxy_temp/$digit"; done
}

full() { # but for 64 KB. Never a disk that others use; this makes one:
    # docker run --tmpfs /var/cache/nginx/proxy_temp:size=32m,mode=0700
    disk="$CACHE/proxy_temp"
    block=$(stat -f -c %S "$disk")
    if [ $(($(stat -f -c %b "$disk") * block)) -gt $((32 << 20)) ]; then
        echo "$0: $disk is on a file system of more than 32 MB, which is not filled" >&2
        exit 2
    fi
    head -c $(($(stat -f -c %a "$disk") * block - 65536)) /dev/zero >"$disk/ballast"
}

break_now() {
    case "$1" in
        none) ;;
        proxy-temp-denied) chmod 000 "$CACHE/proxy_temp" ;;
        proxy-temp-read-only) chmod 500 "$CACHE/proxy_temp" ;;
        proxy-temp-missing) rm -r "$CACHE/proxy_temp" ;;
        proxy-temp-stale) stale 0 1 2 3 4 5 6 7 8 9 ;;
        proxy-temp-stale-partly) stale 1 2 3 ;;
        proxy-temp-full) full ;;
        client-body-temp-denied) chmod 000 "$CACHE/$CLIENT_BODY" ;;
        repair)
            # What is well stays where it is, for requests that are served meanwhile.
            owner=$(stat -c %u:%g "$CACHE/$CLIENT_BODY")
            [ -d "$CACHE/proxy_temp" ] || mkdir -m 700 "$CACHE/proxy_temp"
            find "$CACHE/proxy_temp" -type d -exec chown "$owner" {} \; -exec chmod u+rwx {} \;
            rm -f "$CACHE/proxy_temp/ballast"
            chmod 700 "$CACHE/$CLIENT_BODY" ;;
        *) echo "$0: no breakage is called $1" >&2; exit 2 ;;
    esac
}

if [ $# -gt 0 ]; then
    break_now "$1"
elif [ -n "${BREAKAGE:-}" ]; then
    (
        while [ ! -s /run/nginx.pid ]; do sleep 0.1; done
        break_now "$BREAKAGE"
    ) &
fi
