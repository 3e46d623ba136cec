package dev.poolproof.runner.workload;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A pool without a database, whose statements do nothing or fail as they are told to. */
final class FakePool {
    private final Queue<SQLException> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> statements = new ConcurrentLinkedQueue<>();
    private final AtomicInteger mostBorrowed = new AtomicInteger();
    private final AtomicInteger queryTimeout = new AtomicInteger();
    private final AtomicInteger borrowed = new AtomicInteger();
    private final AtomicInteger returned = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger returnedWhenClosed = new AtomicInteger();
    private final Borrowing borrowing;

    private FakePool(Borrowing borrowing) {
        this.borrowing = borrowing;
    }

    /** What happens before a connection is handed out. */
    @FunctionalInterface
    interface Borrowing {
        void pause() throws InterruptedException;
    }

    static FakePool atOnce() {
        return new FakePool(() -> {});
    }

    static FakePool after(Borrowing borrowing) {
        return new FakePool(borrowing);
    }

    /** The next statements fail so, one each. */
    FakePool failing(SQLException... next) {
        failures.addAll(List.of(next));
        return this;
    }

    /** What was executed, in order. */
    List<String> statements() {
        return List.copyOf(statements);
    }

    int borrowed() {
        return borrowed.get();
    }

    int returned() {
        return returned.get();
    }

    /** The most that were not returned at any time. */
    int mostBorrowed() {
        return mostBorrowed.get();
    }

    /** The last that was set on a statement, in seconds. */
    int queryTimeout() {
        return queryTimeout.get();
    }

    /** One instance of an application that has this pool; as many more as are started. */
    Instances instances() {
        return new Instances(open(), this::open);
    }

    Instance open() {
        return new Instance() {
            @Override
            public Subject subject() {
                return Subject.of(dataSource());
            }

            @Override
            public void close() {
                returnedWhenClosed.set(returned.get());
                closed.incrementAndGet();
            }
        };
    }

    /** How many of the instances that have it have closed it. */
    int closed() {
        return closed.get();
    }

    /** How many connections had been returned when it was closed last. */
    int returnedWhenClosed() {
        return returnedWhenClosed.get();
    }

    DataSource dataSource() {
        return stub(
                DataSource.class,
                (method, arguments) -> {
                    borrowing.pause();
                    int now = borrowed.incrementAndGet() - returned.get();
                    mostBorrowed.accumulateAndGet(now, Math::max);
                    return connection();
                });
    }

    private Connection connection() {
        return stub(
                Connection.class,
                (method, arguments) ->
                        switch (method) {
                            case "prepareStatement" -> statement(String.valueOf(arguments[0]));
                            case "close" -> returned.incrementAndGet();
                            case "commit" -> statements.add("commit");
                            default -> null;
                        });
    }

    private PreparedStatement statement(String sql) {
        return stub(
                PreparedStatement.class,
                (method, arguments) -> {
                    if (method.equals("setQueryTimeout")) {
                        queryTimeout.set((Integer) arguments[0]);
                    }
                    if (method.equals("execute")) {
                        statements.add(sql);
                        SQLException failure = failures.poll();
                        if (failure != null) {
                            throw failure;
                        }
                        return true;
                    }
                    return null;
                });
    }

    private static <T> T stub(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                answer.to(
                                        method.getName(),
                                        arguments == null ? new Object[0] : arguments)));
    }

    /** What a stub does when a method is called. */
    @FunctionalInterface
    private interface Answer {
        @Nullable Object to(String method, Object[] arguments) throws Exception;
    }
}
