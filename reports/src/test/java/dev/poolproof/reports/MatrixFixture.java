package dev.poolproof.reports;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.matrix.RunInfo;
import dev.poolproof.model.matrix.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A matrix as a run of the catalogue makes it: 12 scenarios, 13 candidates, a history for each. */
final class MatrixFixture {
    private static final Map<String, Integer> IDLE_SECONDS = new LinkedHashMap<>();
    private static final List<String> CANDIDATES =
            List.of(
                    "keepalive-30s",
                    "hikari-defaults",
                    "hikari-5-defaults",
                    "hikari-5-no-validation",
                    "blog-fix",
                    "keepalive-5m",
                    "tcp-keepalive-only",
                    "tcp-keepalive-60s",
                    "socket-timeout-30s",
                    "clamped-lifetime",
                    "retry-3",
                    "lifetime-340s",
                    "lifetime-370s");

    static {
        IDLE_SECONDS.put("nat-gateway-quiet-night", 350);
        IDLE_SECONDS.put("nlb-quiet-night", 350);
        IDLE_SECONDS.put("alb-60s-idle", 60);
        IDLE_SECONDS.put("alb-60s-long-query", 60);
        IDLE_SECONDS.put("firewall-silent-drop", 300);
        IDLE_SECONDS.put("borrowed-and-idle", 350);
        IDLE_SECONDS.put("borrowed-and-idle-rds", 900);
        IDLE_SECONDS.put("trickle-traffic", 350);
        IDLE_SECONDS.put("rds-proxy-client-idle", 1800);
        IDLE_SECONDS.put("max-lifetime-vs-nat", 350);
        IDLE_SECONDS.put("azure-lb-quiet-night", 240);
        IDLE_SECONDS.put("haproxy-50s-client", 50);
    }

    private MatrixFixture() {}

    static Matrix matrix() {
        List<CellResult> cells = new ArrayList<>();
        for (String scenario : IDLE_SECONDS.keySet()) {
            for (String candidate : CANDIDATES) {
                cells.add(cell(scenario, candidate));
            }
        }
        return new Matrix(run(), List.copyOf(IDLE_SECONDS.keySet()), CANDIDATES, cells);
    }

    /** A corner of the same matrix with each kind of cell in it. */
    static Matrix corner() {
        List<String> scenarios =
                List.of(
                        "nat-gateway-quiet-night",
                        "firewall-silent-drop",
                        "trickle-traffic",
                        "rds-proxy-client-idle",
                        "max-lifetime-vs-nat",
                        "haproxy-50s-client",
                        "alb-60s-long-query");
        List<String> candidates =
                List.of(
                        "keepalive-30s",
                        "hikari-5-no-validation",
                        "clamped-lifetime",
                        "retry-3",
                        "lifetime-370s");
        return new Matrix(
                run(),
                scenarios,
                candidates,
                matrix().cells().stream()
                        .filter(cell -> scenarios.contains(cell.id().scenario()))
                        .filter(cell -> candidates.contains(cell.id().candidate()))
                        .toList());
    }

    /** Two rows and two columns whose names and texts are made to break pages. */
    static Matrix nasty() {
        List<String> scenarios =
                List.of(
                        "<script>alert('x')</script>",
                        "a|b\nc \"d\" & `e` *f* _g_ [h](i) \u001b[31m\u0000");
        List<String> candidates =
                List.of("../../etc/\u00fcml\u00e4ut \ud83d\udc1f", "x".repeat(300));
        List<CellResult> cells = new ArrayList<>();
        CellResult failed = cell("haproxy-50s-client", "keepalive-30s");
        for (String scenario : scenarios) {
            for (String candidate : candidates) {
                cells.add(
                        new CellResult(
                                new CellId(scenario, candidate, "PostgreSQL <17>"),
                                Role.PROPOSED,
                                failed.verdict(),
                                "because of " + scenario,
                                List.of(scenario, candidate),
                                null,
                                null,
                                false,
                                false,
                                failed.timeScale(),
                                List.of(scenario),
                                List.of(candidate),
                                failed.numbers(),
                                "run " + scenario));
            }
        }
        return new Matrix(run(), scenarios, candidates, cells);
    }

    static RunInfo run() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("poolproof", "0.1.0");
        versions.put("java", "17.0.15");
        versions.put("PostgreSQL", "17.11");
        versions.put("hikaricp", "7.1.0, 5.1.0");
        versions.put("postgresql", "42.7.14");
        return new RunInfo(
                versions,
                "2 processors, Linux 6.18 amd64",
                20261121,
                Instant.parse("2026-11-21T22:07:31Z"),
                ofSeconds(172),
                Duration.ofHours(29).plusMinutes(14),
                "mvn verify -Pscenarios -Dpoolproof.seed=20261121");
    }

    static History history(CellId cell) {
        return night(cell.scenario(), cell.candidate()).history(cell.hashCode());
    }

    private static NightFixture night(String scenario, String candidate) {
        String hop = scenario.replaceAll("-(quiet|60s|silent|50s).*", "");
        int idle = IDLE_SECONDS.getOrDefault(scenario, 350);
        int connections = scenario.startsWith("trickle") ? 30 : 10;
        return switch (candidate) {
            case "keepalive-30s" ->
                    new NightFixture(hop, idle, 30, NetworkAction.BYTES, 1800, connections);
            case "keepalive-5m" ->
                    new NightFixture(hop, idle, 300, NetworkAction.BYTES, 1800, connections);
            case "tcp-keepalive-60s" ->
                    new NightFixture(
                            hop, idle, 60, NetworkAction.KEEPALIVE_SEEN, 1800, connections);
            case "blog-fix" ->
                    new NightFixture(hop, idle, 0, NetworkAction.BYTES, 240, connections);
            case "lifetime-340s" ->
                    new NightFixture(hop, idle, 0, NetworkAction.BYTES, 340, connections);
            case "lifetime-370s" ->
                    new NightFixture(hop, idle, 0, NetworkAction.BYTES, 370, connections);
            default -> new NightFixture(hop, idle, 0, NetworkAction.BYTES, 1800, connections);
        };
    }

    private static CellResult cell(String scenario, String candidate) {
        CellId id = new CellId(scenario, candidate, "PostgreSQL 17.11");
        NightFixture night = night(scenario, candidate);
        Verdict verdict = verdict(id, night);
        boolean mustShow = candidate.equals("hikari-5-no-validation");
        @Nullable Verdict expected =
                candidate.startsWith("keepalive")
                                || verdict == Verdict.SKIPPED
                                || verdict == Verdict.INCONCLUSIVE
                        ? null
                        : verdict;
        if (scenario.equals("max-lifetime-vs-nat") && candidate.equals("retry-3")) {
            expected = Verdict.PASS;
        }
        return new CellResult(
                id,
                candidate.equals("keepalive-30s") ? Role.PROPOSED : Role.REFERENCE,
                verdict,
                why(id, verdict, night),
                verdict == Verdict.FAIL ? evidence(night) : List.of(),
                expected,
                scenario.equals("alb-60s-long-query") && candidate.equals("keepalive-30s")
                        ? "reports run elsewhere"
                        : null,
                mustShow && verdict == Verdict.FAIL,
                mustShow
                        && !scenario.startsWith("rds")
                        && !scenario.equals("borrowed-and-idle-rds"),
                new TimeScale(scenario.contains("60s") ? 20 : 60),
                scenario.startsWith("firewall")
                        ? List.of(
                                "packets are not dropped in the kernel (needs CAP_NET_ADMIN), so a"
                                        + " sender's data is still acknowledged")
                        : List.of(),
                candidate.equals("clamped-lifetime")
                        ? List.of("maxLifetime 5s was replaced by 30m: the pool's least is 30s")
                        : List.of(),
                verdict == Verdict.SKIPPED ? Numbers.NONE : numbers(night, verdict),
                "poolproof run "
                        + scenario
                        + ".yaml --candidate "
                        + candidate
                        + " --seed 20261121");
    }

    private static Verdict verdict(CellId id, NightFixture night) {
        if (id.scenario().equals("rds-proxy-client-idle")) {
            return id.candidate().startsWith("hikari-5") ? Verdict.SKIPPED : Verdict.PASS;
        }
        if (id.scenario().equals("trickle-traffic") && id.candidate().equals("lifetime-370s")) {
            return Verdict.INCONCLUSIVE;
        }
        if (id.scenario().equals("haproxy-50s-client") && id.candidate().equals("keepalive-30s")) {
            return Verdict.FAIL;
        }
        if (id.scenario().equals("alb-60s-long-query")) {
            return Verdict.FAIL;
        }
        return night.fires() ? Verdict.FAIL : Verdict.PASS;
    }

    private static String why(CellId id, Verdict verdict, NightFixture night) {
        return switch (verdict) {
            case PASS -> "No operation failed. " + night.hop() + " had no reason to fire.";
            case INCONCLUSIVE ->
                    "The machine was up to 11s late (jitter 180ms at 60x), but the verdict hangs on a"
                            + " margin of 20s between maxLifetime and the middlebox; run at 20x and"
                            + " 10x with the same result.";
            case SKIPPED -> "RDS Proxy's protocol needs hikaricp 6 or newer on this path.";
            case FAIL ->
                    "10 of 10 connections had been idle for %ds when the burst began; %s forgot them after %ds, and the first query on each met a RST: PSQLException 08006 \"An I/O error occurred while sending to the backend.\" (%s)."
                            .formatted(
                                    360 + id.candidate().length() % 3,
                                    night.hop(),
                                    night.idleSeconds(),
                                    id.candidate().startsWith("hikari-5")
                                            ? "not validated"
                                            : "validated");
        };
    }

    private static List<String> evidence(NightFixture night) {
        return List.of(
                "1:58.204 #3 last byte from the server",
                "7:48.204 #3 "
                        + night.hop()
                        + " fired after "
                        + night.idleSeconds()
                        + "s without data",
                "8:00.013 #3 42 bytes from the client answered by RST",
                "8:00.015 client 4: PSQLException 08006 An I/O error occurred while sending to the"
                        + " backend. Caused by: SocketException: Connection reset");
    }

    private static Numbers numbers(NightFixture night, Verdict verdict) {
        boolean failed = verdict == Verdict.FAIL;
        return new Numbers(
                130,
                failed ? 10 : 0,
                failed,
                ofMillis(3),
                ofMillis(failed ? 1_842 : 12),
                ofMillis(failed ? 2_010 : 31),
                ofMillis(failed ? 2_400 : 0),
                failed ? 20 : 10,
                failed ? 20 : 10,
                failed ? 20 : 10,
                failed ? night.connections() : 0,
                failed ? night.connections() : 0,
                night.probe() == NetworkAction.KEEPALIVE_SEEN ? 60 : 0,
                0,
                0,
                0,
                ofMillis(130));
    }
}
