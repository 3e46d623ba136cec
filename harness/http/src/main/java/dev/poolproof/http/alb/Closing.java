package dev.poolproof.http.alb;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/** Closes sockets by FIN or by RST. */
@SuppressWarnings("FutureReturnValueIgnored") // a socket that is gone is told nothing
final class Closing {
    private Closing() {}

    /** Closes at once; what is unwritten is dropped. */
    static void close(Channel channel, ConnectionEnd end) {
        if (end == ConnectionEnd.RST && channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.close();
    }
}
