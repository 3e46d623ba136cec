package dev.poolproof.runner.worker;

import dev.poolproof.model.candidate.WorkerProgram;
import dev.poolproof.runner.worker.WorkerException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;

/**
 * Checks whether a worker keeps to the protocol, against a database that is really there. Takes
 * about ten seconds.
 */
public final class Conformance {
    private static final Duration SILENCE = Duration.ofMillis(1_500);

    /** Longer than a worker may leave a ping unanswered here, and the look at it. */
    private static final Duration LONG = Duration.ofSeconds(4);

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String UNKNOWN_SETTING = "no-such-setting";

    private final WorkerProgram program;
    private final WorkerRequest request;
    private final Callable<List<Long>> ids;
    private final List<String> findings = new ArrayList<>();

    private Conformance(WorkerProgram program, WorkerRequest request, Callable<List<Long>> ids) {
        this.program = program;
        this.request = request;
        this.ids = ids;
    }

    /**
     * Checks a worker.
     *
     * @param request where the database is, at any time scale
     * @param ids reads what stands in the request's table, which is empty at first
     * @return what is wrong, as sentences; empty if it conforms
     * @throws WorkerException if it cannot run here
     */
    public static List<String> check(
            WorkerProgram program, WorkerRequest request, Callable<List<Long>> ids)
            throws WorkerException, InterruptedException {
        Conformance conformance = new Conformance(program, request, ids);
        try (Worker worker = conformance.start(request)) {
            conformance.checkOperations(worker);
            conformance.checkTimes(worker);
            conformance.checkFreeze(worker);
            conformance.checkEnd(worker);
        }
        conformance.checkFailure();
        conformance.checkRefusal();
        return List.copyOf(conformance.findings);
    }

    private Worker start(WorkerRequest with) throws WorkerException, InterruptedException {
        return Worker.start(program, with, (level, line) -> {}, SILENCE);
    }

    private void checkOperations(Worker worker) throws InterruptedException {
        Stopwatch times = new Stopwatch();
        succeeds("read", () -> worker.run(order(0, "read", Duration.ZERO), times));
        if (times.waits.size() != 1) {
            findings.add("read: borrowed must be reported once, was " + times.waits.size());
        } else if (times.waits.get(0) > times.took) {
            findings.add("read: borrowed must not take longer than the operation");
        }
        succeeds("write", () -> worker.run(order(0, "write", Duration.ZERO, 1), new Stopwatch()));
        succeeds(
                "transaction",
                () -> worker.run(order(1, "transaction", Duration.ZERO, 2), new Stopwatch()));
        succeeds("hold", () -> worker.run(order(1, "hold", SHORT, 3, 4), new Stopwatch()));
        try {
            List<Long> found = ids.call().stream().sorted().toList();
            if (!found.equals(List.of(1L, 2L, 3L, 4L))) {
                findings.add("writes: the table must have the ids 1, 2, 3, 4, has " + found);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the table cannot be read", e);
        }
    }

    private void checkTimes(Worker worker) throws InterruptedException {
        Stopwatch times = new Stopwatch();
        FutureTask<Boolean> longQuery =
                new FutureTask<>(
                        () -> {
                            worker.run(order(0, "long-query", LONG), times);
                            return true;
                        });
        Thread client = new Thread(longQuery, "poolproof-conformance");
        client.start();
        succeeds(
                "a read beside a long-query of another client",
                () -> worker.run(order(1, "read", Duration.ZERO), new Stopwatch()));
        if (longQuery.isDone()) {
            findings.add("clients: a read must not wait for another client's long-query");
        }
        succeeds("long-query", longQuery::get);
        if (times.took < LONG.toNanos()) {
            findings.add("long-query: must take as long as it is told");
        }
    }

    private void checkFreeze(Worker worker) throws InterruptedException {
        succeeds(
                "a read after a freeze",
                () -> {
                    worker.freeze();
                    worker.run(order(0, "read", Duration.ZERO), new Stopwatch());
                });
    }

    private void checkEnd(Worker worker) throws InterruptedException {
        if (!worker.endsByItself()) {
            findings.add("end of input: must end by itself, with code 0, within 3 s");
        }
    }

    /** A client that cannot connect has failed, and its worker has not. */
    private void checkFailure() throws WorkerException, InterruptedException {
        try (Worker worker = start(request.at(closedPort()))) {
            for (String attempt : List.of("first", "second")) {
                try {
                    worker.run(order(0, "read", Duration.ZERO), new Stopwatch());
                    findings.add("failures: a read must fail where nothing listens");
                } catch (WorkerFailure expected) {
                    if (expected.failure().message().isBlank()) {
                        findings.add("failures: must have a message, the " + attempt + " had none");
                    }
                } catch (WorkerException e) {
                    findings.add("failures: must be reported, but " + e.getMessage());
                }
            }
        }
    }

    private void checkRefusal() throws InterruptedException {
        Map<String, String> settings = new HashMap<>(request.settings());
        settings.put(UNKNOWN_SETTING, "1");
        try (Worker worker = start(request.with(settings))) {
            findings.add(
                    "settings: must refuse \"%s\", was ready with %s"
                            .formatted(UNKNOWN_SETTING, worker.profile().profile().effective()));
        } catch (WorkerException e) {
            if (e.kind() != Kind.REFUSED) {
                findings.add(
                        "settings: must refuse \"%s\", but %s"
                                .formatted(UNKNOWN_SETTING, e.getMessage()));
            }
        }
    }

    private void succeeds(String what, Step operation) throws InterruptedException {
        try {
            operation.take();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            findings.add(what + ": must succeed, but " + e.getMessage());
        }
    }

    private static WorkerOrder order(int client, String operation, Duration lasts, long... writes) {
        return new WorkerOrder(client, operation, Arrays.stream(writes).boxed().toList(), lasts);
    }

    private static InetSocketAddress closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that a worker must be able to do. */
    @FunctionalInterface
    private interface Step {
        void take() throws Exception;
    }

    /** What a worker measured. */
    private static final class Stopwatch implements Worker.Times {
        private final List<Long> waits = new CopyOnWriteArrayList<>();
        private volatile long took;

        @Override
        public void borrowed(long wallNanos) {
            waits.add(wallNanos);
        }

        @Override
        public void ended(long wallNanos) {
            took = wallNanos;
        }
    }
}
