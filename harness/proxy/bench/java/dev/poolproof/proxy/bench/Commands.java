package dev.poolproof.proxy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.function.Function;

/** How a process that was started for the measurement talks with the one that started it. */
final class Commands {
    private Commands() {}

    /** Tells where to connect to. */
    static void announce(int port) {
        System.out.println(port);
    }

    /** Answers each line of the standard input with one, until it ends. */
    static void untilEnd(Function<String, String> answer) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(answer.apply(line));
        }
    }
}
