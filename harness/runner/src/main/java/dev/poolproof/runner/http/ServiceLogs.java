package dev.poolproof.runner.http;

import dev.poolproof.http.nginx.Nginx;
import dev.poolproof.http.origin.Application;
import dev.poolproof.http.origin.Served;
import dev.poolproof.model.history.HistoryEvent.ServerLogged;
import dev.poolproof.model.history.LogSource;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what nginx and the application behind it log, as it comes. */
final class ServiceLogs implements Runnable {
    private static final long PERIOD_WALL_NANOS = 20_000_000;

    /** Both log within a millisecond or two of what they do. */
    private static final int QUIET_PERIODS = 5;

    private final Application origin;
    private final @Nullable Nginx nginx;
    private final HistoryRecorder recorder;
    private int seenOfNginx;
    private int seenOfOrigin;
    private boolean ended;

    ServiceLogs(Application origin, @Nullable Nginx nginx, HistoryRecorder recorder) {
        this.origin = origin;
        this.nginx = nginx;
        this.recorder = recorder;
    }

    @Override
    public void run() {
        try {
            while (pause()) {
                read();
            }
        } catch (InterruptedException e) {
            // The cell is being closed; the thread is its own and ends here.
            Thread.currentThread().interrupt();
        }
    }

    /** Reads until nothing new has come for a while. */
    void settle() throws InterruptedException {
        int quiet = 0;
        while (quiet < QUIET_PERIODS && pause()) {
            quiet = read() == 0 ? quiet + 1 : 0;
        }
    }

    /** Reads nothing more; the logs may go when this returns. */
    synchronized void end() {
        ended = true;
    }

    private boolean pause() throws InterruptedException {
        CellClock clock = recorder.clock();
        return clock.waitUntil(clock.now().plus(clock.scale().toProduction(PERIOD_WALL_NANOS)));
    }

    /** How many lines were new. */
    private synchronized int read() {
        if (ended) {
            return 0;
        }
        try {
            return ofNginx() + ofOrigin();
        } catch (IOException e) {
            recorder.broke("nginx's log cannot be read: " + e.getMessage());
            return 0;
        }
    }

    private int ofNginx() throws IOException {
        List<String> lines = nginx == null ? List.of() : nginx.errorLog();
        List<String> fresh = lines.subList(Math.min(seenOfNginx, lines.size()), lines.size());
        fresh.forEach(line -> add(LogSource.NGINX, line.replaceFirst("^[^\\[]*(?=\\[)", "")));
        seenOfNginx = lines.size();
        return fresh.size();
    }

    private int ofOrigin() {
        List<Served> served = origin.served();
        List<Served> fresh = served.subList(seenOfOrigin, served.size());
        for (Served request : fresh) {
            if (request.exception() != null) {
                add(LogSource.ORIGIN, request.exception() + " in " + request.request());
            }
        }
        seenOfOrigin = served.size();
        return fresh.size();
    }

    private void add(LogSource source, String line) {
        Duration now = recorder.clock().now();
        recorder.add(new ServerLogged(now, source, line));
    }
}
