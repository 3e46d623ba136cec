package dev.poolproof.proxy;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Native epoll, with every byte passing a fault handler. */
@EnabledOnOs(OS.LINUX)
class EpollRelayTest extends RelayContract {
    EpollRelayTest() {
        super(Transport.EPOLL, Rig.HANDLED);
    }
}
