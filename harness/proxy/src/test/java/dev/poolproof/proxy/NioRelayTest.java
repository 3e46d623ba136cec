package dev.poolproof.proxy;

import java.util.List;

/** The JDK's own sockets. */
class NioRelayTest extends RelayContract {
    NioRelayTest() {
        super(Transport.NIO, List.of());
    }
}
