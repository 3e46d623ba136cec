package dev.poolproof.control;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address as Go writes it: {@code localhost:5432}, {@code [::1]:80}, {@code :80} for all
 * addresses of the machine.
 *
 * @param host empty for all addresses
 */
record HostPort(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:\\[(?<v6>[^\\]]*)\\]|(?<host>[^:\\[\\]]*)):(?<port>\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    /**
     * Reads {@code text}, which stands under {@code key}.
     *
     * @throws ApiError if it has another form
     */
    static HostPort parse(String key, String text) {
        Matcher match = FORM.matcher(text);
        if (match.matches() && Integer.parseInt(match.group("port")) <= LAST_PORT) {
            String v6 = match.group("v6");
            return new HostPort(
                    v6 == null ? match.group("host") : v6, Integer.parseInt(match.group("port")));
        }
        throw ApiError.wrong(key, Json.shown(text), "host:port, such as \"127.0.0.1:5432\"");
    }

    /** As it was written. */
    String text() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** {@code address} as Go prints it. */
    static String print(InetSocketAddress address) {
        return NetUtil.toSocketAddressString(address);
    }

    /** To connect to, a name looked up when it is done; Go takes no host for this machine. */
    InetSocketAddress toConnect() {
        InetAddress literal = literal();
        if (host.isEmpty()) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }
        return literal == null
                ? InetSocketAddress.createUnresolved(host, port)
                : new InetSocketAddress(literal, port);
    }

    /**
     * To listen on, looked up now.
     *
     * @throws ApiError if the name is not known
     */
    InetSocketAddress toListen() {
        if (host.isEmpty()) {
            return new InetSocketAddress(port);
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new ApiError(500, "listen tcp: lookup " + Json.shown(host) + ": no such host");
        }
        return address;
    }

    private @Nullable InetAddress literal() {
        return NetUtil.createInetAddressFromIpAddressString(host);
    }
}
