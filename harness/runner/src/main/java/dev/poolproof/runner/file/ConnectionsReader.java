package dev.poolproof.runner.file;

import dev.poolproof.model.fault.Connections;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads on which connections a fault acts: {@code first 5}, {@code from 10.0.0.7}. */
final class ConnectionsReader {
    private static final String EXAMPLE = "all, first 5, after first 5 or from 10.0.0.7";
    private static final Pattern FORM =
            Pattern.compile(
                    "all|(?<which>first|oldest) +(?<count>-?\\d+)|(?:(?<some>-?\\d+) +)?after +first +(?<before>-?\\d+)|from +(?<client>\\S+)");

    /** Addresses only: a name would be looked up, which may take long and differ by machine. */
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}|[0-9a-fA-F:.]*:.*");

    private ConnectionsReader() {}

    static @Nullable Connections read(Item item) {
        String text = item.text("a choice of connections", EXAMPLE);
        if (text == null) {
            return null;
        }
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            item.isNot("a choice of connections", EXAMPLE);
            return null;
        }
        String which = match.group("which");
        if (which != null) {
            return counted(item, which, match.group("count"));
        }
        String before = match.group("before");
        if (before != null) {
            return later(item, before, match.group("some"));
        }
        String client = match.group("client");
        return client == null ? new Connections.All() : from(item, client);
    }

    /** The path is there before any connection: none is the oldest then. */
    private static @Nullable Connections counted(Item item, String which, String digits) {
        if (which.equals("oldest")) {
            item.error(
                    item.seen() + " are none: the path is there before any connection",
                    "first " + digits);
            return null;
        }
        Integer count = Values.integer(item, digits);
        return count == null ? null : item.accepted(() -> new Connections.First(count));
    }

    private static @Nullable Connections later(Item item, String before, @Nullable String some) {
        Integer first = Values.integer(item, before);
        Integer count = some == null ? Integer.MAX_VALUE : Values.integer(item, some);
        return first == null || count == null
                ? null
                : item.accepted(() -> new Connections.AfterFirst(first, count));
    }

    private static @Nullable Connections from(Item item, String client) {
        try {
            if (ADDRESS.matcher(client).matches()) {
                return new Connections.From(InetAddress.getByName(client));
            }
        } catch (UnknownHostException e) {
            // Has colons and is no IPv6 address; said below, as of every other text.
        }
        item.error(Item.quoted(client) + " is not an IP address", "from 10.0.0.7 or from ::1");
        return null;
    }
}
