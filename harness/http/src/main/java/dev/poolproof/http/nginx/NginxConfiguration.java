package dev.poolproof.http.nginx;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes an {@code nginx.conf} for one origin, with all paths relative to nginx's prefix. */
public final class NginxConfiguration {
    /**
     * {@code proxy_temp} has the levels that nginx is compiled with. One worker, so that its
     * temporary files are counted in the order of requests.
     */
    private static final String TEXT =
            """
            worker_processes 1;
            pid %7$s;
            error_log %1$s warn;
            events { worker_connections 512; }
            http {
              default_type application/octet-stream;
              log_format poolproof '"$request" $status $body_bytes_sent upstream $upstream_status "$request_completion"';
              access_log %2$s poolproof;
              client_body_temp_path client_body_temp;
              proxy_temp_path proxy_temp 1 2;
              proxy_cache_path cache keys_zone=cache:1m;
              fastcgi_temp_path fastcgi_temp;
              uwsgi_temp_path uwsgi_temp;
              scgi_temp_path scgi_temp;
              upstream origin { server %3$s; %4$s }
              server {
                listen %5$s;
                server_name "";
            %6$s
                location / { proxy_pass http://origin; }
              }
            }
            """;

    /** What is put in {@code upstream}, where some have a name that others have in a server. */
    private static final Map<String, String> OF_UPSTREAM =
            new TreeMap<>(
                    Map.of(
                            "keepalive", "keepalive",
                            "upstream_keepalive_requests", "keepalive_requests",
                            "upstream_keepalive_timeout", "keepalive_timeout"));

    private NginxConfiguration() {}

    /** A configuration with its logs in files, for nginx of this machine. */
    static String ofFiles(
            NginxSettings settings, InetSocketAddress listen, InetSocketAddress origin) {
        return text(
                "logs/error.log", "logs/access.log", "logs/nginx.pid", settings, listen, origin);
    }

    /** A configuration with its logs on the standard streams, for nginx of an image. */
    public static String ofStreams(
            NginxSettings settings, InetSocketAddress listen, InetSocketAddress origin) {
        return text("stderr", "/dev/stdout", "/run/nginx.pid", settings, listen, origin);
    }

    private static String text(
            String errorLog,
            String accessLog,
            String pid,
            NginxSettings settings,
            InetSocketAddress listen,
            InetSocketAddress origin) {
        Map<String, String> directives = settings.directives();
        return TEXT.formatted(
                errorLog,
                accessLog,
                hostAndPort(origin),
                OF_UPSTREAM.entrySet().stream()
                        .filter(each -> directives.containsKey(each.getKey()))
                        .map(each -> each.getValue() + " " + directives.get(each.getKey()) + ";")
                        .collect(Collectors.joining(" ")),
                hostAndPort(listen) + " " + directives.getOrDefault("listen", ""),
                directives.entrySet().stream()
                        .filter(each -> !OF_UPSTREAM.containsKey(each.getKey()))
                        .filter(each -> !each.getKey().equals("listen"))
                        .map(each -> "    " + each.getKey() + " " + each.getValue() + ";")
                        .collect(Collectors.joining("\n")),
                pid);
    }

    /** Never by name: localhost may be two addresses, of which nginx would make two servers. */
    private static String hostAndPort(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
