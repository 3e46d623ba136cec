package dev.poolproof.runner.file;

import static dev.poolproof.runner.file.TestVocabulary.NAT_GATEWAY;
import static dev.poolproof.runner.file.TestVocabulary.VOCABULARY;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.poolproof.model.Names;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.Connections;
import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.Moment;
import dev.poolproof.model.fault.ResponseTimeout;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Trigger;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.HttpPlan;
import dev.poolproof.model.scenario.Operation;
import dev.poolproof.model.scenario.PgBouncer;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.ServerLimits;
import dev.poolproof.model.scenario.ServerProfile;
import dev.poolproof.model.scenario.Symptom;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioFilesTest {
    private static final Kinds<Fault> FAULTS = Kinds.of(Fault.class);
    private static final Path GOOD = Resources.path("good/scenarios");
    private static final String SCENARIO =
            """
            title: t
            about: a
            path: []
            workload: [ quiet: { for: 1s } ]
            expect: { failed: 0 }
            """;

    @TempDir Path folder;

    @Test
    void everyKeyOfAScenarioIsRead() throws BadInput {
        Scenario scenario =
                ScenarioFiles.read(GOOD.resolve("nat-gateway-quiet-night.yaml"), VOCABULARY);

        assertThat(scenario.name()).isEqualTo("nat-gateway-quiet-night");
        assertThat(scenario.title()).isEqualTo("A quiet night behind a NAT gateway");
        assertThat(scenario.about())
                .isEqualTo(
                        "The mapping is forgotten after 350 s; the first query in the morning meets"
                                + " a RST.");
        assertThat(scenario.path())
                .containsExactly(
                        NAT_GATEWAY,
                        hop(
                                "idle-drop",
                                new IdleDrop(
                                        ofSeconds(350),
                                        IdleAction.RST_TO_NEXT_SENDER,
                                        Set.of(Activity.DATA, Activity.KEEPALIVE))),
                        hop("cut-after", new CutAfter(ofHours(1), Ending.FIN_BOTH)),
                        hop(
                                "response-timeout",
                                new ResponseTimeout(ofMinutes(1), Ending.RST_BOTH)));
        assertThat(scenario.server()).isEqualTo(ServerProfile.RDS_POSTGRESQL);
        assertThat(scenario.maxTimeScale()).isEqualTo(new TimeScale(20));
        assertThat(scenario.patience()).isEqualTo(ofSeconds(90));
        assertThat(scenario.workload())
                .containsExactly(
                        new Phase.Steady(ofMinutes(2), 4, ofMillis(500), Operation.READ),
                        new Phase.Quiet(ofMinutes(6)),
                        new Phase.Burst(10, Operation.TRANSACTION),
                        new Phase.Hold(ofMinutes(6), 2),
                        new Phase.LongQuery(ofSeconds(90), 2),
                        new Phase.Ramp(ofMinutes(1), 1, 10, ofMillis(500), Operation.WRITE));
        assertThat(scenario.expect())
                .extracting(Expectation::describe)
                .containsExactly(
                        "failed = 0",
                        "borrow-wait p99 < 1s",
                        "borrow-wait max <= 5s",
                        "recovery < 10s",
                        "server-sessions peak <= 2x pool",
                        "server-sessions end <= 1.5x pool",
                        "connections-opened > 20",
                        "stale-connections >= 1",
                        "symptom absent");
        assertThat(scenario.symptom())
                .isEqualTo(
                        new Symptom(
                                "hikari-5-no-validation",
                                "08006",
                                "PSQLException",
                                "Connection reset",
                                "is not available"));
        assertThat(scenario.outcomes())
                .isEqualTo(
                        Map.of("hikari-defaults", Verdict.PASS, "hikari-5-defaults", Verdict.FAIL));
    }

    @Test
    void whatMakesAnIncidentOfAWorkloadOrAServerIsRead() throws BadInput {
        Scenario scenario = ScenarioFiles.read(GOOD.resolve("limits.yaml"), VOCABULARY);

        assertThat(scenario.serverSettings())
                .isEqualTo(
                        new ServerLimits(
                                Map.of(
                                        "idle_session_timeout",
                                        ofMinutes(5),
                                        "lock_timeout",
                                        ofSeconds(10)),
                                null));
        assertThat(scenario.workload())
                .containsExactly(
                        new Phase.Leak(ofMinutes(5), 4, ofSeconds(2), Operation.READ, 20),
                        new Phase.Freeze(ofMinutes(6)),
                        new Phase.Nested(10, 2, ofSeconds(20)),
                        new Phase.ScaleOut(7, ofSeconds(10)),
                        new Phase.RollingUpdate(8, 2, ofSeconds(20)),
                        new Phase.Together(
                                List.of(
                                        new Phase.Quiet(ofMinutes(3)),
                                        new Phase.Scheduled(
                                                ofMinutes(3), 10, ofMinutes(1), ofSeconds(40)))));
        assertThat(scenario.expect())
                .extracting(Expectation::describe)
                .containsExactly("longest-operation < 1m", "warned \"leak detection\"");
        assertThat(scenario.symptom())
                .isEqualTo(
                        new Symptom(
                                "small",
                                null,
                                null,
                                null,
                                null,
                                new Bound.OfDuration(Comparison.GREATER, ofMinutes(4))));
        assertThat(scenario.candidates())
                .extracting(Candidate::name, Candidate::role)
                .containsExactly(tuple("small", Role.REFERENCE), tuple("large", Role.PROPOSED));
    }

    @Test
    void everyPhaseAndExpectationOfTheModelCanBeWritten() throws BadInput {
        List<Scenario> scenarios = ScenarioFiles.readAll(List.of(GOOD), VOCABULARY);

        assertThat(
                        scenarios.stream()
                                .flatMap(
                                        scenario ->
                                                Stream.concat(
                                                        scenario.workload().stream(),
                                                        scenario.phases()))
                                .map(phase -> Names.of(phase.getClass())))
                .containsAll(Kinds.of(Phase.class).names());
        assertThat(
                        scenarios.stream()
                                .flatMap(scenario -> scenario.expect().stream())
                                .<Class<?>>map(Object::getClass))
                .contains(Expectation.class.getPermittedSubclasses());
    }

    static List<String> faults() {
        return FAULTS.names();
    }

    /** What an error tells the author of a file to write must be readable. */
    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultOfTheModelIsReadAsItsExampleHasIt(String fault) throws Exception {
        assertThat(path("[ " + FAULTS.example(fault) + " ]"))
                .flatExtracting(Hop::faults)
                .hasOnlyElementsOfType(FAULTS.type(fault))
                .hasSize(1);
    }

    @Test
    void anAttributeThatIsLeftOutHasItsDefault() throws Exception {
        assertThat(path("[ { latency: { latency: 200ms } } ]"))
                .containsExactly(hop("latency", new Latency(ofMillis(200), Duration.ZERO)));
    }

    @Test
    void whereAFaultActsStandsBesideIt() throws Exception {
        List<Hop> path =
                path(
                        """
                        [ { latency: { latency: 200ms }, stream: upstream, toxicity: 0.3,
                            from: query 3, connections: first 5 } ]""");

        assertThat(path)
                .extracting(Hop::scope)
                .containsExactly(
                        new Scope(
                                Direction.UPSTREAM,
                                0.3,
                                new Connections.First(5),
                                new Trigger.At(Moment.QUERY, 3)));
    }

    @Test
    void aFaultMayBeginWithLaterConnections() throws Exception {
        assertThat(
                        path(
                                """
                                [ { close: { then: rst-both }, connections: after first 4 },
                                  { close: { then: rst-both }, connections: 18 after first 4 } ]"""))
                .extracting(hop -> hop.scope().connections())
                .containsExactly(new Connections.AfterFirst(4), new Connections.AfterFirst(4, 18));
    }

    static Stream<Arguments> triggers() {
        return Stream.of(
                argumentSet("time", "10s", new Trigger.After(ofSeconds(10))),
                argumentSet("bytes", "4096 bytes", new Trigger.AfterBytes(4096)),
                argumentSet("one byte", "1 byte", new Trigger.AfterBytes(1)),
                argumentSet("a moment", "commit-sent", new Trigger.At(Moment.COMMIT_SENT, 1)),
                argumentSet("the nth", "query 3", new Trigger.At(Moment.QUERY, 3)));
    }

    @ParameterizedTest
    @MethodSource("triggers")
    void fromSaysWhenAFaultBeginsToAct(String written, Trigger from) throws Exception {
        assertThat(path("[ { latency: { latency: 200ms }, from: " + written + " } ]"))
                .extracting(Hop::scope)
                .containsExactly(Scope.DEFAULT.from(from));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7", "::1", "2001:db8::7"})
    void aClientIsChosenByItsAddress(String address) throws Exception {
        Connections client = new Connections.From(InetAddress.getByName(address));

        assertThat(path("[ { latency: { latency: 1s }, connections: \"from " + address + "\" } ]"))
                .extracting(Hop::scope)
                .containsExactly(Scope.DEFAULT.connections(client));
    }

    @Test
    void whatMayBeLeftOutHasItsDefault() throws BadInput {
        Scenario scenario = ScenarioFiles.read(GOOD.resolve("direct.yml"), VOCABULARY);

        assertThat(scenario.path()).isEmpty();
        assertThat(scenario.server()).isEqualTo(ServerProfile.SELF_MANAGED);
        assertThat(scenario.maxTimeScale()).isEqualTo(new TimeScale(60));
        assertThat(scenario.patience()).isEqualTo(ofSeconds(90));
        assertThat(scenario.symptom()).isNull();
        assertThat(scenario.outcomes()).isEmpty();
        assertThat(scenario.expect())
                .extracting(Expectation::describe)
                .containsExactly("server-sessions peak < 2x pool");
    }

    @Test
    void aFolderGivesItsScenariosInOrderAndNotTheCandidates() throws BadInput {
        List<Scenario> scenarios =
                ScenarioFiles.readAll(List.of(GOOD, GOOD.resolve("direct.yml")), VOCABULARY);

        assertThat(scenarios)
                .extracting(Scenario::name)
                .containsExactly(
                        "alb",
                        "behind-pgbouncer",
                        "cluster-failover",
                        "direct",
                        "http",
                        "limits",
                        "nat-gateway-quiet-night");
    }

    @Test
    void theWayFromNginxToTheApplicationIsReadAsAPathIs() throws BadInput {
        HttpPlan http =
                requireNonNull(ScenarioFiles.read(GOOD.resolve("http.yaml"), VOCABULARY).http());

        assertThat(http.originPath())
                .containsExactly(
                        new Hop("latency", List.of(new Latency(ofMillis(10), Duration.ZERO))));
        assertThat(http.undisturbed().originPath()).isEqualTo(http.originPath());
    }

    @Test
    void whatStandsBeforeTheDatabaseIsReadWithItsOwnDefaults() throws BadInput {
        PgBouncer pgBouncer =
                requireNonNull(
                        ScenarioFiles.read(GOOD.resolve("behind-pgbouncer.yaml"), VOCABULARY)
                                .pgBouncer());

        assertThat(pgBouncer)
                .isEqualTo(
                        new PgBouncer(
                                Map.of("pool_mode", "transaction", "default_pool_size", "5"),
                                Map.of("query_wait_timeout", ofMinutes(1))));
        assertThat(pgBouncer.times())
                .containsEntry("query_wait_timeout", ofMinutes(1))
                .containsEntry("server_login_retry", ofSeconds(15));
        assertThat(pgBouncer.shortest()).isEqualTo(ofMinutes(1));
    }

    @Test
    void theErrorsOfAllFilesAreToldTogether() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path first = Files.writeString(folder.resolve("first.yaml"), "title: x\n");
        Path second = Files.writeString(folder.resolve("second.yaml"), "path: [\n");
        Path missing = folder.resolve("missing.yaml");

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(
                        () ->
                                ScenarioFiles.readAll(
                                        List.of(missing, empty, first, second), VOCABULARY))
                .satisfies(
                        error ->
                                assertThat(error.errors())
                                        .extracting(FileError::file)
                                        .containsOnly(
                                                Source.nameOf(missing),
                                                Source.nameOf(empty),
                                                Source.nameOf(first),
                                                Source.nameOf(second)))
                .withMessageStartingWith(
                        """
                        %s: file: does not exist
                            write the path of a scenario file, or of a folder of them
                        %s: file: is a folder without a scenario
                            write the path of a scenario file, or of a folder of them
                        %s:1:1: about: is missing
                        """,
                        Source.nameOf(missing), Source.nameOf(empty), Source.nameOf(first));
    }

    @Test
    void twoScenariosMustNotHaveTheSameName() throws IOException {
        Path first = Files.writeString(folder.resolve("same.yaml"), SCENARIO);
        Path second =
                Files.writeString(
                        Files.createDirectory(folder.resolve("deeper")).resolve("same.yml"),
                        SCENARIO);

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> ScenarioFiles.readAll(List.of(first, second), VOCABULARY))
                .withMessage(
                        """
                        %s:1:1: file name: "same" is also the name of %s
                            write another name for one of the two files""",
                        Source.nameOf(second), Source.nameOf(first));
    }

    @Test
    void aFileThatIsFarTooLargeIsNotParsed() throws IOException {
        Path file = Files.writeString(folder.resolve("large.yaml"), "#".repeat(1_000_001));

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> ScenarioFiles.read(file, VOCABULARY))
                .withMessageContaining("is larger than 1000000 bytes");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() throws IOException, BadInput {
        Path file = Files.writeString(folder.resolve("bom.yaml"), "\uFEFF" + SCENARIO);

        assertThat(ScenarioFiles.read(file, VOCABULARY).title()).isEqualTo("t");
    }

    private List<Hop> path(String written) throws IOException, BadInput {
        Path file =
                Files.writeString(
                        folder.resolve("path.yaml"),
                        SCENARIO.replace("path: []", "path: " + written));
        return ScenarioFiles.read(file, VOCABULARY).path();
    }

    private static Hop hop(String name, Fault fault) {
        return new Hop(name, List.of(fault));
    }
}
