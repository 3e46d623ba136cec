package dev.poolproof.control;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Toxiproxy's API, with what we add to it. Thread-safe; answers may take a while. */
final class Api {
    /** Whose API this is. */
    static final String TOXIPROXY = "2.12.0";

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final ProxyMeters meters;
    private final ProxyApi proxies;
    private final Router router;

    Api(Proxies collection, ProxyMeters meters) {
        ToxicForm form = new ToxicForm();
        this.meters = meters;
        this.proxies = new ProxyApi(collection, form);
        this.router =
                router(proxies, new ToxicApi(collection, form), new ConnectionApi(collection));
    }

    /** What {@code request} is answered; whatever fails is answered too. */
    Answer answer(Request request) {
        Answer answer;
        try {
            answer = router.answer(request);
        } catch (ApiError e) {
            answer = Answer.error(e);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.method(), request.path(), e);
            answer = Answer.error(new ApiError(500, "poolproof broke: " + e));
        }
        meters.answered(answer.status());
        return answer;
    }

    /**
     * Makes the proxies of a file in Toxiproxy's form.
     *
     * @throws ApiError if they cannot be made
     */
    void populate(String json, List<ManagedProxy> made) {
        proxies.populate(json, made);
    }

    private Router router(ProxyApi proxy, ToxicApi toxic, ConnectionApi connection) {
        String one = "/proxies/:proxy";
        return new Router()
                .on("/reset", proxy::reset, "POST")
                .on("/proxies", proxy::index, "GET")
                .on("/proxies", proxy::create, "POST")
                .on("/populate", proxy::populate, "POST")
                .on(one, proxy::show, "GET")
                .on(one, proxy::update, "POST", "PATCH")
                .on(one, proxy::delete, "DELETE")
                .on(one + "/toxics", toxic::index, "GET")
                .on(one + "/toxics", toxic::create, "POST")
                .on(one + "/toxics/:toxic", toxic::show, "GET")
                .on(one + "/toxics/:toxic", toxic::update, "POST", "PATCH")
                .on(one + "/toxics/:toxic", toxic::delete, "DELETE")
                .on(one + "/connections", connection::index, "GET")
                .on(one + "/connections/:connection", connection::delete, "DELETE")
                .on("/version", request -> version(), "GET")
                .on("/metrics", request -> metrics());
    }

    private static Answer version() {
        return new Answer(
                200, "application/json;charset=utf-8", "{\"version\": \"" + TOXIPROXY + "\"}\n");
    }

    private Answer metrics() {
        return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", meters.scrape());
    }
}
