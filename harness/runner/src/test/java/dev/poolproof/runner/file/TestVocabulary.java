package dev.poolproof.runner.file;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.ResponseTimeout;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Few enough names to read in an error. */
final class TestVocabulary {
    static final Hop NAT_GATEWAY = new Hop("nat-gateway", List.of());
    static final Vocabulary VOCABULARY = vocabulary();

    private TestVocabulary() {}

    private static Vocabulary vocabulary() {
        Map<String, Hop> middleboxes = new LinkedHashMap<>();
        middleboxes.put("direct", new Hop("direct", List.of()));
        middleboxes.put("nat-gateway", NAT_GATEWAY);
        middleboxes.put(
                "alb",
                new Hop(
                        "alb",
                        List.of(new ResponseTimeout(Duration.ofSeconds(60), Ending.FIN_BOTH))));
        Map<String, Settings> pools = new LinkedHashMap<>();
        pools.put("hikaricp", hikari());
        pools.put("dbcp2", new Settings(Map.of()));
        Map<String, Setting> pgjdbc = new LinkedHashMap<>();
        pgjdbc.put("tcpKeepAlive", Setting.flag());
        pgjdbc.put("socketTimeout", Setting.duration(SECONDS));
        pgjdbc.put("connectTimeout", Setting.duration(SECONDS));
        pgjdbc.put("loginTimeout", Setting.duration(SECONDS, MILLIS));
        Map<String, Setting> connectorJ = new LinkedHashMap<>();
        connectorJ.put("tcpKeepAlive", Setting.flag());
        connectorJ.put("socketTimeout", Setting.duration(MILLIS));
        connectorJ.put("useSSL", Setting.flag());
        Map<String, Settings> drivers = new LinkedHashMap<>();
        drivers.put("postgresql", new Settings(pgjdbc));
        drivers.put("mysql", new Settings(connectorJ));
        return new Vocabulary(
                middleboxes,
                pools,
                drivers,
                Map.of("okhttp", new Settings(Map.of("maxIdleConnections", Setting.integer()))),
                new Settings(Map.of("maxConnections", Setting.integer())),
                List.of("postgresql", "mysql"));
    }

    private static Settings hikari() {
        Map<String, Setting> settings = new LinkedHashMap<>();
        for (String name :
                List.of(
                        "maxLifetime",
                        "idleTimeout",
                        "keepaliveTime",
                        "connectionTimeout",
                        "validationTimeout",
                        "leakDetectionThreshold")) {
            settings.put(name, Setting.duration(MILLIS));
        }
        settings.put("initializationFailTimeout", Setting.integer());
        settings.put("maximumPoolSize", Setting.integer());
        settings.put("minimumIdle", Setting.integer());
        settings.put("autoCommit", Setting.flag());
        settings.put("connectionTestQuery", Setting.text());
        return new Settings(settings);
    }
}
