package dev.poolproof.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.proxy.ConnectionState;

/** Answers what is asked of the connections of a proxy, which Toxiproxy does not know. */
final class ConnectionApi {
    private final Proxies proxies;

    ConnectionApi(Proxies proxies) {
        this.proxies = proxies;
    }

    Answer index(Request request) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        proxies.get(request.variable("proxy"))
                .connections()
                .forEach(connection -> all.add(write(connection)));
        return Answer.json(200, all);
    }

    /** Ends a connection, by {@code ?then=} as told. */
    Answer delete(Request request) {
        ManagedProxy proxy = proxies.get(request.variable("proxy"));
        Ending how = ending(request.parameter("then", Names.of(Ending.RST_BOTH)));
        if (!proxy.end(number(request.variable("connection")), how)) {
            throw new ApiError(404, "connection not found");
        }
        return Answer.empty(204);
    }

    private static Ending ending(String name) {
        try {
            return Names.parse(Ending.class, name);
        } catch (IllegalArgumentException e) {
            throw new ApiError(400, "then: " + e.getMessage());
        }
    }

    /** No connection has number 0. */
    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static ObjectNode write(ConnectionState connection) {
        ObjectNode written =
                Json.object()
                        .put("number", connection.number())
                        .put("client", HostPort.print(connection.client()))
                        .put("opened-at", Durations.print(connection.openedAt()))
                        .put("age", Durations.print(connection.age()))
                        .put("quiet", Durations.print(connection.quiet()))
                        .put("bytes-from-client", connection.bytesFromClient())
                        .put("bytes-from-server", connection.bytesFromServer())
                        .put("keepalives", connection.keepalives())
                        .put("timers", connection.timers());
        ArrayNode toxics = written.putArray("toxics");
        connection
                .hops()
                .forEach(
                        hop -> toxics.addObject().put("name", hop.hop()).put("state", hop.state()));
        return written;
    }
}
