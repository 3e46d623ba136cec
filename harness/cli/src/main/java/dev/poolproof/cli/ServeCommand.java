package dev.poolproof.cli;

import dev.poolproof.control.Access;
import dev.poolproof.control.ControlLimits;
import dev.poolproof.control.ControlOptions;
import dev.poolproof.control.ControlServer;
import dev.poolproof.runner.RunRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code poolproof serve}: proxies that clients of Toxiproxy control, until it is ended. */
@Command(
        name = "serve",
        description = "Serves Toxiproxy's HTTP API over Poolproof's proxies, until it is ended.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {
    private static final int BAD_INPUT = 2;
    private static final String LOOPBACK = "127.0.0.1";
    private static final String DEFAULT_CONTROL = LOOPBACK + ":" + ControlOptions.DEFAULT_PORT;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--control",
            paramLabel = "HOST:PORT",
            description = "Where the API listens; by default " + DEFAULT_CONTROL + ".")
    private @Nullable String control;

    @Option(
            names = {"--host", "-host"},
            paramLabel = "HOST",
            description = "The same in Toxiproxy's words: the host.")
    private @Nullable String host;

    @Option(
            names = {"--port", "-port"},
            paramLabel = "PORT",
            description = "The same in Toxiproxy's words: the port.")
    private @Nullable Integer port;

    @Option(
            names = {"--config", "-config"},
            paramLabel = "FILE",
            description = "Proxies to begin with, in the JSON that Toxiproxy's -config has.")
    private @Nullable Path config;

    @Option(
            names = {"--seed", "-seed"},
            paramLabel = "N",
            defaultValue = "" + RunRequest.DEFAULT_SEED,
            description = "Seed of every random decision; by default ${DEFAULT-VALUE}.")
    private long seed = RunRequest.DEFAULT_SEED;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "Asks every request for the token in this file: Authorization: Bearer ...")
    private @Nullable Path tokenFile;

    @Option(
            names = "--without-token",
            description =
                    "Lets other machines in without a token, for a network of nobody else's;"
                            + " --token-file goes before it.")
    private boolean withoutToken;

    /** Toxiproxy's switches for metrics, one or both; here they are always there. */
    @Option(
            names = {"-proxy-metrics", "-runtime-metrics"},
            description = "Toxiproxy's; /metrics is always there.")
    void metrics(boolean[] wanted) {
        // Nothing to switch on.
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ControlServer server = ControlServer.start(options())) {
            List<String> proxies = config == null ? List.of() : server.populate(config);
            Thread ending = new Thread(server::close, "poolproof-end");
            Runtime.getRuntime().addShutdownHook(ending);
            tell(server, proxies);
            new CountDownLatch(1).await(); // until the process is ended
            return 0;
        } catch (IllegalArgumentException e) {
            return refused(e.getMessage());
        } catch (UncheckedIOException e) {
            return refused(reasons(e));
        }
    }

    /** What the system said, without the wrapping around it. */
    private static String reasons(UncheckedIOException e) {
        StringJoiner reasons = new StringJoiner(": ");
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            boolean bare = cause instanceof FileSystemException; // its message is only the file
            reasons.add(bare ? cause.toString() : String.valueOf(cause.getMessage()));
        }
        return reasons.toString();
    }

    private ControlOptions options() {
        InetSocketAddress listen = address();
        try {
            return new ControlOptions(listen, access(), seed, ControlLimits.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    (control == null ? "--host: " : "--control: ")
                            + e.getMessage()
                            + System.lineSeparator()
                            + "    write --token-file FILE, or --without-token where nobody else"
                            + " is on the network",
                    e);
        }
    }

    private Access access() {
        if (tokenFile == null) {
            return withoutToken ? new Access.Anyone() : new Access.ThisMachine();
        }
        try {
            return new Access.Token(Files.readString(tokenFile).strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("--token-file: \"" + tokenFile + "\": " + e, e);
        }
    }

    private InetSocketAddress address() {
        if (control == null) {
            return addressInToxiproxysWords();
        }
        if (host != null || port != null) {
            throw new IllegalArgumentException(
                    "--control: \"%s\" and --host or --port both say where%n    write one of them"
                            .formatted(control));
        }
        try {
            int colon = control.lastIndexOf(':');
            return new InetSocketAddress(
                    control.substring(0, colon), Integer.parseInt(control.substring(colon + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) { // no host, or no port
            throw new IllegalArgumentException(
                    "--control: \"%s\" is no address%n    write %s"
                            .formatted(control, DEFAULT_CONTROL),
                    e);
        }
    }

    private InetSocketAddress addressInToxiproxysWords() {
        int wanted = port == null ? ControlOptions.DEFAULT_PORT : port;
        try {
            return new InetSocketAddress(host == null ? LOOPBACK : host, wanted);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--port: %d is no port%n    write %d"
                            .formatted(wanted, ControlOptions.DEFAULT_PORT),
                    e);
        }
    }

    private void tell(ControlServer server, List<String> proxies) {
        PrintWriter terminal = spec().commandLine().getOut();
        InetSocketAddress address = server.address();
        terminal.printf(
                "Control API on http://%s:%d, seed %d%n",
                address.getHostString(), address.getPort(), seed);
        proxies.forEach(proxy -> terminal.println("Proxy " + proxy));
        terminal.flush();
    }

    private int refused(@Nullable String message) {
        PrintWriter errors = spec().commandLine().getErr();
        errors.println(message);
        errors.flush();
        return BAD_INPUT;
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not made this command");
        }
        return spec;
    }
}
