package dev.poolproof.runner.driver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.ServerProfile;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.SettingKind;
import java.lang.reflect.Field;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.jdbc.AwsWrapperProperty;
import software.amazon.jdbc.PropertyDefinition;
import software.amazon.jdbc.dialect.DialectManager;
import software.amazon.jdbc.hostavailability.HostAvailabilityStrategyFactory;
import software.amazon.jdbc.hostlistprovider.AuroraMonitoringConnectionHandler;
import software.amazon.jdbc.hostlistprovider.RdsHostListProvider;
import software.amazon.jdbc.plugin.AuroraInitialConnectionStrategyPlugin;
import software.amazon.jdbc.plugin.bluegreen.BlueGreenConnectionPlugin;
import software.amazon.jdbc.plugin.bluegreen.BlueGreenStatusProvider;
import software.amazon.jdbc.plugin.efm.base.HostMonitoringConnectionBasePlugin;
import software.amazon.jdbc.plugin.efm.v2.HostMonitorServiceV2Impl;
import software.amazon.jdbc.plugin.failover.FailoverConnectionPlugin;
import software.amazon.jdbc.plugin.readwritesplitting.ReadWriteSplittingPlugin;
import software.amazon.jdbc.plugin.staledns.AuroraStaleDnsHelper;

class AwsWrapperDriverTest {
    private static final JdbcDriver DRIVER = Drivers.named("aws-wrapper");
    private static final JdbcDriver OVER_CONNECTOR_J = Drivers.named("aws-wrapper-mysql");

    private static final List<Class<?>> OWNERS =
            List.of(
                    PropertyDefinition.class,
                    DialectManager.class,
                    HostAvailabilityStrategyFactory.class,
                    AuroraMonitoringConnectionHandler.class,
                    RdsHostListProvider.class,
                    AuroraInitialConnectionStrategyPlugin.class,
                    BlueGreenConnectionPlugin.class,
                    BlueGreenStatusProvider.class,
                    HostMonitoringConnectionBasePlugin.class,
                    HostMonitorServiceV2Impl.class,
                    FailoverConnectionPlugin.class,
                    software.amazon.jdbc.plugin.failover2.FailoverConnectionPlugin.class,
                    ReadWriteSplittingPlugin.class,
                    AuroraStaleDnsHelper.class);

    /** What the driver's monitors give their own connections, after these beginnings. */
    private static final String OF_MONITORS =
            "(blue-green-monitoring|monitoring|topology-monitoring)-.*";

    /** A driver that is new: put what is expected here into aws-wrapper.properties. */
    @Test
    void itsSettingsAreSettingsOfTheDriver() throws Exception {
        Map<String, @Nullable String> defaults = defaults();
        Map<String, Setting> ours = NamedKinds.read("aws-wrapper.properties");
        ours.keySet().removeIf(name -> name.matches(OF_MONITORS));

        assertThat(defaults.keySet()).containsAll(ours.keySet());
        assertThat(ours)
                .allSatisfy(
                        (name, setting) ->
                                assertThat(defaults.get(name)).matches(asDefault(setting.kind())));
    }

    /** None, or one of the kind. */
    private static Predicate<@Nullable String> asDefault(SettingKind kind) {
        String pattern =
                switch (kind) {
                    case BOOLEAN -> "true|false";
                    case DURATION, INTEGER -> "\\d+";
                    case TEXT -> "(?!true$|false$|\\d\\d+$).*";
                };
        return value -> value == null || value.isEmpty() || value.matches(pattern);
    }

    private static Map<String, @Nullable String> defaults() throws IllegalAccessException {
        Map<String, @Nullable String> defaults = new HashMap<>();
        for (Class<?> owner : OWNERS) {
            for (Field field : owner.getFields()) {
                if (field.get(null) instanceof AwsWrapperProperty property) {
                    defaults.put(property.name, property.defaultValue);
                }
            }
        }
        return defaults;
    }

    @Test
    void timesAreTheWrappersWhereItHasThemAndPgjdbcsElsewhere() {
        Candidate candidate =
                candidate(
                        Map.of(
                                "failoverTimeoutMs", "15s",
                                "socketTimeout", "10s",
                                "monitoring-connectTimeout", "3s",
                                "cancelSignalTimeout", "2s",
                                "wrapperPlugins", "failover2,efm2"));

        assertThat(properties(DRIVER, candidate))
                .containsEntry("failoverTimeoutMs", "15000")
                .containsEntry("socketTimeout", "10000")
                .containsEntry("monitoring-connectTimeout", "3000")
                .containsEntry("cancelSignalTimeout", "2")
                .containsEntry("wrapperPlugins", "failover2,efm2")
                .containsEntry("clusterId", "cell-7")
                .containsEntry("ApplicationName", "cell-7")
                .containsEntry("user", "me");
        assertThat(DRIVER.settings().known())
                .containsEntry("socketTimeout", Setting.duration(ChronoUnit.MILLIS))
                .doesNotContainKeys("clusterId", "clusterInstanceHostPattern", "user");
    }

    @Test
    void partsOfASecondThatTheDriverWouldCutOffAreRefused() {
        for (String setting : List.of("socketTimeout", "monitoring-connectTimeout")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DRIVER.check(candidate(Map.of(setting, "1500ms"))))
                    .withMessageContaining(setting)
                    .withMessageContaining("1500ms");
        }
        assertThatNoException()
                .isThrownBy(
                        () ->
                                DRIVER.check(
                                        candidate(
                                                Map.of(
                                                        "socketTimeout", "2s",
                                                        "failoverTimeoutMs", "1500ms"))));
    }

    @Test
    void candidatesThatNameNoDriverRunWithoutIt() {
        Candidate named = candidate(Map.of()).with(hikari(), new Artifact("aws-wrapper", null));

        assertThat(Drivers.of(candidate(Map.of()), Engine.POSTGRESQL)).isNotSameAs(DRIVER);
        assertThat(Drivers.of(named, Engine.POSTGRESQL)).isSameAs(DRIVER);
        assertThat(Drivers.of(named, Engine.MYSQL)).isSameAs(OVER_CONNECTOR_J);
    }

    @Test
    void settingsOfTheOtherDriverBelowLeaveOneEngine() {
        assertThat(requireNonNull(Drivers.settings().get("aws-wrapper")).known())
                .containsKeys("failoverTimeoutMs", "cancelSignalTimeout", "connectTimeout");
        Artifact wrapper = new Artifact("aws-wrapper", null);
        Candidate pgjdbcs = candidate(Map.of("cancelSignalTimeout", "2s")).with(hikari(), wrapper);

        assertThat(Drivers.of(pgjdbcs, Engine.POSTGRESQL)).isSameAs(DRIVER);
        assertThat(Drivers.of(pgjdbcs, Engine.MYSQL)).isNull();
    }

    @Test
    void overConnectorJTimesAreMillisecondsAllTheWay() {
        Candidate candidate = candidate(Map.of("socketTimeout", "1500ms"));

        assertThatNoException().isThrownBy(() -> OVER_CONNECTOR_J.check(candidate));
        assertThat(properties(OVER_CONNECTOR_J, candidate))
                .containsEntry("socketTimeout", "1500")
                .containsEntry("clusterId", "cell-7")
                .containsEntry("logger", "NullLogger")
                .containsEntry("user", "me");
        assertThat(OVER_CONNECTOR_J.scheme()).isEqualTo("jdbc:aws-wrapper:mysql");
    }

    private static Candidate candidate(Map<String, String> driverSettings) {
        return Candidate.named("ours", Role.PROPOSED, hikari())
                .driverSettings(driverSettings)
                .build();
    }

    private static Artifact hikari() {
        return new Artifact("hikaricp", null);
    }

    private static Properties properties(JdbcDriver driver, Candidate candidate) {
        return driver.connectionProperties(
                candidate,
                ServerProfile.SELF_MANAGED,
                Map.of(),
                new TimeScale(10),
                new Credentials("me", "secret"),
                "cell-7");
    }
}
