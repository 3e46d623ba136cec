package dev.poolproof.proxy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a side in Java has thrown, in the words of the documents in {@code docs}. */
final class Thrown {
    private Thrown() {}

    /** The class, a {@code SQLException}'s SQLState, the message; its causes after it. */
    static String inWords(Throwable thrown) {
        List<String> words = new ArrayList<>();
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            String state = next instanceof SQLException sql ? " " + sql.getSQLState() : "";
            String message = next.getMessage();
            words.add(
                    next.getClass().getSimpleName()
                            + state
                            + (message == null ? "" : ": " + inWordsOfJdk17(message)));
        }
        return words.stream().distinct().collect(Collectors.joining(" ← "));
    }

    /**
     * Later ones put a TLS alert's name before it, and leave the exclamation mark out; how a reset
     * is called depends on whether the side was reading or writing. Ports are another each time.
     */
    private static String inWordsOfJdk17(String message) {
        return message.lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\([a-z_]+\\) ", "")
                .replace("Tag mismatch!", "Tag mismatch")
                .replaceAll("Connection reset by peer|Broken pipe", "Connection reset")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT");
    }
}
