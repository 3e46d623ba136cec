package dev.poolproof.runner.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.driver.Drivers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpClientsTest {
    @Test
    void aPoolOfConnectionsIsNoHttpClientAndRunsOnNoHttpServer() {
        Candidate pool = candidate("hikaricp");

        assertThat(HttpClients.isOne(pool)).isFalse();
        assertThat(Drivers.of(pool, Engine.HTTP)).isNull();
        assertThat(Drivers.of(pool, Engine.POSTGRESQL)).isNotNull();
    }

    @Test
    void everyClientHasAVersion() {
        assertThat(HttpClients.settings().keySet())
                .hasSize(5)
                .allSatisfy(
                        name -> {
                            assertThat(HttpClients.isOne(candidate(name))).isTrue();
                            assertThat(HttpClients.versioned(new Artifact(name, null)).version())
                                    .matches("\\d+\\..*");
                        });
    }

    @Test
    void settingsReachAClientInItsOwnUnits() {
        assertThat(
                        HttpClients.inOwnUnits(
                                with(
                                        "okhttp",
                                        Map.of(
                                                "keepAliveDuration",
                                                "50s",
                                                "maxIdleConnections",
                                                "2"))))
                .isEqualTo(Map.of("keepAliveDuration", "50000", "maxIdleConnections", "2"));
    }

    @Test
    void aClientDoesNotTakeWhatTheJvmHasOtherwise() {
        try (HttpClientLoaders loaders = new HttpClientLoaders(client -> List.of())) {
            assertThatThrownBy(
                            () ->
                                    loaders.client(
                                            with(
                                                    "jdk-http-client",
                                                    Map.of(
                                                            "jdk.httpclient.connectionPoolSize",
                                                            "3")),
                                            TimeScale.REAL))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("start it with -Djdk.httpclient.connectionPoolSize=3");
        }
    }

    @Test
    void theVersionThatACandidateNamesRuns() {
        Artifact named = new Artifact("okhttp", "4.12.0");

        assertThat(HttpClients.versioned(named)).isEqualTo(named);
    }

    private static Candidate with(String client, Map<String, String> settings) {
        return Candidate.named("c", Role.PROPOSED, new Artifact(client, null))
                .settings(settings)
                .build();
    }

    private static Candidate candidate(String pool) {
        return Candidate.named("c", Role.PROPOSED, new Artifact(pool, null)).build();
    }
}
