package dev.poolproof.proxy;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks names of servers up with the JDK, on threads of its own: Netty's own way to ask the JDK
 * blocks the event loop, and with it all connections, for as long as the answer takes.
 */
final class NameLookup extends AddressResolverGroup<InetSocketAddress> {
    private static final int THREADS = 4; // answers mostly come from the JDK's cache
    private static final long IDLE_SECONDS = 10;

    private final ExecutorService threads;

    NameLookup() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        new DefaultThreadFactory("poolproof-names", true));
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Lookup(executor).asAddressResolver();
    }

    @Override
    public void close() {
        threads.shutdown();
        super.close();
    }

    /** Asks the JDK, and answers on one event loop. */
    private final class Lookup extends InetNameResolver {
        Lookup(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String name, Promise<InetAddress> answer) {
            threads.execute(
                    () -> {
                        try {
                            answer.trySuccess(InetAddress.getByName(name));
                        } catch (UnknownHostException e) {
                            answer.tryFailure(e);
                        }
                    });
        }

        @Override
        protected void doResolveAll(String name, Promise<List<InetAddress>> answer) {
            threads.execute(
                    () -> {
                        try {
                            answer.trySuccess(List.of(InetAddress.getAllByName(name)));
                        } catch (UnknownHostException e) {
                            answer.tryFailure(e);
                        }
                    });
        }
    }
}
