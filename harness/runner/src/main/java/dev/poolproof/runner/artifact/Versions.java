package dev.poolproof.runner.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The versions that this build was made with; system properties of the same names, such as {@code
 * hikaricp.version} and {@code mysql.version}, override what runs when a candidate names none.
 */
public final class Versions {
    private static final Properties BUILT_WITH = read();

    private Versions() {}

    /** The version of Poolproof itself. */
    public static String poolproof() {
        return builtWith("poolproof");
    }

    /** The version of an artifact that runs when a candidate names none, by its name in files. */
    public static String byDefault(String artifact) {
        String key = artifact + ".version";
        return System.getProperty(key, builtWith(key));
    }

    /** The system properties that override what was built in, with their values. */
    public static Map<String, String> overridden() {
        Map<String, String> overridden = new TreeMap<>();
        for (String key : BUILT_WITH.stringPropertyNames()) {
            String version = System.getProperty(key);
            if (version != null && !version.equals(BUILT_WITH.getProperty(key))) {
                overridden.put(key, version);
            }
        }
        return overridden;
    }

    private static String builtWith(String key) {
        String version = BUILT_WITH.getProperty(key);
        if (version == null) {
            throw new IllegalStateException("no version is built in for " + key);
        }
        return version;
    }

    private static Properties read() {
        try (InputStream in =
                Versions.class.getResourceAsStream("/dev/poolproof/runner/versions.properties")) {
            if (in == null) {
                throw new IllegalStateException("versions.properties is missing from the jar");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
