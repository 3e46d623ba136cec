package dev.poolproof.runner.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.poolproof.model.history.HistoryEvent.ServerLogged;
import dev.poolproof.model.history.LogSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the lines that a database logs into the histories of the cells they belong to. A line
 * belongs to the cell that it names, as application with PostgreSQL and as database with MySQL and
 * MariaDB, or to the one whose path connects from the port that it names: a session that fails in
 * its handshake has no name yet. The latter two tell no ports, so of such sessions nothing is told.
 */
public final class ServerLog implements AutoCloseable {
    /** At a time scale of 60, lines are late by half a second on average. */
    private static final long PERIOD_MILLIS = 20;

    private static final Pattern CELL = Pattern.compile("poolproof[-_]\\d+[-_][a-z0-9]+");

    /** What stands before the message: application and client, or time and thread. */
    private static final Pattern BEFORE =
            Pattern.compile(
                    "^(?:[^:]*:[^:(]*\\((?<port>\\d+)\\):|[-\\d]+(?: +|T)[:\\d]+(?:\\.\\d+Z)? \\d+ )");

    /**
     * Of lines that tell something; others of PostgreSQL's explain the line before. To MySQL a
     * connection that breaks is worth a note, to MariaDB a warning.
     */
    private static final Pattern MESSAGE =
            Pattern.compile(
                    "^(?:(?:LOG|WARNING|ERROR|FATAL|PANIC): |\\[(?:Warning|ERROR)] |\\[Note] \\[MY-)");

    private static final Logger LOG = LoggerFactory.getLogger(ServerLog.class);

    private final Map<String, HistoryRecorder> recorders = new ConcurrentHashMap<>();
    private final ScheduledExecutorService reader =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "poolproof-server-log");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final @Nullable FileChannel log;

    /** Most looks find nothing, and there are many: they take no memory. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(8192);

    private @Nullable ScheduledFuture<?> reading;
    private String unfinished = "";

    private ServerLog(@Nullable FileChannel log) {
        this.log = log;
    }

    /**
     * Follows a log from its beginning.
     *
     * @param log {@code null} if the server's is out of reach: histories then have no lines of it
     */
    public static ServerLog follow(@Nullable Path log) {
        if (log == null) {
            return new ServerLog(null);
        }
        try {
            FileChannel in = FileChannel.open(log);
            ServerLog followed = new ServerLog(in);
            followed.reading =
                    followed.reader.scheduleWithFixedDelay(
                            () -> followed.read(in), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            return followed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the lines that belong to {@code cell} to {@code recorder} from now on. */
    public void route(String cell, HistoryRecorder recorder) {
        recorders.put(cell, recorder);
    }

    /** Ends {@link #route}. */
    public void forget(String cell) {
        recorders.remove(cell);
    }

    private void read(FileChannel in) {
        try {
            if (in.read(buffer) > 0) {
                String text = unfinished + rest(in);
                int end = text.lastIndexOf('\n') + 1;
                unfinished = text.substring(end);
                text.substring(0, end).lines().forEach(this::take);
            }
        } catch (IOException e) {
            // Without its log a server is still a server; symptoms that name its lines do not show.
            LOG.warn("the server's log cannot be read", e);
            reader.shutdown();
        }
    }

    /** What was just read, and all that is there behind it. */
    private String rest(FileChannel in) throws IOException {
        ByteArrayOutputStream fresh = new ByteArrayOutputStream();
        do {
            buffer.flip();
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            fresh.writeBytes(part);
            buffer.clear();
        } while (in.read(buffer) > 0);
        return fresh.toString(UTF_8);
    }

    private void take(String line) {
        Matcher before = BEFORE.matcher(line);
        boolean found = before.find();
        String message = found ? line.substring(before.end()) : line;
        if (!MESSAGE.matcher(message).find()) {
            return;
        }
        HistoryRecorder recorder = recorder(line, found ? before.group("port") : null);
        if (recorder != null) {
            recorder.add(
                    new ServerLogged(
                            recorder.clock().now(),
                            LogSource.DATABASE,
                            message.replaceFirst(": +", ": ")));
        }
    }

    private @Nullable HistoryRecorder recorder(String line, @Nullable String port) {
        Matcher cell = CELL.matcher(line);
        if (cell.find()) {
            return recorders.get(cell.group().replace('_', '-'));
        }
        return port == null
                ? null
                : recorders.values().stream()
                        .filter(recorder -> recorder.hasConnectedFrom(port))
                        .findFirst()
                        .orElse(null);
    }

    @Override
    public void close() {
        if (reading != null) {
            reading.cancel(false);
        }
        reader.shutdown();
        try {
            reader.awaitTermination(5, TimeUnit.SECONDS);
            if (log != null) {
                log.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
