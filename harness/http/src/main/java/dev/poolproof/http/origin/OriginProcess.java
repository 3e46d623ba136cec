package dev.poolproof.http.origin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The application in a JVM of its own, whose heap can be chosen. It runs on the Java and the class
 * path of this JVM, and ends with it, however that ends.
 */
public final class OriginProcess implements Application {
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final List<Served> served = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private OriginProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it; it answers when this returns.
     *
     * @param heap the most that its heap may become, as {@code -Xmx} takes it
     * @throws IOException if it does not start, in the words of its JVM
     */
    public static OriginProcess start(OriginSettings settings, String heap) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx" + heap,
                                "-XX:TieredStopAtLevel=1",
                                OriginMain.class.getName()));
        command.addAll(OriginMain.arguments(settings));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        OriginProcess origin = new OriginProcess(builder.start());
        Thread reader = new Thread(origin::read, "poolproof-origin-process");
        reader.setDaemon(true);
        reader.start();
        try {
            origin.port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return origin;
        } catch (ExecutionException | TimeoutException e) {
            origin.close();
            throw new IOException(
                    "the application's JVM does not start: " + String.join(" ", origin.said), e);
        } catch (InterruptedException e) {
            origin.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the application's JVM started", e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (OriginMain.isPort(line)) {
                    port.complete(OriginMain.port(line));
                } else if (OriginMain.isServed(line)) {
                    served.add(OriginMain.served(line));
                } else {
                    said.add(line);
                }
            }
            port.completeExceptionally(new IOException("it has ended"));
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port.join());
    }

    @Override
    public List<Served> served() {
        return List.copyOf(served);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if it does not end
     */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the application's JVM did not end by itself");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            // It goes on by itself; nothing is lost by not waiting.
            Thread.currentThread().interrupt();
        }
    }
}
