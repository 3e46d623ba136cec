package dev.poolproof.http.origin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.poolproof.http.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where the application has its files from, as others have theirs from an object store. */
final class StorageServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;

    private StorageServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static StorageServer start() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads =
                Executors.newCachedThreadPool(
                        work -> {
                            Thread thread = new Thread(work, "poolproof-storage");
                            thread.setDaemon(true);
                            return thread;
                        });
        server.setExecutor(threads);
        server.createContext("/", StorageServer::answer);
        server.start();
        return new StorageServer(server, threads);
    }

    /** Where a file of {@code bytes} is to be had. */
    String url(long bytes) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + bytes;
    }

    private static void answer(HttpExchange exchange) {
        try (exchange) {
            long bytes = Long.parseLong(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(200, bytes == 0 ? -1 : bytes);
            try (InputStream file = Payload.stream(bytes)) {
                file.transferTo(exchange.getResponseBody());
            }
        } catch (IOException e) {
            // The application has lost its own client, and gives the file up: its journal has it.
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
