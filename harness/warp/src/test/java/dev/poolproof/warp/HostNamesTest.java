package dev.poolproof.warp;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolproof.warp.shared.CacheTimes;
import dev.poolproof.warp.shared.NameServer;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names that a loader's classes look up at a server of ours. */
class HostNamesTest {
    private static final int SCALE = 100;
    private static final String NAME = "writer.cluster";

    private final Zone zone = new Zone();
    private WarpLoader loader;
    private Function<String, String> lookUp;

    @BeforeEach
    void open() throws Exception {
        loader =
                WarpLoader.open(
                        List.of(TestJars.postgres()),
                        List.of(HostNamesTest.class.getName() + "$LookUp"),
                        HostNamesTest.class.getClassLoader());
        loader.timeScale(SCALE);
        @SuppressWarnings("unchecked") // Function is a type of the JDK.
        Constructor<? extends Function<String, String>> made =
                (Constructor<? extends Function<String, String>>)
                        loader.loadClass(LookUp.class.getName()).getDeclaredConstructor();
        made.setAccessible(true);
        lookUp = made.newInstance();
    }

    @AfterEach
    void close() throws Exception {
        loader.close();
    }

    /** The same name by each of the ways to look one up. */
    static final class LookUp implements Function<String, String> {
        @Override
        public String apply(String name) {
            try {
                InetAddress one = InetAddress.getByName(name);
                InetAddress all = InetAddress.getAllByName(name)[0];
                InetSocketAddress socket = new InetSocketAddress(name, 7);
                assertThat(all).isEqualTo(one).isEqualTo(socket.getAddress());
                assertThat(socket.getHostName()).isEqualTo(name.toLowerCase(Locale.ROOT));
                return one.getHostAddress();
            } catch (UnknownHostException e) {
                assertThat(new InetSocketAddress(name, 7).isUnresolved()).isTrue();
                return "none";
            }
        }
    }

    /** Tells one address, and counts how often it is asked. */
    private static final class Zone implements NameServer {
        private final AtomicInteger asked = new AtomicInteger();
        private volatile int last = 1;

        @Override
        public List<InetAddress> lookUp(String name) throws UnknownHostException {
            asked.incrementAndGet();
            if (last == 0) {
                throw new UnknownHostException(name);
            }
            return List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last}));
        }
    }

    @Test
    void answerIsRememberedForItsTimeInProduction() {
        loader.host(NAME, zone, new CacheTimes(30, 10));
        long asked = System.nanoTime();
        assertThat(lookUp.apply(NAME)).isEqualTo("127.0.0.1");
        zone.last = 2;

        Awaitility.await().until(() -> lookUp.apply(NAME).equals("127.0.0.2"));

        assertThat(System.nanoTime() - asked)
                .as("30 s at a scale of 100")
                .isGreaterThanOrEqualTo(MILLISECONDS.toNanos(300));
        assertThat(zone.asked).hasValue(2);
    }

    @Test
    void noAnswerIsRememberedForATimeOfItsOwn() {
        loader.host(NAME, zone, new CacheTimes(-1, 10));
        zone.last = 0;
        long asked = System.nanoTime();
        assertThat(lookUp.apply(NAME)).isEqualTo("none");
        zone.last = 2;

        Awaitility.await().until(() -> lookUp.apply(NAME).equals("127.0.0.2"));

        assertThat(System.nanoTime() - asked)
                .as("10 s at a scale of 100")
                .isGreaterThanOrEqualTo(MILLISECONDS.toNanos(100));
    }

    @Test
    void minusOneRemembersForEver() {
        loader.host(NAME, zone, new CacheTimes(-1, 0));
        assertThat(lookUp.apply(NAME)).isEqualTo("127.0.0.1");
        zone.last = 2;
        long until = System.nanoTime() + MILLISECONDS.toNanos(100);

        while (System.nanoTime() - until < 0) {
            assertThat(lookUp.apply(NAME)).isEqualTo("127.0.0.1");
        }
        assertThat(zone.asked).hasValue(1);
    }

    @Test
    void zeroAsksEachTime() {
        loader.host(NAME, zone, new CacheTimes(0, 0));
        assertThat(lookUp.apply(NAME)).isEqualTo("127.0.0.1");
        zone.last = 2;
        assertThat(lookUp.apply("Writer.Cluster")).isEqualTo("127.0.0.2");

        assertThat(zone.asked).hasValue(6);
    }

    @Test
    void forgottenNameIsTheJdks() {
        loader.host("127.0.0.9", zone, CacheTimes.DEFAULT);
        loader.forgetHost("127.0.0.9");

        assertThat(lookUp.apply("127.0.0.9")).isEqualTo("127.0.0.9");
        assertThat(zone.asked).hasValue(0);
    }

    @Test
    void driverConnectsWhereTheNameLeads() throws Exception {
        zone.last = 3;
        loader.host(NAME, zone, CacheTimes.DEFAULT);
        Class<?> driver = Class.forName("org.postgresql.Driver", true, loader);
        Driver made = (Driver) driver.getDeclaredConstructor().newInstance();
        int closed = freePort();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(
                        () ->
                                made.connect(
                                        "jdbc:postgresql://" + NAME + ":" + closed + "/it",
                                        new Properties()))
                .withMessageContaining("Connection to " + NAME + ":" + closed + " refused");
        assertThat(zone.asked).hasValue(1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            return server.getLocalPort();
        }
    }

    @Test
    void timesThatMeanNothingAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheTimes(-2, 10))
                .withMessage("cache times must be -1 or more seconds, were -2 and 10");
    }
}
