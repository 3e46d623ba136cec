package dev.poolproof.runner.driver;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.candidate.TcpKeepalive;
import dev.poolproof.model.scenario.ServerProfile;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.setting.Setting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostgresDriverTest {
    private static final JdbcDriver DRIVER = Drivers.named("postgresql");
    private static final TimeScale SIXTY = new TimeScale(60);

    @Test
    void theKernelIsGivenWholeSecondsOfOneOrMore() {
        Properties properties =
                properties(
                        candidate(
                                new TcpKeepalive(ofSeconds(90), ofMillis(500), 4),
                                Map.of("tcpKeepAlive", "true")),
                        ServerProfile.SELF_MANAGED,
                        SIXTY);

        assertThat(properties)
                .containsEntry("socketFactory", KeepaliveSocketFactory.class.getName())
                .containsEntry("socketFactoryArg", "2/1/4")
                .containsEntry("tcpKeepAlive", "true");
    }

    /** The driver sets SO_KEEPALIVE as this setting says, after every socket factory. */
    @Test
    void keepaliveTimesThatTheDriverWouldSwitchOffAreRefused() {
        TcpKeepalive keepalive = new TcpKeepalive(ofSeconds(60), ofSeconds(10), 5);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DRIVER.check(candidate(keepalive, Map.of())))
                .withMessageContaining("tcpKeepAlive");
        assertThatNoException()
                .isThrownBy(
                        () -> DRIVER.check(candidate(keepalive, Map.of("tcpKeepAlive", "true"))));
    }

    @Test
    void keepaliveWithoutTimesHasThoseOfTheOperatingSystem() {
        Candidate candidate = candidate(null, Map.of("tcpKeepAlive", "true"));

        assertThat(DRIVER.keepalive(candidate)).isEqualTo(TcpKeepalive.LINUX_DEFAULT);
        assertThat(properties(candidate, ServerProfile.SELF_MANAGED, SIXTY))
                .containsEntry("socketFactoryArg", "120/2/9");
        assertThat(properties(candidate, ServerProfile.SELF_MANAGED, TimeScale.REAL))
                .containsEntry("socketFactoryArg", "7200/75/9");
    }

    @Test
    void withoutKeepaliveTheDriverKeepsItsOwnSockets() {
        for (Map<String, String> settings :
                List.of(Map.<String, String>of(), Map.of("tcpKeepAlive", "false"))) {
            Candidate candidate = candidate(null, settings);

            assertThat(DRIVER.keepalive(candidate)).isNull();
            assertThat(properties(candidate, ServerProfile.SELF_MANAGED, SIXTY))
                    .doesNotContainKeys("socketFactory", "socketFactoryArg");
        }
    }

    @Test
    void theServerProbesAsItsProfileDoes() {
        Candidate candidate = candidate(null, Map.of());

        assertThat(properties(candidate, ServerProfile.RDS_POSTGRESQL, SIXTY))
                .containsEntry(
                        "options",
                        "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=1"
                                + " -c tcp_keepalives_count=2");
        assertThat(properties(candidate, ServerProfile.SELF_MANAGED, TimeScale.REAL))
                .containsEntry(
                        "options",
                        "-c tcp_keepalives_idle=7200 -c tcp_keepalives_interval=75"
                                + " -c tcp_keepalives_count=9");
    }

    @Test
    void theDriversOwnTimesStayAsProductionHasThem() {
        Properties properties =
                properties(
                        candidate(null, Map.of("socketTimeout", "2m", "loginTimeout", "1500ms")),
                        ServerProfile.SELF_MANAGED,
                        SIXTY);

        assertThat(properties)
                .containsEntry("socketTimeout", "120")
                .containsEntry("loginTimeout", "1.5")
                .containsEntry("user", "me")
                .containsEntry("password", "secret")
                .containsEntry("ApplicationName", "cell-7");
    }

    @Test
    void theServerIsToldItsTimesInMilliseconds() {
        Map<String, Duration> times = new LinkedHashMap<>();
        times.put("idle_session_timeout", ofSeconds(12));
        times.put("statement_timeout", Duration.ofNanos(1));

        assertThat(
                        DRIVER.connectionProperties(
                                        candidate(null, Map.of()),
                                        ServerProfile.SELF_MANAGED,
                                        times,
                                        SIXTY,
                                        new Credentials("me", "secret"),
                                        "cell-7")
                                .getProperty("options"))
                .as("zero would switch it off")
                .endsWith(" -c idle_session_timeout=12000ms -c statement_timeout=1ms");
    }

    @Test
    void whatTheHarnessItselfSetsIsNoSettingOfACandidate() {
        assertThat(DRIVER.settings().known())
                .doesNotContainKeys("user", "password", "options", "socketFactory", "PGHOST")
                .containsKeys("socketTimeout", "sslmode")
                .containsEntry("tcpKeepAlive", Setting.flag());
    }

    private static Properties properties(
            Candidate candidate, ServerProfile server, TimeScale scale) {
        return DRIVER.connectionProperties(
                candidate, server, Map.of(), scale, new Credentials("me", "secret"), "cell-7");
    }

    private static Candidate candidate(
            @Nullable TcpKeepalive keepalive, Map<String, String> driverSettings) {
        return Candidate.named("ours", Role.PROPOSED, new Artifact("hikaricp", null))
                .driver(new Artifact("postgresql", null))
                .driverSettings(driverSettings)
                .keepalive(keepalive)
                .build();
    }
}
