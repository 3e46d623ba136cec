package dev.poolproof.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code /metrics} tells of a proxy and its toxics. */
class ToxicMetersTest extends EchoBehindApi {
    private static final String TOXICS = "/proxies/db/toxics";

    private String listen;

    @BeforeEach
    void openProxy() throws Exception {
        listen = control.proxy("db", echo.address());
    }

    @Test
    void aFaultThatActsOnEveryReadIsCountedOnceAConnection() throws Exception {
        control.send("POST", TOXICS, "{'type':'latency','attributes':{'latency':1}}");
        for (int connection = 1; connection <= 2; connection++) {
            try (Socket open = Echo.connect(listen)) {
                for (int i = 0; i < 5; i++) {
                    assertThat(Echo.echoes(open)).isTrue();
                }
            }
        }

        assertThat(control.send("GET", "/metrics", "").body())
                .contains("poolproof_proxy_faults_fired_total{proxy=\"db\"} 2.0");
    }

    @Test
    void aFaultThatWaitsForWhatItCannotSeeIsCounted() throws Exception {
        control.send(
                "POST",
                TOXICS,
                "{'type':'tls-corrupt','attributes':{'record':1},'stream':'upstream'}");
        try (Socket plain = Echo.connect(listen)) {
            for (int i = 0; i < 20; i++) { // eight reads show that there is no TLS
                assertThat(Echo.echoes(plain)).isTrue();
            }
        }

        assertThat(control.send("GET", "/metrics", "").body())
                .contains(
                        "poolproof_proxy_faults_unseen_total{proxy=\"db\"} 1.0",
                        "poolproof_proxy_faults_unable_total{proxy=\"db\"} 0.0");
    }

    @Test
    void bytesAreCountedWhileTheConnectionIsOpen() throws Exception {
        try (Socket open = Echo.connect(listen)) {
            assertThat(Echo.echoes(open)).isTrue();

            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(control.send("GET", "/metrics", "").body())
                                            .contains(
                                                    "toxiproxy_proxy_received_bytes_total{direction=\"downstream\",listener=\"%s\",proxy=\"db\",upstream=\"%s\"} 4.0"
                                                            .formatted(listen, echo.address()),
                                                    "poolproof_proxy_connections_open{proxy=\"db\"} 1.0",
                                                    "poolproof_proxy_connections_accepted_total{proxy=\"db\"} 1.0"));
        }
    }

    @Test
    void bytesHaveTheNamesAndLabelsOfToxiproxyAndSurviveARestart() throws Exception {
        echoOnce();
        control.send("POST", "/proxies/db", "{'enabled':false}");
        control.send("POST", "/proxies/db", "{'enabled':true}");
        echoOnce();

        String labels =
                "listener=\"%s\",proxy=\"db\",upstream=\"%s\"".formatted(listen, echo.address());
        Awaitility.await() // what is sent is counted once the kernel has it
                .untilAsserted(
                        () ->
                                assertThat(control.send("GET", "/metrics", "").body())
                                        .contains(bytes("received", "upstream", labels))
                                        .contains(bytes("sent", "upstream", labels))
                                        .contains(bytes("received", "downstream", labels))
                                        .contains(bytes("sent", "downstream", labels)));
    }

    @Test
    void timersOfToxicsArePendingWhileTheirConnectionIsOpen() throws Exception {
        control.send(
                "POST",
                TOXICS,
                "{'type':'cut-after','attributes':{'after':'1h','then':'rst-both'}}");
        assertThat(pendingTimers()).isEqualTo("0.0");
        try (Socket first = Echo.connect(listen);
                Socket second = Echo.connect(listen)) {
            assertThat(Echo.echoes(first)).isTrue();
            assertThat(Echo.echoes(second)).isTrue();

            assertThat(pendingTimers()).isEqualTo("2.0");
            JsonNode connections = control.json("GET", "/proxies/db/connections", "");
            assertThat(connections.path(0).path("timers").asInt()).isEqualTo(1);
        }
        Awaitility.await().until(() -> pendingTimers().equals("0.0"));
    }

    private static String bytes(String what, String direction, String labels) {
        return "toxiproxy_proxy_%s_bytes_total{direction=\"%s\",%s} 8.0"
                .formatted(what, direction, labels);
    }

    private void echoOnce() throws IOException {
        try (Socket open = Echo.connect(listen)) {
            assertThat(Echo.echoes(open)).isTrue();
        }
    }

    private String pendingTimers() throws Exception {
        String name = "poolproof_proxy_timers_pending{proxy=\"db\"} ";
        return control.send("GET", "/metrics", "")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }
}
