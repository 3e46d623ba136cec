package dev.poolproof.proxy;

import dev.poolproof.proxy.kernel.KeptRegistrations;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** What carries the proxy's sockets. */
public enum Transport {
    /** Linux with Netty's native library: socket options of the kernel are within reach. */
    EPOLL(EpollServerSocketChannel.class, EpollSocketChannel.class),
    /** The JDK's sockets: everywhere. */
    NIO(NioServerSocketChannel.class, NioSocketChannel.class);

    private final Class<? extends ServerSocketChannel> listenerType;
    private final Class<? extends SocketChannel> socketType;

    Transport(
            Class<? extends ServerSocketChannel> listenerType,
            Class<? extends SocketChannel> socketType) {
        this.listenerType = listenerType;
        this.socketType = socketType;
    }

    /** {@link #EPOLL} where its native library loads, {@link #NIO} elsewhere. */
    static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    IoHandlerFactory ioHandlerFactory() {
        if (this == NIO) {
            return NioIoHandler.newFactory();
        }
        IoHandlerFactory epoll = EpollIoHandler.newFactory();
        return executor -> new KeptRegistrations(epoll.newHandler(executor));
    }

    Class<? extends ServerSocketChannel> listenerType() {
        return listenerType;
    }

    Class<? extends SocketChannel> socketType() {
        return socketType;
    }
}
