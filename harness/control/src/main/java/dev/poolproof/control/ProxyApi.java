package dev.poolproof.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.poolproof.control.ManagedProxy.State;
import dev.poolproof.control.Proxies.Wanted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Answers what is asked of proxies. */
final class ProxyApi {
    private final Proxies proxies;
    private final ToxicForm toxics;

    ProxyApi(Proxies proxies, ToxicForm toxics) {
        this.proxies = proxies;
        this.toxics = toxics;
    }

    Answer index(Request request) {
        ObjectNode all = Json.object();
        proxies.all().forEach(proxy -> all.set(proxy.name(), write(proxy)));
        return Answer.json(200, all);
    }

    Answer create(Request request) {
        Wanted wanted = wanted(Json.parseObject(request.body()), "");
        return Answer.json(201, write(proxies.add(wanted)));
    }

    Answer show(Request request) {
        return Answer.json(200, write(proxies.get(request.variable("proxy"))));
    }

    Answer update(Request request) {
        ManagedProxy proxy = proxies.get(request.variable("proxy"));
        ObjectNode given = Json.parseObject(request.body());
        State before = proxy.state();
        proxy.update(
                Json.text(given, "listen", before.listen()),
                Json.text(given, "upstream", before.upstream()),
                Json.truth(given, "enabled", before.enabled()));
        return Answer.json(200, write(proxy));
    }

    Answer delete(Request request) {
        proxies.remove(request.variable("proxy"));
        return Answer.empty(204);
    }

    /** Without error all, else those before the one that failed and what failed. */
    Answer populate(Request request) {
        List<ManagedProxy> made = new ArrayList<>();
        ObjectNode body = Json.object();
        int status = 201;
        try {
            populate(request.body(), made);
        } catch (ApiError e) {
            status = e.status();
            body = Answer.body(e);
        }
        ArrayNode shown = body.arrayNode();
        made.forEach(proxy -> shown.add(write(proxy)));
        body.set("proxies", shown.isEmpty() && status != 201 ? body.nullNode() : shown);
        return Answer.json(status, body);
    }

    /** Makes the proxies that {@code json}, an array, describes, and adds them to {@code made}. */
    void populate(String json, List<ManagedProxy> made) {
        JsonNode given = Json.parse(json);
        if (!given.isArray() && !given.isNull()) {
            throw ApiError.wrong("the body", Json.shown(given), "an array [ ... ]");
        }
        List<Wanted> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode each : given) {
            String at = " at proxy " + (all.size() + 1);
            Wanted wanted = wanted(Json.asObject("proxy" + at, each), at);
            if (!names.add(wanted.name())) {
                throw ApiError.wrong("name" + at, Json.shown(wanted.name()), "each name once");
            }
            all.add(wanted);
        }
        all.forEach(wanted -> made.add(proxies.addOrReplace(wanted)));
    }

    /** Starts all, and takes all toxics off. */
    Answer reset(Request request) {
        proxies.all().forEach(ManagedProxy::reset);
        return Answer.empty(204);
    }

    private static Wanted wanted(ObjectNode given, String at) {
        String name = Json.text(given, "name", "");
        String upstream = Json.text(given, "upstream", "");
        if (name.isEmpty()) {
            throw ApiError.missing("name" + at);
        }
        if (upstream.isEmpty()) {
            throw ApiError.missing("upstream" + at);
        }
        return new Wanted(
                name, Json.text(given, "listen", ""), upstream, Json.truth(given, "enabled", true));
    }

    private ObjectNode write(ManagedProxy proxy) {
        State state = proxy.state();
        ObjectNode written =
                Json.object()
                        .put("name", state.name())
                        .put("listen", state.listen())
                        .put("upstream", state.upstream())
                        .put("enabled", state.enabled());
        ArrayNode shown = written.putArray("toxics");
        state.toxics().forEach(toxic -> shown.add(toxics.write(toxic)));
        return written;
    }
}
