package dev.poolproof.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.http.NginxChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatCommandTest {
    private static final RepeatCommand COMMAND =
            RepeatCommand.ofCommand(List.of(Path.of("a.yaml"), Path.of("more")), null);
    private static final RepeatCommand MAVEN = RepeatCommand.ofMaven(List.of(), null);

    private final Properties before = new Properties();

    @BeforeEach
    void forgetVersions() {
        before.putAll(System.getProperties());
        System.clearProperty("hikaricp.version");
        System.clearProperty("postgresql.version");
    }

    @AfterEach
    void restoreProperties() {
        System.setProperties(before);
    }

    @Test
    void whatHasItsDefaultIsLeftOutButTheSeed() {
        assertThat(Plans.request(COMMAND).command())
                .isEqualTo("java -jar poolproof.jar run a.yaml more --seed 20261121");
        assertThat(Plans.request(MAVEN).command("night", "ours", Engine.POSTGRESQL))
                .isEqualTo(
                        "mvn verify -Pscenarios -Dpoolproof.seed=20261121"
                                + " -Dpoolproof.only=night/ours");
    }

    @Test
    void whatTheRunWasAskedForIsRepeated() {
        RunRequest request =
                request(COMMAND, Selection.of("alb-*"), "jdbc:postgresql://db:5432/test?a=b");

        assertThat(request.command())
                .isEqualTo(
                        "java -jar poolproof.jar run a.yaml more --time-scale 7.5 --seed 5"
                                + " --cells-at-once 3"
                                + " --database-url 'jdbc:postgresql://db:5432/test?a=b'"
                                + " --database-user me --nginx emulated"
                                + " --proxy toxiproxy --toxiproxy toxi:1234"
                                + " --only 'alb-*'");
    }

    @Test
    void aSelectionOfScenariosIsRepeated() {
        assertThat(request(MAVEN, Selection.ALL, null).command())
                .endsWith(" -Dpoolproof.selection=all");
    }

    @Test
    void aCellIsSelectedInPlaceOfWhatTheRunSelected() {
        assertThat(
                        request(COMMAND, Selection.of("alb-*"), null)
                                .command("alb-idle", "ours", Engine.POSTGRESQL))
                .endsWith(" --toxiproxy toxi:1234 --only alb-idle/ours")
                .doesNotContain("--database");
        assertThat(
                        request(COMMAND, Selection.ALL, null, DatabaseChoice.of("all"))
                                .command("alb-idle", "ours", Engine.MYSQL))
                .contains(" --database mysql ");
    }

    @Test
    void passwordsAreNeverInIt() {
        for (RepeatCommand repeat : List.of(COMMAND, MAVEN)) {
            assertThat(
                            request(
                                            repeat,
                                            Selection.ALL,
                                            "jdbc:postgresql://db/test?password=secret&user=me"
                                                    + "&sslpassword=secret&a=b&password=secret")
                                    .command())
                    .doesNotContain("secret", "password")
                    .contains("jdbc:postgresql://db/test?user=me&a=b' ");
        }
    }

    @Test
    void aVersionOfTheUsersOwnIsRepeated() {
        System.setProperty("hikaricp.version", "5.1.0");

        assertThat(Plans.request(COMMAND).command())
                .startsWith("java -Dhikaricp.version=5.1.0 -jar ");
        assertThat(Plans.request(MAVEN).command())
                .startsWith("mvn verify -Pscenarios -Dhikaricp.version=5.1.0 ");
    }

    @Test
    void whatAShellWouldReadOtherwiseIsQuoted() {
        RepeatCommand repeat =
                RepeatCommand.ofCommand(
                        List.of(Path.of("my files/it's.yaml")), Path.of("$HOME/c.yaml"));

        assertThat(Plans.request(repeat).command())
                .isEqualTo(
                        "java -jar poolproof.jar run 'my files/it'\\''s.yaml'"
                                + " --candidates '$HOME/c.yaml' --seed 20261121");
        assertThat(
                        Plans.request(RepeatCommand.ofMaven(List.of(Path.of("my files")), null))
                                .command())
                .contains(" '-Dpoolproof.scenarios=my files' ");
    }

    private static RunRequest request(
            RepeatCommand repeat, Selection selection, @Nullable String url) {
        return request(repeat, selection, url, DatabaseChoice.DEFAULT);
    }

    private static RunRequest request(
            RepeatCommand repeat,
            Selection selection,
            @Nullable String url,
            DatabaseChoice databases) {
        return new RunRequest(
                Plans.NO_FILES,
                selection,
                new TimeScale(7.5),
                5,
                3,
                databases,
                Backend.EMBEDDED,
                url,
                new Credentials("me", "secret"),
                RunRequest.toxiproxy("toxiproxy", "toxi:1234"),
                NginxChoice.EMULATED,
                repeat);
    }
}
