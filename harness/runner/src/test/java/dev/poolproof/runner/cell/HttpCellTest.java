package dev.poolproof.runner.cell;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.AlbPlan;
import dev.poolproof.model.AlbPlan.IdleEnd;
import dev.poolproof.model.ByteSize;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.CandidateBuilder;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.Answered;
import dev.poolproof.model.history.HistoryEvent.HarnessBroke;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.PoolOpened;
import dev.poolproof.model.history.HistoryEvent.Repaired;
import dev.poolproof.model.history.HistoryEvent.ServerLogged;
import dev.poolproof.model.history.LogSource;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.model.scenario.Breakage;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Framing;
import dev.poolproof.model.scenario.HttpPhase;
import dev.poolproof.model.scenario.HttpPlan;
import dev.poolproof.model.scenario.Pace;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.http.HttpClientLoaders;
import dev.poolproof.runner.http.NginxChoice;
import dev.poolproof.runner.http.NginxSource;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.recording.JitterMeter;
import dev.poolproof.runner.recording.ProcessorMeter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cells of an application behind the emulated nginx, played from end to end. */
class HttpCellTest {
    private static final Entrance OPEN =
            new Entrance() {
                @Override
                public void enter() {}

                @Override
                public void leave() {}
            };

    private static final ByteSize FILE = new ByteSize(1 << 20);
    private static final Phase DOWNLOAD = download(FILE);

    /** Too much for the kernel's buffers between the application and nginx: a sender's is 4 MiB. */
    private static final Phase LARGE = download(new ByteSize(8 << 20));

    /** Downloads are then cut at 160 KB, however much the kernel would take. */
    private static final Map<String, String> PACED =
            Map.of("limit_rate", "1m", "limit_rate_after", "160k");

    /** HttpURLConnection tells of a short body of known length: JDK-8335135. */
    private static final boolean TELLS = Runtime.version().feature() >= 24;

    private static final JitterMeter JITTER = JitterMeter.start();
    private static final ProcessorMeter PROCESSORS = ProcessorMeter.start();
    private static HttpEnvironment environment;

    @BeforeAll
    static void findNginx() throws Exception {
        environment =
                new HttpEnvironment(
                        NginxSource.of(NginxChoice.EMULATED, Backend.EMBEDDED),
                        new HttpClientLoaders(client -> List.of()),
                        JITTER,
                        PROCESSORS,
                        new Semaphore(1),
                        new Seed(1));
    }

    @AfterAll
    static void stop() {
        JITTER.close();
        PROCESSORS.close();
    }

    @Test
    void allThreeSeeTheIncident() throws Exception {
        History history = play(client("http-url-connection"), LARGE);

        assertThat(failure(history).exception())
                .isEqualTo(TELLS ? "IOException" : "SilentTruncation");
        assertThat(failure(history).message())
                .containsPattern("status 200, [\\d,]+ of 8,388,608 bytes");
        assertThat(history.all(Answered.class).map(Answered::silentlyShort))
                .containsExactly(!TELLS);
        assertThat(logged(history, LogSource.NGINX))
                .anyMatch(
                        line ->
                                line.startsWith("[crit]")
                                        && line.contains(
                                                "(13: Permission denied) while reading upstream"));
        assertThat(logged(history, LogSource.ORIGIN))
                .anyMatch(line -> line.startsWith("ClientAbortException: java.io.IOException: "));
        assertThat(history.all(PoolOpened.class).map(PoolOpened::driver))
                .containsExactly(new Artifact("nginx", "1.22.1"));
    }

    @Test
    void aClientThatThrowsTellsWhatItThrewAndWhatItHad() throws Exception {
        Failure failure = failure(play(client("jdk-http-client"), LARGE));

        assertThat(failure.exception()).isEqualTo("IOException");
        assertThat(failure.message()).contains("(status 200, ").contains(" of 8,388,608 bytes)");
    }

    @Test
    void downloadsPassOnceTheDirectoriesAreMendedAndNothingIsRestarted() throws Exception {
        History history =
                play(
                        client("http-url-connection").repairedAfter(ofSeconds(2)),
                        DOWNLOAD,
                        new Phase.Quiet(ofSeconds(3)),
                        DOWNLOAD);

        Duration mended = history.all(Repaired.class).findFirst().orElseThrow().at();
        List<Answered> answers = history.all(Answered.class).toList();
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0).bytes()).isLessThan(FILE.bytes());
        assertThat(answers.get(0).at()).isLessThan(mended);
        assertThat(answers.get(1).bytes()).isEqualTo(FILE.bytes());
        assertThat(answers.get(1).at()).isGreaterThan(mended);
    }

    @Test
    void theControlIsPlayedWithAnNginxInGoodHealth() throws Exception {
        CellPlan plan = plan(client("http-url-connection").build(), DOWNLOAD).undisturbed();

        History control = play(plan);

        assertThat(control.all(Answered.class).map(Answered::bytes)).containsExactly(FILE.bytes());
        assertThat(logged(control, LogSource.NGINX)).noneMatch(line -> line.startsWith("[crit]"));
    }

    @Test
    void anUploadIsWholeIfTheApplicationHasAllOfIt() throws Exception {
        Phase upload = new HttpPhase.Upload(1, new ByteSize(100_000), Framing.CONTENT_LENGTH);
        Phase large = new HttpPhase.Upload(1, new ByteSize(2 << 20), Framing.CONTENT_LENGTH);

        History history = play(client("jdk-http-client"), upload, large);

        assertThat(history.all(Answered.class).map(Answered::status)).containsExactly(200, 413);
        assertThat(failure(history).exception()).isEqualTo("HttpStatus");
        assertThat(failure(history).message()).isEqualTo("413");
    }

    @Test
    void aLoadBalancerAnswersByItselfAndItsControlHasNone() throws Exception {
        HttpPlan behind =
                HttpPlan.behind(
                        new AlbPlan(ofMillis(300), ofSeconds(60), IdleEnd.FIN, ofMillis(2)),
                        Map.of());
        CellPlan plan =
                plan(
                        behind,
                        client("jdk-http-client").build(),
                        new HttpPhase.SlowResponse(1, ofMillis(900), Duration.ZERO));

        History history = play(plan);

        assertThat(failure(history).message()).isEqualTo("504");
        assertThat(logged(history, LogSource.ALB))
                .contains("[client 1] 504, the target did not respond within the idle timeout");
        assertThat(environment.shortcomings(plan.scenario()))
                .singleElement()
                .asString()
                .startsWith("the load balancer is emulated");
        assertThat(play(plan.undisturbed()).all(Answered.class).map(Answered::status))
                .containsExactly(200);
    }

    @Test
    void whatTheEmulationDoesNotKnowIsNotPlayed() {
        Candidate gzip = client("jdk-http-client").nginx(Map.of("gzip", "on")).build();

        assertThat(environment.cannotPlay(plan(gzip, DOWNLOAD))).startsWith("gzip is not emulated");
        assertThat(environment.cannotPlay(plan(client("jdk-http-client").build(), DOWNLOAD)))
                .isNull();
        assertThat(environment.shortcomings(plan(gzip, DOWNLOAD).scenario()))
                .singleElement()
                .asString()
                .startsWith("nginx is emulated");
    }

    private static History play(CandidateBuilder candidate, Phase... workload)
            throws InterruptedException {
        History history = play(plan(candidate.build(), workload));
        assertThat(history.all(HarnessBroke.class)).isEmpty();
        return history;
    }

    private static History play(CellPlan plan) throws InterruptedException {
        return new CellPlayer(environment).play(plan, List.of(), OPEN);
    }

    private static Phase download(ByteSize size) {
        return new HttpPhase.Download(1, size, Pace.FAST, Framing.CONTENT_LENGTH);
    }

    private static CandidateBuilder client(String name) {
        return Candidate.named("c", Role.REFERENCE, new Artifact(name, "17"))
                .driver(new Artifact(name, "17"));
    }

    private static CellPlan plan(Candidate candidate, Phase... workload) {
        return plan(
                new HttpPlan(
                        HttpPlan.Front.NGINX,
                        Breakage.PROXY_TEMP_DENIED,
                        PACED,
                        Map.of("maxFileSize", "10000000")),
                candidate,
                workload);
    }

    private static CellPlan plan(HttpPlan http, Candidate candidate, Phase... workload) {
        Scenario scenario =
                Scenario.named("http")
                        .databases(List.of(Engine.HTTP))
                        .http(http)
                        .workload(List.of(workload))
                        .expect(List.of(Fixtures.NONE_FAILED))
                        .build();
        return new CellPlan(
                new CellId("http", candidate.name(), "nginx (emulated)"),
                scenario,
                candidate,
                new PoolProfile(1, 0, Map.of(), List.of()),
                List.of(),
                new Timing(TimeScale.REAL, ofMillis(1), "the test"));
    }

    private static Failure failure(History history) {
        return history.all(OperationEnded.class)
                .map(OperationEnded::failure)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> logged(History history, LogSource source) {
        return history.all(ServerLogged.class)
                .filter(line -> line.source() == source)
                .map(ServerLogged::line)
                .toList();
    }
}
