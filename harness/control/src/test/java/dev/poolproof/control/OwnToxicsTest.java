package dev.poolproof.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Fault;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What there is beyond Toxiproxy. */
class OwnToxicsTest extends EchoBehindApi {
    private static final String TOXICS = "/proxies/db/toxics";
    private static final Set<String> SAME_NAME_AS_TOXIPROXYS =
            Set.of("latency", "bandwidth", "timeout", "slicer");

    private String listen;

    @BeforeEach
    void openProxy() throws Exception {
        listen = control.proxy("db", echo.address());
    }

    @Test
    void aFaultIsAToxicOfItsNameInAFile() throws Exception {
        JsonNode made =
                control.json(
                        "POST",
                        TOXICS,
                        "{'type':'idle-drop','attributes':{'after':'350s',"
                                + "'then':'rst-both','refreshed-by':['keepalive','data']}}");

        JsonNode changed =
                control.json(
                        "PATCH",
                        TOXICS + "/idle-drop_downstream",
                        "{'attributes':{'after':'100ms'}}");

        assertThat(made.path("attributes").toString().replace('"', '\''))
                .isEqualTo(
                        "{'after':'5m50s','then':'rst-both','refreshed-by':['data','keepalive']}");
        assertThat(changed.path("attributes").toString().replace('"', '\''))
                .isEqualTo(
                        "{'after':'100ms','then':'rst-both','refreshed-by':['data','keepalive']}");
    }

    @Test
    void aFaultActs() throws Exception {
        try (Socket open = Echo.connect(listen)) {
            assertThat(Echo.echoes(open)).isTrue();

            control.send(
                    "POST",
                    TOXICS,
                    "{'type':'cut-after','attributes':{'after':'10ms','then':'rst-both'}}");

            assertThatThrownBy(() -> open.getInputStream().read())
                    .isInstanceOf(SocketException.class);
        }
        assertThat(control.send("GET", "/metrics", "").body())
                .contains("poolproof_proxy_faults_fired_total{proxy=\"db\"} 1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nat-gateway", "rds-proxy", "direct"})
    void aMiddleboxIsAToxicWithoutAttributes(String name) throws Exception {
        HttpResponse<String> made = control.send("POST", TOXICS, "{'type':'" + name + "'}");
        HttpResponse<String> wrong =
                control.send(
                        "POST",
                        TOXICS,
                        "{'name':'x','type':'" + name + "','attributes':{'after':'1s'}}");

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(Json.parse(made.body()).path("attributes")).isEmpty();
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("after", "write nothing");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'then':'rst-both'}|missing required field: after",
                "{'after':5,'then':'rst-both'}|bad request body: after: was 5, write a duration of"
                        + " a year or less, such as '250ms', '2s' or '1m30s'",
                "{'after':'5','then':'rst-both'}|bad request body: after: was '5', write a duration"
                        + " of a year or less, such as '250ms', '2s' or '1m30s'",
                "{'after':'0s','then':'rst-both'}"
                        + "|bad request body: after must be longer than zero, was 0s",
                "{'after':'5s','then':'rst'}"
                        + "|bad request body: then: was 'rst', write one of rst-both, fin-both",
                "{'after':'5s','then':'rst-both','than':1}"
                        + "|bad request body: 'than': was not known here, write one of after, then",
            })
    void aWrongAttributeIsNamedWithWhatToWrite(String attributes, String error) throws Exception {
        HttpResponse<String> answer =
                control.send(
                        "POST", TOXICS, "{'type':'cut-after','attributes':" + attributes + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.parse(answer.body()).path("error").asText().replace('"', '\''))
                .startsWith(error);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'connections':{'oldest':2}",
                "'connections':{'numbered':[3,20]}",
                "'connections':{'from':'127.0.0.1'}",
                "'from':{'after':'5s'}",
                "'from':{'after-bytes':1000}",
                "'from':{'at':{'moment':'commit-sent','nth':2}}",
            })
    void theScopeIsReadAndShown(String scope) throws Exception {
        JsonNode made = control.json("POST", TOXICS, "{'type':'latency'," + scope + "}");

        assertThat(made.toString().replace('"', '\'')).contains(scope);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'connections':'some'|connections: was 'some', write one of 'all'",
                "'connections':['all']|connections: was ['all'], write one of 'all'",
                "'connections':{'first':0}|count must be 1 or more, was 0",
                "'connections':{'from':'localhost'}|client: was 'localhost', write an IP address",
                "'from':{'at':{'moment':'query'}}|missing required field: nth",
                "'from':7|from: was 7, write one of {'after': ...}",
            })
    void aWrongScopeIsRefused(String scope, String error) throws Exception {
        HttpResponse<String> answer =
                control.send("POST", TOXICS, "{'type':'latency'," + scope + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.parse(answer.body()).path("error").asText().replace('"', '\''))
                .contains(error);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'type':'refuse','toxicity':0.5|refuse meets all who connect: toxicity must be 1",
                "'type':'syn-drop','from':{'after':'1s'}|syn-drop meets all who connect",
                "'type':'slow-accept','attributes':{'delay':'1s'},'from':{'after':'1s'}"
                        + "|slow-accept acts when a client connects: it must begin at once",
            })
    void aScopeThatAFaultCannotHaveIsRefused(String toxic, String error) throws Exception {
        HttpResponse<String> answer = control.send("POST", TOXICS, "{" + toxic + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.parse(answer.body()).path("error").asText())
                .startsWith("bad request body: " + error);
        assertThat(control.json("GET", TOXICS, "")).isEmpty();
    }

    @Test
    void whoConnectsIsMetWhicheverWayAStreamIsSaidToGo() throws Exception {
        HttpResponse<String> made =
                control.send("POST", TOXICS, "{'type':'refuse','stream':'upstream'}");

        assertThat(made.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> Echo.connect(listen)).isInstanceOf(ConnectException.class);
    }

    @Test
    void theConnectionsOfAToxicStayWhenAnotherToxicChanges() throws Exception {
        try (Socket first = Echo.connect(listen);
                Socket second = Echo.connect(listen)) {
            assertThat(Echo.echoes(first)).isTrue();
            assertThat(Echo.echoes(second)).isTrue();
            control.send("POST", TOXICS, "{'type':'latency','connections':{'oldest':1}}");
            control.send("POST", TOXICS, "{'type':'nat-gateway','connections':{'next':1}}");
            control.send("DELETE", "/proxies/db/connections/1", "");
            Awaitility.await().until(() -> listedConnections().size() == 1);

            try (Socket third = Echo.connect(listen)) {
                assertThat(Echo.echoes(third)).isTrue();
                control.send("POST", TOXICS, "{'type':'limit_data','attributes':{'bytes':100}}");

                assertThat(listedConnections())
                        .extracting(
                                connection -> connection.path("toxics").findValuesAsText("name"))
                        .containsExactly(
                                List.of("limit_data_downstream"),
                                List.of("limit_data_downstream", "nat-gateway_downstream"));
            }
        }
    }

    @Test
    void connectionsAreListedAndEnded() throws Exception {
        control.send("POST", TOXICS, "{'type':'nat-gateway','name':'nat'}");
        try (Socket first = Echo.connect(listen);
                Socket second = Echo.connect(listen)) {
            assertThat(Echo.echoes(first)).isTrue();
            assertThat(Echo.echoes(second)).isTrue();

            JsonNode listed = control.json("GET", "/proxies/db/connections", "");
            int none = control.send("DELETE", "/proxies/db/connections/9", "").statusCode();
            int ended =
                    control.send("DELETE", "/proxies/db/connections/1?then=fin-both", "")
                            .statusCode();

            assertThat(listed).hasSize(2);
            assertThat(listed.path(0).path("bytes-from-client").asLong()).isEqualTo(4);
            assertThat(listed.path(0).path("client").asText()).startsWith("127.0.0.1:");
            assertThat(listed.path(0).path("toxics").path(0).path("name").asText())
                    .isEqualTo("nat");
            assertThat(none).isEqualTo(404);
            assertThat(ended).isEqualTo(204);
            assertThat(first.getInputStream().read()).isEqualTo(-1);
            assertThat(Echo.echoes(second)).isTrue();
        }
    }

    private List<JsonNode> listedConnections() throws Exception {
        List<JsonNode> listed = new ArrayList<>();
        control.json("GET", "/proxies/db/connections", "").forEach(listed::add);
        return listed;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultCanBeAskedForAndShown(String type, Class<? extends Record> fault)
            throws Exception {
        ObjectNode attributes = Json.object();
        for (RecordComponent component : fault.getRecordComponents()) {
            attributes.set(new FileNotation().key(component), sample(component.getGenericType()));
        }
        if (new ToxicTypes().names().contains(type)) {
            JsonNode made =
                    control.json(
                            "POST",
                            TOXICS,
                            "{'type':'" + type + "','attributes':" + attributes + "}");

            assertThat(made.path("attributes")).as(made.toString()).isEqualTo(attributes);
        } else {
            assertThat(new ToxicTypes().names())
                    .as("one of Toxiproxy's, under its name there")
                    .contains(type.replace('-', '_'));
        }
    }

    static Stream<Arguments> faults() {
        return Families.of(Fault.class).entrySet().stream()
                .filter(fault -> !SAME_NAME_AS_TOXIPROXYS.contains(fault.getKey()))
                .map(fault -> Arguments.of(fault.getKey(), fault.getValue()));
    }

    /** A value for a component of this type, as JSON. */
    private static JsonNode sample(Type type) {
        if (type instanceof ParameterizedType several) {
            return JsonNodeFactory.instance
                    .arrayNode()
                    .add(sample(several.getActualTypeArguments()[0]));
        }
        Class<?> single = (Class<?>) type;
        if (single.isEnum()) {
            Object[] constants = single.getEnumConstants();
            return JsonNodeFactory.instance.textNode(
                    Names.of((Enum<?>) constants[constants.length - 1]));
        }
        if (single == Duration.class) {
            return JsonNodeFactory.instance.textNode("1s");
        }
        return single == boolean.class
                ? JsonNodeFactory.instance.booleanNode(true)
                : JsonNodeFactory.instance.numberNode(1);
    }
}
