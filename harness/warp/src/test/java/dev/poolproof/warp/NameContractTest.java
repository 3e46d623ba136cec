package dev.poolproof.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the JDK promises of lookups, for names that only the JDK knows. */
@ExtendWith(PlainAndWarped.class)
class NameContractTest {
    /** Looks like an address and is none, so nobody is asked for it. */
    private static final String NONE = "[::1";

    @Test
    void literalsAreTheirOwnAddress() throws Exception {
        assertThat(InetAddress.getByName("127.0.0.9").getHostAddress()).isEqualTo("127.0.0.9");
        assertThat(InetAddress.getAllByName("127.0.0.9"))
                .containsExactly(InetAddress.getByAddress(new byte[] {127, 0, 0, 9}));
        assertThat(new InetSocketAddress("127.0.0.9", 7).getAddress().getHostAddress())
                .isEqualTo("127.0.0.9");
    }

    @Test
    void noNameIsLoopback() throws Exception {
        assertThat(InetAddress.getByName(null).isLoopbackAddress()).isTrue();
        assertThat(InetAddress.getAllByName("")[0].isLoopbackAddress()).isTrue();
        assertThat(new InetSocketAddress("localhost", 7).getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void unknownNamesAreToldWhereTheJdkTells() {
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> InetAddress.getByName(NONE));
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> InetAddress.getAllByName(NONE));
        assertThat(new InetSocketAddress(NONE, 7).isUnresolved()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InetSocketAddress("localhost", 65_536));
    }

    @Test
    void addressIsMadeWhereverItIsMade() throws Exception {
        InetSocketAddress nested =
                new InetSocketAddress(
                        new InetSocketAddress("127.0.0.9", 1).getAddress(),
                        new InetSocketAddress("127.0.0.8", 2).getPort());
        BiFunction<String, Integer, InetSocketAddress> maker = InetSocketAddress::new;

        assertThat(nested).isEqualTo(new InetSocketAddress("127.0.0.9", 2));
        assertThat(maker.apply("127.0.0.9", 2)).isEqualTo(nested);
        for (String host : List.of("127.0.0.9", "")) {
            assertThat(new InetSocketAddress(host.isEmpty() ? "127.0.0.9" : host, 2))
                    .isEqualTo(nested);
        }
        assertThat(new OwnAddress("127.0.0.9", 2).getAddress()).isEqualTo(nested.getAddress());
    }

    /** Its constructor calls the JDK's on itself, so that no other object can take its place. */
    private static final class OwnAddress extends InetSocketAddress {
        private static final long serialVersionUID = 1;

        OwnAddress(String host, int port) {
            super(host, port);
        }
    }
}
