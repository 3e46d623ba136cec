package dev.poolproof.runner.http;

import dev.poolproof.http.origin.Application;
import dev.poolproof.http.origin.Origin;
import dev.poolproof.http.origin.OriginProcess;
import dev.poolproof.http.origin.OriginSettings;
import dev.poolproof.model.Durations;
import dev.poolproof.model.TimeScale;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What files may set of the application behind nginx, under the names that Tomcat and the JVM have
 * for it.
 */
public final class OriginSetup {
    private static final String MAX_CONNECTIONS = "maxConnections";
    private static final String KEEP_ALIVE_TIMEOUT = "keepAliveTimeout";
    private static final String MAX_FILE_SIZE = "maxFileSize";

    private static final String HEAP = "Xmx";

    private OriginSetup() {}

    /** The settings. */
    public static Settings settings() {
        Map<String, Setting> known = new LinkedHashMap<>();
        known.put(MAX_CONNECTIONS, Setting.integer());
        known.put(KEEP_ALIVE_TIMEOUT, Setting.duration(ChronoUnit.MILLIS));
        known.put(MAX_FILE_SIZE, Setting.integer());
        known.put(HEAP, Setting.text());
        return new Settings(known);
    }

    /**
     * Starts the application, in a JVM of its own where its heap is set.
     *
     * @throws IOException if it does not start
     */
    static Application start(Map<String, String> written, TimeScale scale) throws IOException {
        OriginSettings settings = atScale(written, scale);
        String heap = written.get(HEAP);
        return heap == null ? Origin.start(settings) : OriginProcess.start(settings, heap);
    }

    /** Settings as the application gets them; those that are left out have Tomcat's defaults. */
    static OriginSettings atScale(Map<String, String> written, TimeScale scale) {
        OriginSettings byDefault = OriginSettings.DEFAULT;
        String keepAlive = written.get(KEEP_ALIVE_TIMEOUT);
        Duration timeout =
                keepAlive == null ? byDefault.keepAliveTimeout() : Durations.parse(keepAlive);
        return new OriginSettings(
                number(written, MAX_FILE_SIZE, byDefault.multipartLimit()),
                scale.toWall(timeout),
                Math.toIntExact(number(written, MAX_CONNECTIONS, byDefault.maxConnections())),
                scale.toWall(byDefault.selectorTimeout()));
    }

    private static long number(Map<String, String> written, String name, long byDefault) {
        String value = written.get(name);
        return value == null ? byDefault : Long.parseLong(value);
    }
}
