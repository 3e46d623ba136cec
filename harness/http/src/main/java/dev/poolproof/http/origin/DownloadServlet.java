package dev.poolproof.http.origin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The incident's download: streams a file from storage to the client, as it comes. {@code bytes} is
 * its length; with {@code framing=chunked} the client is not told it.
 */
final class DownloadServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient StorageServer storage;
    private final transient Journal journal;

    DownloadServlet(StorageServer storage, Journal journal) {
        this.storage = storage;
        this.journal = journal;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long bytes = Parameters.number(request, "bytes");
        response.setContentType("application/octet-stream");
        if (!Parameters.isChunked(request)) {
            response.setContentLengthLong(bytes);
        }
        HttpURLConnection file =
                (HttpURLConnection) URI.create(storage.url(bytes)).toURL().openConnection();
        Copied copied = new Copied();
        @Nullable IOException exception = null;
        try (InputStream from = file.getInputStream()) {
            copied.all(from, response.getOutputStream());
        } catch (IOException e) {
            exception = e; // the evidence; there is nobody left to tell
        } finally {
            file.disconnect();
            journal.add(request, copied.bytes(), exception);
        }
    }
}
