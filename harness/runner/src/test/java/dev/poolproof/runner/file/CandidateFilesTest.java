package dev.poolproof.runner.file;

import static dev.poolproof.runner.file.TestVocabulary.VOCABULARY;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.Durations;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Endpoint;
import dev.poolproof.model.candidate.Retry;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.candidate.TcpKeepalive;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CandidateFilesTest {
    private static List<Candidate> candidates = List.of();

    @BeforeAll
    static void read() throws BadInput {
        candidates = CandidateFiles.read(Resources.path("good/candidates.yaml"), VOCABULARY);
    }

    @Test
    void candidatesKeepTheOrderOfTheFile() {
        assertThat(candidates)
                .extracting(Candidate::name)
                .containsExactly(
                        "hikari-defaults",
                        "blog-fix",
                        "ours",
                        "ours-overridden",
                        "url-from-outside");
    }

    @Test
    void whatMayBeLeftOutHasItsDefault() {
        assertThat(named("hikari-defaults"))
                .isEqualTo(
                        Candidate.named(
                                        "hikari-defaults",
                                        Role.REFERENCE,
                                        new Artifact("hikaricp", null))
                                .build());
        assertThat(named("blog-fix").role()).isEqualTo(Role.PROPOSED);
    }

    @Test
    void everyKeyOfACandidateIsRead() {
        assertThat(named("blog-fix"))
                .isEqualTo(
                        Candidate.named(
                                        "blog-fix",
                                        Role.PROPOSED,
                                        new Artifact("hikaricp", "5.1.0"))
                                .settings(
                                        Map.of(
                                                "maxLifetime", "4m",
                                                "idleTimeout", "2m",
                                                "maximumPoolSize", "10",
                                                "autoCommit", "true",
                                                "connectionTestQuery", ""))
                                .driver(new Artifact("postgresql", "42.7.3"))
                                .driverSettings(
                                        Map.of(
                                                "tcpKeepAlive", "true",
                                                "socketTimeout", "30s",
                                                "loginTimeout", "0.5s"))
                                .keepalive(new TcpKeepalive(ofSeconds(60), ofSeconds(10), 5))
                                .retry(new Retry(3, ofMillis(100), List.of("08", "57P01")))
                                .systemProperties(
                                        Map.of("com.zaxxer.hikari.aliveBypassWindowMs", "86400000"))
                                .waived(
                                        Map.of(
                                                "alb-60s-long-query",
                                                "we have no query longer than 10 s"))
                                .sessionSettings(
                                        Map.of(
                                                "statement_timeout", ofSeconds(30),
                                                "lock_timeout", ofMillis(1500)))
                                .queryTimeout(ofSeconds(20))
                                .schedulerThreads(4)
                                .endpoints(List.of(Endpoint.READER, Endpoint.WRITER))
                                .dnsCache(ofSeconds(5))
                                .build());
    }

    @Test
    void springsBareNumbersGetTheUnitThatTheArtifactGivesThem() {
        Candidate ours = named("ours");

        assertThat(ours.pool()).isEqualTo(new Artifact("hikaricp", null));
        assertThat(ours.settings())
                .isEqualTo(
                        Map.of(
                                "maxLifetime",
                                "240000ms",
                                "idleTimeout",
                                "120000ms",
                                "keepaliveTime",
                                "60000ms",
                                "maximumPoolSize",
                                "12",
                                "leakDetectionThreshold",
                                "596h31m23.647s",
                                "initializationFailTimeout",
                                "-1",
                                "autoCommit",
                                "false"));
        assertThat(ours.driverSettings())
                .isEqualTo(
                        Map.of(
                                "tcpKeepAlive", "true",
                                "socketTimeout", "30s",
                                "loginTimeout", "0.5s",
                                "connectTimeout", "5s"));
        assertThat(Durations.parse("596h31m23.647s")).isEqualTo(ofMillis(Integer.MAX_VALUE));
    }

    @Test
    void settingsBesideSpringOverrideIt() {
        Candidate overridden = named("ours-overridden");

        assertThat(overridden.pool()).isEqualTo(new Artifact("hikaricp", "6.0.0"));
        assertThat(overridden.settings())
                .containsEntry("maxLifetime", "3m")
                .containsEntry("idleTimeout", "120000ms");
        assertThat(overridden.driverSettings())
                .containsEntry("socketTimeout", "20s")
                .containsEntry("connectTimeout", "5s");
    }

    @Test
    void aUrlFromOutsideIsNoErrorWhereTheDriverIsDescribedBesideIt() {
        assertThat(named("url-from-outside").driverSettings())
                .isEqualTo(Map.of("socketTimeout", "20s"));
    }

    private static Candidate named(String name) {
        return candidates.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
