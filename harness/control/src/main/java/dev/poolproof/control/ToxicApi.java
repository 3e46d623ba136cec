package dev.poolproof.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers what is asked of the toxics of a proxy. */
final class ToxicApi {
    private final Proxies proxies;
    private final ToxicForm form;

    ToxicApi(Proxies proxies, ToxicForm form) {
        this.proxies = proxies;
        this.form = form;
    }

    Answer index(Request request) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        proxy(request).toxics().forEach(toxic -> all.add(form.write(toxic)));
        return Answer.json(200, all);
    }

    Answer create(Request request) {
        ManagedProxy proxy = proxy(request);
        Toxic toxic = form.read(Json.parseObject(request.body()));
        proxy.add(toxic);
        return Answer.json(200, form.write(toxic));
    }

    Answer show(Request request) {
        return Answer.json(200, form.write(proxy(request).toxic(request.variable("toxic"))));
    }

    Answer update(Request request) {
        ManagedProxy proxy = proxy(request);
        String name = request.variable("toxic");
        proxy.toxic(name); // Toxiproxy looks for it before it reads the body
        ObjectNode given = Json.parseObject(request.body());
        Toxic changed = proxy.change(name, before -> form.change(before, given));
        return Answer.json(200, form.write(changed));
    }

    Answer delete(Request request) {
        proxy(request).remove(request.variable("toxic"));
        return Answer.empty(204);
    }

    private ManagedProxy proxy(Request request) {
        return proxies.get(request.variable("proxy"));
    }
}
