package dev.poolproof.http.alb;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the load balancer changes of the heads that it passes on. */
final class Heads {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private static final List<CharSequence> OF_ONE_CONNECTION =
            List.of(
                    HttpHeaderNames.CONNECTION,
                    HttpHeaderNames.TE,
                    HttpHeaderNames.UPGRADE,
                    "Keep-Alive",
                    "Proxy-Connection");

    private Heads() {}

    /** A client's request for the target: HTTP/1.1 over a connection that is kept. */
    static void toTarget(HttpRequest request, Channel client) {
        InetSocketAddress from = (InetSocketAddress) client.remoteAddress();
        InetSocketAddress to = (InetSocketAddress) client.localAddress();
        strip(request);
        HttpHeaders headers = request.headers();
        headers.remove(HttpHeaderNames.EXPECT);
        @Nullable String before = headers.get(FORWARDED_FOR);
        String address = from.getAddress().getHostAddress();
        headers.set(FORWARDED_FOR, before == null ? address : before + ", " + address);
        headers.set("X-Forwarded-Proto", "http");
        headers.set("X-Forwarded-Port", to.getPort());
        if (!headers.contains(HttpHeaderNames.HOST)) {
            headers.set(HttpHeaderNames.HOST, to.getHostString());
        }
    }

    /** Takes off what is said to one connection only. */
    static void strip(HttpMessage head) {
        head.setProtocolVersion(HttpVersion.HTTP_1_1);
        OF_ONE_CONNECTION.forEach(head.headers()::remove);
    }
}
