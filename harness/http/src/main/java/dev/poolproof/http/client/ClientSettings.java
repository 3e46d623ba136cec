package dev.poolproof.http.client;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The settings that an adapter was told, by the client's own names. What is not set is left to the
 * client.
 */
public final class ClientSettings {
    private final Map<String, String> values;

    /** As {@link HttpClientKind#settings} has their values. */
    public ClientSettings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Gives a time in milliseconds to {@code to}, if it is set. */
    public void duration(String name, Consumer<Duration> to) {
        String value = values.get(name);
        if (value != null) {
            to.accept(Duration.ofMillis(Long.parseLong(value)));
        }
    }

    /** Gives a whole number to {@code to}, if it is set. */
    public void number(String name, IntConsumer to) {
        String value = values.get(name);
        if (value != null) {
            to.accept(Integer.parseInt(value));
        }
    }

    /** Gives {@code true} or {@code false} to {@code to}, if it is set. */
    public void flag(String name, Consumer<Boolean> to) {
        String value = values.get(name);
        if (value != null) {
            to.accept(Boolean.valueOf(value));
        }
    }

    /** What was written, or {@code otherwise} if it is not set. */
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /**
     * Checks that the JVM was started with a system property as it is set, if it is: the JDK reads
     * it once, for all clients.
     *
     * @throws IllegalArgumentException if the JVM has another value
     */
    public void ofJvm(String property) {
        String wanted = values.get(property);
        String actual = System.getProperty(property);
        if (wanted != null && !wanted.equals(actual)) {
            throw new IllegalArgumentException(
                    "%s must be %s for the whole JVM, which reads it once: start it with -D%1$s=%2$s; it was %s"
                            .formatted(property, wanted, actual == null ? "not set" : actual));
        }
    }
}
