package dev.poolproof.http.origin;

import dev.poolproof.http.Payload;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers in its own time: its header after {@code headers-after}, and the body after {@code
 * body-after} more. {@code bytes} and {@code framing} as for downloads.
 */
final class SlowServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Journal journal;
    private final transient CountDownLatch stopped;

    /** Waits no longer than until {@code stopped}. */
    SlowServlet(Journal journal, CountDownLatch stopped) {
        this.journal = journal;
        this.stopped = stopped;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long bytes = Parameters.number(request, "bytes");
        Copied written = new Copied();
        @Nullable Exception exception = null;
        try (InputStream body = Payload.stream(bytes)) {
            pause(Parameters.duration(request, "headers-after"));
            if (!Parameters.isChunked(request)) {
                response.setContentLengthLong(bytes);
            }
            response.flushBuffer();
            pause(Parameters.duration(request, "body-after"));
            written.all(body, response.getOutputStream());
        } catch (IOException e) {
            exception = e; // the evidence; there is nobody left to tell
        } finally {
            journal.add(request, written.bytes(), exception);
        }
    }

    private void pause(Duration length) throws IOException {
        try {
            if (stopped.await(length.toNanos(), TimeUnit.NANOSECONDS) && !length.isZero()) {
                throw new IOException("the application was stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the application was stopped", e);
        }
    }
}
