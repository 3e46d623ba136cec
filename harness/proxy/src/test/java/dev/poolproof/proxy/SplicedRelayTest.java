package dev.poolproof.proxy;

import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Native epoll with nothing on the path: bytes stay in the kernel. */
@EnabledOnOs(OS.LINUX)
class SplicedRelayTest extends RelayContract {
    SplicedRelayTest() {
        super(Transport.EPOLL, List.of());
    }
}
