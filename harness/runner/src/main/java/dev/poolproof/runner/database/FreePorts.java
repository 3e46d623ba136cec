package dev.poolproof.runner.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds ports that nobody listens on, and that the kernel gives to no client: one of a node that is
 * down for a moment must still be free when it comes back.
 */
public final class FreePorts {
    private static final int FIRST = 10_240;

    /** Below 32768, where Linux begins to take the ports of clients. */
    private static final int COUNT = 20_000;

    /** Other processes begin elsewhere. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 101 % COUNT));

    private FreePorts() {}

    /**
     * A port that is free on loopback, another one each time.
     *
     * @throws IOException if none is
     */
    public static int find() throws IOException {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = FIRST + NEXT.getAndUpdate(next -> (next + 1) % COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no port from %d on is free".formatted(FIRST));
    }

    private static boolean isFree(int port) {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0"))) {
            return taken.isBound();
        } catch (IOException e) {
            // Somebody has it: that is what was asked.
            return false;
        }
    }
}
