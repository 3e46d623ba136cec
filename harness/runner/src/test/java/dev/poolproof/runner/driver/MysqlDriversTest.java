package dev.poolproof.runner.driver;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.mysql.cj.conf.BooleanPropertyDefinition;
import com.mysql.cj.conf.IntegerPropertyDefinition;
import com.mysql.cj.conf.LongPropertyDefinition;
import com.mysql.cj.conf.MemorySizePropertyDefinition;
import com.mysql.cj.conf.PropertyDefinition;
import com.mysql.cj.conf.PropertyDefinitions;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.candidate.TcpKeepalive;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.ServerProfile;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.SettingKind;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Connector/J's and MariaDB's driver, as far as that goes without a database. */
class MysqlDriversTest {
    private static final JdbcDriver MYSQL = Drivers.named("mysql");
    private static final JdbcDriver MARIADB = Drivers.named("mariadb");
    private static final TimeScale SIXTY = new TimeScale(60);
    private static final TcpKeepalive MINUTE = new TcpKeepalive(ofSeconds(60), ofSeconds(10), 5);

    /** A driver that is new: put what is expected here into connector-j.properties. */
    @Test
    void theSettingsOfConnectorJAreThoseOfTheDriver() {
        Map<String, SettingKind> kinds =
                PropertyDefinitions.PROPERTY_KEY_TO_PROPERTY_DEFINITION.values().stream()
                        .filter(
                                property ->
                                        !property.getCategory()
                                                .equals(PropertyDefinitions.CATEGORY_XDEVAPI))
                        .filter(
                                property ->
                                        !List.of("user", "password", "socketFactory")
                                                .contains(property.getName()))
                        .collect(toMap(PropertyDefinition::getName, MysqlDriversTest::kind));

        assertThat(MYSQL.settings().known().keySet()).isEqualTo(kinds.keySet());
        assertThat(MYSQL.settings().known())
                .allSatisfy(
                        (name, setting) ->
                                assertThat(
                                                setting.kind() == SettingKind.DURATION
                                                        ? SettingKind.INTEGER
                                                        : setting.kind())
                                        .isEqualTo(kinds.get(name)));
    }

    private static SettingKind kind(PropertyDefinition<?> property) {
        if (property instanceof BooleanPropertyDefinition) {
            return SettingKind.BOOLEAN;
        }
        boolean number =
                property instanceof LongPropertyDefinition
                        || (property instanceof IntegerPropertyDefinition
                                && !(property instanceof MemorySizePropertyDefinition));
        return number ? SettingKind.INTEGER : SettingKind.TEXT;
    }

    @Test
    void timesHaveTheUnitThatEachDriverGivesThem() {
        Setting millis = Setting.duration(ChronoUnit.MILLIS);
        Setting seconds = Setting.duration(ChronoUnit.SECONDS);

        assertThat(MYSQL.settings().known())
                .containsEntry("socketTimeout", millis)
                .containsEntry("secondsBeforeRetrySource", seconds);
        assertThat(MARIADB.settings().known())
                .containsEntry("socketTimeout", millis)
                .containsEntry("tcpKeepIdle", seconds)
                .containsEntry("sslMode", Setting.text())
                .containsEntry("useServerPrepStmts", Setting.flag())
                .doesNotContainKeys("user", "password", "socketFactory", "addresses");
    }

    @Test
    void keepaliveIsOnWhereNothingIsSaid() {
        for (JdbcDriver driver : List.of(MYSQL, MARIADB)) {
            assertThat(driver.keepalive(candidate(null, Map.of())))
                    .isEqualTo(TcpKeepalive.LINUX_DEFAULT);
            assertThat(driver.keepalive(candidate(null, Map.of("tcpKeepAlive", "false")))).isNull();
            assertThat(driver.keepalive(candidate(MINUTE, Map.of()))).isEqualTo(MINUTE);
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> driver.check(candidate(MINUTE, Map.of("tcpKeepAlive", "false"))))
                    .withMessageContaining("tcpKeepAlive");
        }
    }

    @Test
    void mariaDbTakesKeepaliveTimesAsItsOwnSettingsToo() {
        Candidate own = candidate(null, Map.of("tcpKeepIdle", "2m", "tcpKeepCount", "3"));

        assertThat(MARIADB.keepalive(own))
                .isEqualTo(new TcpKeepalive(ofSeconds(120), ofSeconds(75), 3));
        assertThat(properties(MARIADB, own))
                .containsEntry("tcpKeepIdle", "2")
                .containsEntry("tcpKeepInterval", "2")
                .containsEntry("tcpKeepCount", "3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MARIADB.check(candidate(MINUTE, Map.of("tcpKeepIdle", "2m"))))
                .withMessageContaining("tcpKeepIdle");
    }

    @Test
    void connectorJGetsTheTimesThroughASocketFactory() {
        assertThat(properties(MYSQL, candidate(MINUTE, Map.of("connectionAttributes", "a:b"))))
                .containsEntry(
                        "socketFactory", "dev.poolproof.runner.driver.mysql.KeepaliveSockets")
                .containsEntry("connectionAttributes", "a:b,_poolproof_keepalive:1/1/5");
        assertThat(properties(MYSQL, candidate(null, Map.of("tcpKeepAlive", "false"))))
                .doesNotContainKeys("socketFactory", "connectionAttributes");
    }

    @Test
    void whatReachesTheServerAsSqlIsToldOf() {
        assertThat(MYSQL.warnings(candidate(null, Map.of("sessionVariables", "wait_timeout=9"))))
                .singleElement()
                .asString()
                .startsWith("sessionVariables reaches the server as it is");
        assertThat(MARIADB.warnings(candidate(null, Map.of("socketTimeout", "30s")))).isEmpty();
    }

    /** MariaDB reads what is after {@code M!}, MySQL what is for its version. */
    @Test
    void theLongestStatementIsToldToEachServerInItsOwnWords() {
        Map<String, Duration> times = new LinkedHashMap<>();
        times.put("wait_timeout", ofSeconds(12));
        times.put("max_execution_time", ofMillis(1500));

        assertThat(properties(MYSQL, candidate(null, Map.of()), times))
                .containsEntry(
                        "sessionVariables",
                        "wait_timeout=12,/*!50708 max_execution_time=1500*//*M!"
                                + " max_statement_time=1.500*/");
    }

    @Test
    void aCandidateWithoutADriverRunsWhereTheDefaultDriverHasAllItsSettings() {
        Candidate both = candidate(null, Map.of("socketTimeout", "30s", "tcpKeepAlive", "true"));
        Candidate mysqlOnly = candidate(null, Map.of("autoReconnect", "true"));
        Candidate mariaDb = both.with(both.pool(), new Artifact("mariadb", "3.5.11"));

        assertThat(Drivers.of(both, Engine.POSTGRESQL)).isSameAs(Drivers.named("postgresql"));
        assertThat(Drivers.of(both, Engine.MYSQL)).isSameAs(MYSQL);
        assertThat(Drivers.of(mysqlOnly, Engine.POSTGRESQL)).isNull();
        assertThat(Drivers.of(mysqlOnly, Engine.MYSQL)).isSameAs(MYSQL);
        assertThat(Drivers.of(mariaDb, Engine.POSTGRESQL)).isNull();
        assertThat(Drivers.of(mariaDb, Engine.MYSQL)).isSameAs(MARIADB);
    }

    private static Properties properties(JdbcDriver driver, Candidate candidate) {
        return properties(driver, candidate, Map.of());
    }

    private static Properties properties(
            JdbcDriver driver, Candidate candidate, Map<String, Duration> sessionTimes) {
        return driver.connectionProperties(
                candidate,
                ServerProfile.SELF_MANAGED,
                sessionTimes,
                SIXTY,
                new Credentials("me", "secret"),
                "cell-7");
    }

    private static Candidate candidate(
            @Nullable TcpKeepalive keepalive, Map<String, String> driverSettings) {
        return Candidate.named("ours", Role.PROPOSED, new Artifact("hikaricp", null))
                .driverSettings(driverSettings)
                .keepalive(keepalive)
                .build();
    }
}
