package dev.poolproof.http.origin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What {@link OriginProcess} runs: the application, until its standard input ends. It tells its
 * port and what it has served on its standard output, a line each.
 */
final class OriginMain {
    private static final String PORT = "port\t";
    private static final String SERVED = "served\t";
    private static final int LOOK_EVERY_MILLIS = 5;

    private OriginMain() {}

    /**
     * Serves until the standard input ends.
     *
     * @param arguments as {@link #arguments} has them
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        CountDownLatch ended = new CountDownLatch(1);
        Thread waiter = new Thread(() -> awaitEnd(ended), "poolproof-origin-parent");
        waiter.setDaemon(true);
        waiter.start();
        try (Origin origin = Origin.start(settings(arguments))) {
            out.println(PORT + origin.address().getPort());
            int told = 0;
            boolean last = false;
            while (!last) {
                last = ended.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                List<Served> all = origin.served();
                all.subList(told, all.size()).forEach(each -> out.println(line(each)));
                told = all.size();
            }
        }
        System.exit(0); // requests that still wait for their time are nobody's any more
    }

    /** The kernel closes the pipe with the JVM that has started this one. */
    private static void awaitEnd(CountDownLatch ended) {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said over it.
            }
        } catch (IOException e) {
            // As good as its end.
        }
        ended.countDown();
    }

    /** Settings as {@code main} takes them. */
    static List<String> arguments(OriginSettings settings) {
        return List.of(
                Long.toString(settings.multipartLimit()),
                settings.keepAliveTimeout().toString(),
                Integer.toString(settings.maxConnections()),
                settings.selectorTimeout().toString());
    }

    private static OriginSettings settings(String[] arguments) {
        return new OriginSettings(
                Long.parseLong(arguments[0]),
                Duration.parse(arguments[1]),
                Integer.parseInt(arguments[2]),
                Duration.parse(arguments[3]));
    }

    private static String line(Served served) {
        String exception = served.exception();
        return SERVED
                + served.bytes()
                + "\t"
                + served.request()
                + (exception == null ? "" : "\t" + exception.replaceAll("\\s+", " "));
    }

    static boolean isPort(String line) {
        return line.startsWith(PORT);
    }

    static int port(String line) {
        return Integer.parseInt(line.substring(PORT.length()));
    }

    static boolean isServed(String line) {
        return line.startsWith(SERVED);
    }

    static Served served(String line) {
        String[] parts = line.substring(SERVED.length()).split("\t", 3);
        return new Served(parts[1], Long.parseLong(parts[0]), parts.length < 3 ? null : parts[2]);
    }
}
