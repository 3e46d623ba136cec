package dev.poolproof.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Status codes and bodies, as Toxiproxy's api.go has them. */
class StatusTest extends EchoBehindApi {
    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "POST|/proxies|{'upstream':'a:1'}|400|missing required field: name",
                "POST|/proxies|{'name':'x'}|400|missing required field: upstream",
                "POST|/proxies|null|400|missing required field: name",
                "POST|/proxies||400|bad request body: EOF",
                "POST|/proxies|{'name':5,'upstream':'a:1'}|400"
                        + "|bad request body: name: was 5, write a string",
                "POST|/proxies|{'name':'db','upstream':'a:1'}|409|proxy already exists",
                "GET|/proxies/none||404|proxy not found",
                "PATCH|/proxies/none|{}|404|proxy not found",
                "DELETE|/proxies/none||404|proxy not found",
                "GET|/proxies/none/toxics||404|proxy not found",
                "POST|/proxies/none/toxics|{}|404|proxy not found",
                "GET|/proxies/db/toxics/none||404|toxic not found",
                "PATCH|/proxies/db/toxics/none|nonsense|404|toxic not found",
                "DELETE|/proxies/db/toxics/none||404|toxic not found",
                "POST|/proxies/db/toxics|{'type':'latency','stream':'sideways'}|400"
                        + "|stream was invalid, can be either upstream or downstream",
                "POST|/proxies/db/toxics|{'type':'latency','name':'there'}|409|toxic already exists",
                "POST|/proxies/db/toxics|{'type':'latency','toxicity':2}|400"
                        + "|bad request body: toxicity: was 2.0, write a number from 0 to 1",
                "POST|/proxies/db/toxics|{'type':'latency','attributes':{'latency':'1s'}}|400"
                        + "|bad request body: latency: was '1s', write a whole number of millis,"
                        + " 31536000000 or less",
                "POST|/proxies/db/toxics|{'type':'latency','attributes':{'latency':-1}}|400"
                        + "|bad request body: latency must not be negative, was -1ms",
                "PATCH|/proxies/db/toxics/there|{'toxicity':'all'}|400"
                        + "|bad request body: toxicity: was 'all', write a number",
            })
    void errorsAreToxiproxys(String method, String path, String body, int status, String error)
            throws Exception {
        control.proxy("db", echo.address());
        control.send("POST", "/proxies/db/toxics", "{'type':'latency','name':'there'}");

        HttpResponse<String> answer = control.send(method, path, body == null ? "" : body);

        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode told = Json.parse(answer.body());
        assertThat(told.path("error").asText().replace('"', '\'')).isEqualTo(error);
        assertThat(told.path("status").asInt()).isEqualTo(status);
        assertThat(answer.headers().firstValue("X-Toxiproxy-Request-Id")).isPresent();
    }

    @Test
    void anUnknownTypeIsAnsweredWithTheKnownOnes() throws Exception {
        control.proxy("db", echo.address());

        HttpResponse<String> answer =
                control.send("POST", "/proxies/db/toxics", "{'type':'idle-dropp'}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid toxic type", "idle-drop", "nat-gateway");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404",
        "GET, /nothing, 404",
        "GET, /proxies/, 404",
        "GET, /proxies/%2F, 404",
        "GET, /proxies/%zz, 404",
        "DELETE, /proxies, 405",
        "GET, /reset, 405",
        "HEAD, /version, 405",
        "GET, /version, 200",
        "GET, /metrics, 200",
        "POST, /reset, 204",
    })
    void pathsAndMethodsAreToldApart(String method, String path, int status) throws Exception {
        try (Socket socket = Echo.connect(HostPort.print(server.address()))) {
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.0\r\n\r\n").getBytes(UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void aBrowserIsRefused() throws Exception {
        HttpResponse<String> answer =
                control.with("User-Agent", "Mozilla/5.0").send("GET", "/version", "");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("User agent not allowed\n");
    }

    @Test
    void aProxyIsShownAsToxiproxyShowsIt() throws Exception {
        HttpResponse<String> answer =
                control.send(
                        "POST",
                        "/proxies",
                        "{'Name':'db','LISTEN':'localhost:0','upstream':'%s','enabled':false}"
                                .formatted(echo.address()));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body())
                .isEqualTo(
                        "{'name':'db','listen':'localhost:0','upstream':'%s','enabled':false,'toxics':[]}"
                                .formatted(echo.address())
                                .replace('\'', '"'));
        assertThat(control.json("GET", "/proxies", "").path("db").path("name").asText())
                .isEqualTo("db");
    }

    @Test
    void aToxicIsNamedAndShownAsToxiproxyDoes() throws Exception {
        control.proxy("db", echo.address());

        HttpResponse<String> answer =
                control.send(
                        "POST",
                        "/proxies/db/toxics",
                        "{'type':'latency','stream':'UPSTREAM','unknown':1,"
                                + "'attributes':{'Latency':100,'unknown':2}}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().replace('"', '\''))
                .isEqualTo(
                        "{'attributes':{'latency':100,'jitter':0},'name':'latency_upstream',"
                                + "'type':'latency','stream':'upstream','toxicity':1}");
    }

    @Test
    void anUpdateChangesOnlyWhatItSays() throws Exception {
        String listen = control.proxy("db", echo.address());
        control.send(
                "POST",
                "/proxies/db/toxics",
                "{'type':'latency','name':'l','attributes':{'latency':100,'jitter':7}}");

        JsonNode toxic =
                control.json(
                        "PATCH",
                        "/proxies/db/toxics/l",
                        "{'name':'m','attributes':{'latency':5},'toxicity':0.5}");
        JsonNode proxy = control.json("PATCH", "/proxies/db", "{'enabled':false}");

        assertThat(toxic.path("name").asText()).isEqualTo("l");
        assertThat(toxic.path("attributes").toString().replace('"', '\''))
                .isEqualTo("{'latency':5,'jitter':7}");
        assertThat(toxic.path("toxicity").asDouble()).isEqualTo(0.5);
        assertThat(proxy.path("listen").asText()).isEqualTo(listen);
        assertThat(proxy.path("upstream").asText()).isEqualTo(echo.address());
        assertThat(proxy.path("toxics")).hasSize(1);
    }

    @Test
    void toxicsAreListedUpstreamFirst() throws Exception {
        control.proxy("db", echo.address());
        for (String stream : new String[] {"downstream", "upstream", "downstream"}) {
            control.send(
                    "POST",
                    "/proxies/db/toxics",
                    "{'type':'latency','stream':'%s','name':'%s'}"
                            .formatted(stream, stream + System.nanoTime()));
        }

        assertThat(control.json("GET", "/proxies/db/toxics", "").findValuesAsText("stream"))
                .containsExactly("upstream", "downstream", "downstream");
    }

    @Test
    void anAddressThatIsTakenIsAnError() throws Exception {
        String taken = control.proxy("db", echo.address());

        HttpResponse<String> answer =
                control.send(
                        "POST",
                        "/proxies",
                        "{'name':'other','listen':'%s','upstream':'%s'}"
                                .formatted(taken, echo.address()));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("listen tcp " + taken + ": bind: address already in use");
        assertThat(control.send("GET", "/proxies/other", "").statusCode()).isEqualTo(404);
    }

    @Test
    void populateMakesReplacesAndKeeps() throws Exception {
        String all =
                "[{'name':'a','listen':'localhost:%s','upstream':'%s'},"
                        + "{'name':'b','upstream':'%s','enabled':false}]";
        String listen = control.proxy("a", echo.address());
        control.send("POST", "/proxies/a/toxics", "{'type':'latency'}");
        String port = listen.substring(listen.lastIndexOf(':') + 1);

        HttpResponse<String> same =
                control.send(
                        "POST", "/populate", all.formatted(port, echo.address(), echo.address()));

        assertThat(same.statusCode()).isEqualTo(201);
        assertThat(Json.parse(same.body()).path("proxies").path(0).path("toxics"))
                .as("the proxy that is there already")
                .hasSize(1);

        JsonNode other =
                control.json("POST", "/populate", all.formatted(port, "a:1", echo.address()));

        assertThat(other.path("proxies").path(0).path("toxics")).isEmpty();
        assertThat(other.path("proxies").path(1).path("enabled").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "[{'name':'a','upstream':'b:1'},{'upstream':'b:1'}]"
                        + "|missing required field: name at proxy 2",
                "[{'name':'a'}]|missing required field: upstream at proxy 1",
                "{}|bad request body: the body: was {}, write an array [ ... ]",
            })
    void populateThatSaysSomethingWrongMakesNothing(String body, String error) throws Exception {
        HttpResponse<String> answer = control.send("POST", "/populate", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.parse(answer.body()).path("error").asText()).isEqualTo(error);
        assertThat(Json.parse(answer.body()).path("proxies").isNull()).isTrue();
        assertThat(control.json("GET", "/proxies", "")).isEmpty();
    }

    @Test
    void aFileOfProxiesIsRead() throws Exception {
        Path file = directory.resolve("toxiproxy.json");
        Files.writeString(
                file,
                "[{\"name\":\"db\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"%s\",\"enabled\":true}]"
                        .formatted(echo.address()));

        assertThat(server.populate(file)).singleElement().asString().startsWith("db on 127.0.0.1:");

        Files.writeString(file, "[{\"name\":\"db\"}]");
        assertThatThrownBy(() -> server.populate(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("toxiproxy.json: missing required field: upstream");
    }
}
