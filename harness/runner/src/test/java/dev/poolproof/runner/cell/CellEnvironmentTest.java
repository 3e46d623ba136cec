package dev.poolproof.runner.cell;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.CountUnit;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.Tls;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.ServerFiles;
import dev.poolproof.runner.path.PathPlayer;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellEnvironmentTest {
    @Test
    void aServerWhoseCertificateCannotBeCheckedPlaysNoScenarioOfTls() {
        CellEnvironment others = environment(null);
        CellEnvironment ours = environment(new ServerFiles(Path.of("home")));

        assertThat(others.cannotPlay(scenario(Tls.REQUIRED))).contains("a server with TLS");
        assertThat(others.cannotPlay(scenario(Tls.OFF))).isNull();
        assertThat(ours.cannotPlay(scenario(Tls.REQUIRED))).isNull();
    }

    @SuppressWarnings("NullAway") // nothing else is asked
    private static CellEnvironment environment(@Nullable ServerFiles files) {
        return new CellEnvironment(
                answering(Database.class, files),
                null,
                answering(PathPlayer.class, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static <T> T answering(Class<T> type, @Nullable Object answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> answer));
    }

    private static Scenario scenario(Tls tls) {
        return Scenario.named("quiet")
                .workload(List.of(new Phase.Quiet(ofMinutes(1))))
                .expect(
                        List.of(
                                new Expectation.Failed(
                                        new Bound.OfCount(Comparison.EQUAL, 0, CountUnit.ONE))))
                .tls(tls)
                .build();
    }
}
