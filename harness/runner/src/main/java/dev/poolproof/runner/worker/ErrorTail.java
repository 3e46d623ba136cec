package dev.poolproof.runner.worker;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines that a worker wrote to its standard error. */
final class ErrorTail {
    private static final int LINES = 20;
    private static final int LONGEST = 1_000;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread thread;

    private ErrorTail(InputStream stream) {
        thread = new Thread(() -> collect(new Lines(stream, LONGEST)), "poolproof-worker-errors");
    }

    /** Starts to collect from {@code stream}, until it ends. */
    static ErrorTail of(InputStream stream) {
        ErrorTail tail = new ErrorTail(stream);
        tail.thread.setDaemon(true);
        tail.thread.start();
        return tail;
    }

    /** The lines so far, the newest last; waits a moment for those of a worker that has ended. */
    String text() {
        try {
            thread.join(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (lines) {
            return lines.isEmpty() ? "nothing on its standard error" : String.join("; ", lines);
        }
    }

    private void collect(Lines from) {
        try {
            for (String line = from.next(); line != null; line = from.next()) {
                synchronized (lines) {
                    if (lines.size() == LINES) {
                        lines.removeFirst();
                    }
                    if (!line.isBlank()) {
                        lines.addLast(line);
                    }
                }
            }
        } catch (IOException e) {
            // The process was killed while its stream was read: there are no more lines.
            return;
        }
    }
}
