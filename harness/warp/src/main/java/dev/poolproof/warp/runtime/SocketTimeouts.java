package dev.poolproof.warp.runtime;

import java.net.Socket;
import java.net.SocketException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the virtual read timeout of each socket, because the real one cannot tell it exactly.
 */
final class SocketTimeouts {
    private final Map<Socket, Timeout> timeouts = Collections.synchronizedMap(new WeakHashMap<>());

    private record Timeout(int virtual, int real) {}

    void set(Socket socket, int virtual) throws SocketException {
        Timeout timeout = new Timeout(virtual, Sockets.realMillis(virtual));
        socket.setSoTimeout(timeout.real);
        timeouts.put(socket, timeout);
    }

    /**
     * The virtual timeout of a socket whose real one is {@code real}; scaled if others than
     * rewritten code have set it.
     */
    int virtual(Socket socket, int real) {
        @Nullable Timeout timeout = timeouts.get(socket);
        if (timeout != null && timeout.real == real) {
            return timeout.virtual;
        }
        return (int) Math.min(Integer.MAX_VALUE, VirtualTime.segment().toVirtual(real));
    }

    /** Gives every socket that still has the real timeout set here the one of the present scale. */
    void rescale() {
        Map<Socket, Timeout> before;
        synchronized (timeouts) {
            before = Map.copyOf(timeouts);
        }
        before.forEach(this::rescale);
    }

    private void rescale(Socket socket, Timeout timeout) {
        try {
            if (!socket.isClosed() && socket.getSoTimeout() == timeout.real) {
                set(socket, timeout.virtual);
            }
        } catch (SocketException closedMeanwhile) {
            // Nobody reads from it any more, so it needs no timeout.
            timeouts.remove(socket);
        }
    }
}
