package dev.poolproof.http.alb;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Closes sockets by FIN or by RST. */
@SuppressWarnings("FutureReturnValueIgnored") // a socket that is gone is told nothing
final class Closing {
    private static final System.Logger LOG = System.getLogger(Closing.class.getName());

    private Closing() {}

    /** Logs what ends a connection if it is a mistake of ours, and not the peer's doing. */
    static void because(Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.log(Level.ERROR, "a connection of the load balancer is given up", cause);
        }
    }

    /** Closes at once; what is unwritten is dropped. */
    static void close(Channel channel, ConnectionEnd end) {
        if (end == ConnectionEnd.RST && channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.close();
    }
}
