package dev.poolproof.warp;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarpLoaderTest {
    private static final ClassLoader PARENT = WarpLoaderTest.class.getClassLoader();
    private static final List<Path> JARS = List.of(TestJars.hikari(), TestJars.postgres());

    @TempDir private Path folder;

    @Test
    void poolGivesUpAfterItsTimeoutInProductionTime() throws Exception {
        try (WarpLoader loader = loader()) {
            Callable<?> borrow = inLoader(loader, Borrow.class);
            loader.timeScale(100);
            AtomicInteger seconds = new AtomicInteger();

            assertThat(RealTime.of(() -> seconds.set((Integer) borrow.call())))
                    .isBetween(ofMillis(300), ofSeconds(8));

            assertThat(seconds.get()).isGreaterThanOrEqualTo(30);
            assertThat(loader.report().unknown()).isEmpty();
            assertThat(loader.report().rewritten())
                    .containsKey("java.util.concurrent.locks.LockSupport.parkNanos(long)");
        }
    }

    /**
     * Borrows from a pool that cannot connect; tells how many seconds of its own time that took.
     */
    static final class Borrow implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + nobodyListens() + "/it");
            config.setDriverClassName("org.postgresql.Driver");
            config.setConnectionTimeout(30_000);
            config.setInitializationFailTimeout(-1);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                long start = System.nanoTime();
                assertThatExceptionOfType(SQLTransientConnectionException.class)
                        .isThrownBy(pool::getConnection)
                        .withMessageContaining("request timed out after");
                return (int) ((System.nanoTime() - start) / 1_000_000_000);
            }
        }

        private static int nobodyListens() throws IOException {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return server.getLocalPort();
            }
        }
    }

    @Test
    void scaleIsOfOneLoader() throws Exception {
        try (WarpLoader fast = loader();
                WarpLoader slow = loader()) {
            fast.timeScale(1_000);

            assertThat(fast.timeScale()).isEqualTo(1_000);
            assertThat(slow.timeScale()).isEqualTo(1);
            long before = System.nanoTime();
            long shown = (Long) inLoader(slow, Nanos.class).call();
            assertThat(shown).isBetween(before, System.nanoTime());
        }
    }

    @Test
    void clocksOfTheSameScalesAgree() throws Exception {
        try (WarpLoader one = loader();
                WarpLoader other = loader()) {
            Callable<?> first = inLoader(one, Nanos.class);
            Callable<?> second = inLoader(other, Nanos.class);

            long before = (Long) first.call();
            long between = (Long) second.call();
            long after = (Long) first.call();

            assertThat(between).isBetween(before, after);
        }
    }

    static final class Nanos implements Callable<Long> {
        @Override
        public Long call() {
            return System.nanoTime();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, -1, 1_001, Double.NaN, Double.POSITIVE_INFINITY})
    void scaleMustBeInRange(double scale) throws Exception {
        try (WarpLoader loader = loader()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loader.timeScale(scale))
                    .withMessageContaining("must be from 1 to 1000");
        }
    }

    @Test
    void whatIsNoJarIsRefused() throws Exception {
        Path text = Files.writeString(folder.resolve("text.jar"), "text");
        for (Path path : List.of(folder, folder.resolve("none.jar"), text)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WarpLoader.open(List.of(path), List.of(), PARENT))
                    .withMessageContaining(path.toString());
        }
    }

    @Test
    void jarsComeFirstAndTheLoggingFromTheParent() throws Exception {
        try (WarpLoader loader = loader()) {
            String pool = HikariDataSource.class.getName();

            assertThat(loader.loadClass(pool)).isNotEqualTo(HikariDataSource.class);
            assertThat(loader.loadClass(pool).getClassLoader()).isSameAs(loader);
            assertThat(loader.loadClass(Callable.class.getName())).isEqualTo(Callable.class);
            assertThat(loader.loadClass(DataSource.class.getName())).isEqualTo(DataSource.class);
            assertThat(loader.loadClass("org.slf4j.Logger"))
                    .isEqualTo(PARENT.loadClass("org.slf4j.Logger"));
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> loader.loadClass("com.zaxxer.hikari.NoSuchClass"));
        }
    }

    @Test
    void classesAreWhereTheirJarIs() throws Exception {
        try (WarpLoader loader = loader()) {
            Class<?> driver = loader.loadClass("org.postgresql.Driver");
            URL jar = TestJars.postgres().toUri().toURL();

            assertThat(driver.getProtectionDomain().getCodeSource().getLocation()).isEqualTo(jar);
            assertThat(driver.getPackage().getImplementationTitle())
                    .isEqualTo(org.postgresql.Driver.class.getPackage().getImplementationTitle());
        }
    }

    @Test
    void resourcesOfTheJarsAreReadableAndComeFirst() throws Exception {
        String name = "META-INF/services/java.sql.Driver";
        try (WarpLoader loader = loader();
                InputStream in = loader.getResourceAsStream(name)) {
            assertThat(in).hasContent("org.postgresql.Driver");
            assertThat(String.valueOf(loader.getResource(name))).contains("postgresql");
            assertThat(Collections.list(loader.getResources(name))).isNotEmpty();
        }
    }

    @Test
    void loadersOfTheSameJarsShareWhatIsRewritten() {
        RewriteCache cache = RewriteCache.of(JARS, PARENT);

        assertThat(RewriteCache.of(JARS, PARENT)).isSameAs(cache);
        assertThat(RewriteCache.of(JARS.subList(0, 1), PARENT)).isNotSameAs(cache);
        assertThat(RewriteCache.of(JARS, ClassLoader.getPlatformClassLoader())).isNotSameAs(cache);
    }

    @Test
    void loginTimeoutIsOfOneLoader() throws Exception {
        int before = DriverManager.getLoginTimeout();
        try (WarpLoader one = loader();
                WarpLoader other = loader()) {
            assertThat(inLoader(one, LoginTimeout.class).call()).isEqualTo(1);
            assertThat(inLoader(one, LoginTimeout.class).call()).isEqualTo(2);
            assertThat(inLoader(other, LoginTimeout.class).call()).isEqualTo(1);
        }
        assertThat(DriverManager.getLoginTimeout()).isEqualTo(before);
    }

    static final class LoginTimeout implements Callable<Integer> {
        @Override
        public Integer call() {
            DriverManager.setLoginTimeout(DriverManager.getLoginTimeout() + 1);
            return DriverManager.getLoginTimeout();
        }
    }

    @Test
    void closeDeregistersTheLoadersDriversOnly() throws Exception {
        AtomicInteger ofTheTest = new Registration().call();
        AtomicInteger ofTheLoader;
        try (WarpLoader loader = loader()) {
            ofTheLoader = (AtomicInteger) inLoader(loader, Registration.class).call();
            assertThat(ofTheLoader).hasValue(0);
        }

        assertThat(ofTheLoader).hasValue(1);
        assertThat(ofTheTest).hasValue(0);
    }

    /** Registers a driver; tells how often it was deregistered. */
    static final class Registration implements Callable<AtomicInteger> {
        @Override
        public AtomicInteger call() throws SQLException {
            AtomicInteger deregistered = new AtomicInteger();
            DriverManager.registerDriver(new OwnDriver(), deregistered::incrementAndGet);
            return deregistered;
        }
    }

    static final class OwnDriver implements Driver {
        @Override
        public @Nullable Connection connect(String url, Properties properties) {
            return null;
        }

        @Override
        public boolean acceptsURL(String url) {
            return false;
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException("no logger");
        }
    }

    @Test
    void readTimeoutsFollowTheScale() throws Exception {
        try (WarpLoader loader = loader();
                Socket socket = new Socket()) {
            Function<Socket, Integer> timeout = function(loader);
            assertThat(timeout.apply(socket)).isEqualTo(5_000);

            loader.timeScale(50);

            assertThat(socket.getSoTimeout()).isEqualTo(100);
            assertThat(timeout.apply(socket)).isEqualTo(5_000);
            socket.setSoTimeout(7);
            loader.timeScale(10);
            assertThat(socket.getSoTimeout()).isEqualTo(7);
        }
    }

    @SuppressWarnings("unchecked") // The copy of the class below has the same type arguments.
    private static Function<Socket, Integer> function(WarpLoader loader) throws Exception {
        return (Function<Socket, Integer>) newIn(loader, ReadTimeout.class);
    }

    /** Sets a socket's read timeout if it has none, and tells it. */
    static final class ReadTimeout implements Function<Socket, Integer> {
        @Override
        public Integer apply(Socket socket) {
            try {
                if (socket.getSoTimeout() == 0) {
                    socket.setSoTimeout(5_000);
                }
                return socket.getSoTimeout();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void timingCallsThatTheTableLacksAreReported() throws Exception {
        try (WarpLoader loader = loader()) {
            inLoader(loader, Unusual.class);

            assertThat(loader.report().unknown())
                    .containsExactly(
                            new TimingCall(
                                    Unusual.class.getName(),
                                    "call",
                                    "java.util.concurrent.DelayQueue.<init>()"));
            assertThat(loader.report().leftAlone())
                    .extracting(it -> it.call().jdkMethod())
                    .containsExactly("java.util.Date.<init>()");
        }
    }

    /** What no pool was seen to do, and what stays as it is. */
    static final class Unusual implements Callable<List<Object>> {
        @Override
        @SuppressWarnings("JavaUtilDate") // A subject.
        public List<Object> call() {
            return List.of(new DelayQueue<>(), new Date());
        }
    }

    private static WarpLoader loader() {
        return WarpLoader.open(JARS, List.of(WarpLoaderTest.class.getName() + "$"), PARENT);
    }

    private static Callable<?> inLoader(WarpLoader loader, Class<?> type) throws Exception {
        return (Callable<?>) newIn(loader, type);
    }

    private static Object newIn(WarpLoader loader, Class<?> type) throws Exception {
        Constructor<?> constructor = loader.loadClass(type.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }
}
