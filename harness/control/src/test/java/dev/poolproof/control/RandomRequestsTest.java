package dev.poolproof.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Requests drawn by chance, most of them half right. More of them with {@code
 * -Dpoolproof.fuzz.requests=100000}, others with {@code -Dpoolproof.fuzz.seed}.
 */
class RandomRequestsTest {
    private static final int REQUESTS = Integer.getInteger("poolproof.fuzz.requests", 2_000);
    private static final long SEED = Long.getLong("poolproof.fuzz.seed", 20_261_122L);
    private static final List<String> METHODS =
            List.of("GET", "POST", "POST", "POST", "PATCH", "PATCH", "DELETE", "PUT");
    private static final List<String> SCRAPS =
            List.of(
                    "0",
                    "1",
                    "-1",
                    "5",
                    "1e400",
                    "0.5",
                    "9223372036854775807",
                    "null",
                    "true",
                    "'x'",
                    "''",
                    "'a'",
                    "'1s'",
                    "'rst-both'",
                    "'upstream'",
                    "'both'",
                    "[]",
                    "{}",
                    "[1,2]",
                    "['data']",
                    "{'first':1}",
                    "{'after':'1s'}",
                    "{'at':{'moment':'query'," + "'nth':1}}",
                    "'all'",
                    "'127.0.0.1:0'",
                    "'localhost:0'",
                    "'nowhere'",
                    "'[::1'",
                    "{",
                    "]",
                    "'\\ud800'",
                    "'100000h'");
    private static final List<String> KEYS =
            List.of(
                    "name",
                    "listen",
                    "upstream",
                    "enabled",
                    "type",
                    "stream",
                    "toxicity",
                    "attributes",
                    "connections",
                    "from",
                    "latency",
                    "jitter",
                    "after",
                    "then",
                    "refreshed-by",
                    "rate",
                    "timeout",
                    "bytes");

    /** Where a toxic acts: right by itself, and wrong with some types. */
    private static final List<String> SCOPES =
            List.of(
                    "'stream':'upstream'",
                    "'stream':'both'",
                    "'toxicity':0.5",
                    "'toxicity':0",
                    "'from':{'after':'1s'}",
                    "'from':{'after-bytes':1}",
                    "'from':{'at':{'moment':'query','nth':1}}",
                    "'connections':{'first':1}",
                    "'connections':{'oldest':2}",
                    "'connections':{'next':1}");

    private final Random random = new Random(SEED);
    private final List<String> types = List.copyOf(new ToxicTypes().names());

    @Test
    void noRequestBreaksTheServerOrTheProxies() throws Exception {
        try (Echo echo = new Echo();
                ControlServer server = ControlServer.start(ControlOptions.loopback(SEED))) {
            Control control = Control.of(server);
            String listen = control.proxy("steady", echo.address());
            try (Socket steady = Echo.connect(listen)) {
                for (int i = 0; i < REQUESTS; i++) {
                    send(control, i);
                    if (i % 200 == 0) {
                        assertThat(Echo.echoes(steady)).as("data after request " + i).isTrue();
                    }
                }
            }

            control.send("POST", "/reset", "");

            assertThat(control.send("GET", "/version", "").statusCode()).isEqualTo(200);
            try (Socket after = Echo.connect(listen)) {
                assertThat(Echo.echoes(after)).isTrue();
            }
        }
    }

    private void send(Control control, int number) throws IOException, InterruptedException {
        String method = one(METHODS);
        String path = path();
        String body = method.equals("GET") ? "" : body(path);
        HttpResponse<String> answer = control.send(method, path, body);

        assertThat(answer.body())
                .as("request %d of seed %d: %s %s %s", number, SEED, method, path, body)
                .doesNotContain("poolproof broke");
        assertThat(answer.statusCode()).isBetween(200, 500);
    }

    private String path() {
        String proxy = one(List.of("a", "b", "c", "%20", "%2f", "none"));
        String toxic = one(List.of("a", "x", "latency_downstream", "none"));
        return one(
                List.of(
                        "/proxies",
                        "/proxies",
                        "/populate",
                        "/proxies/" + proxy,
                        "/proxies/" + proxy + "/toxics",
                        "/proxies/" + proxy + "/toxics",
                        "/proxies/a/toxics",
                        "/proxies/b/toxics",
                        "/proxies/c/toxics",
                        "/proxies/" + proxy + "/toxics/" + toxic,
                        "/proxies/" + proxy + "/connections",
                        "/proxies/" + proxy + "/connections/" + random.nextInt(3),
                        "/version",
                        "/metrics",
                        "/nothing/" + random.nextInt()));
    }

    private String body(String path) {
        if (random.nextInt(3) == 0) {
            return scrap(0);
        }
        if (path.endsWith("toxics")) {
            return random.nextBoolean()
                    ? "{'type':'%s',%s}".formatted(one(types), one(SCOPES))
                    : "{'type':'%s','name':%s,'attributes':%s,%s:%s}"
                            .formatted(one(types), scrap(9), object(1), key(), scrap(1));
        }
        String proxy =
                "{'name':'%s','listen':'127.0.0.1:0','upstream':'127.0.0.1:9',%s:%s}"
                        .formatted(one(List.of("a", "b", "c")), key(), scrap(2));
        return path.equals("/populate") ? "[" + proxy + "]" : proxy;
    }

    private String scrap(int depth) {
        return depth < 3 && random.nextInt(3) == 0 ? object(depth + 1) : one(SCRAPS);
    }

    private String object(int depth) {
        StringBuilder text = new StringBuilder("{");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(key()).append(':').append(scrap(depth)).append(i > 1 ? "," : "");
        }
        return text.append('}').toString();
    }

    private String key() {
        return "'" + one(KEYS) + "'";
    }

    private <T> T one(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
