package dev.poolproof.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.poolproof.warp.TimingScan;
import dev.poolproof.warp.WarpLoader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ClientSettingsTest {
    static final List<HttpClientKind> KINDS = HttpClientKind.ALL;
    private static final int SCALE = 60;

    /** Jars of the three clients that have to be loaded, and of what they need. */
    private static final String NEEDED =
            "httpc(lient|ore)5|okhttp|okio|kotlin|reactor-|reactive-|netty-";

    /** Those in which they wait. */
    private static final String TIMERS =
            "httpc(lient|ore)5|okhttp|okio|reactor-netty-core|netty-(common|transport-\\d)";

    /** Netty's sockets that block, and a scheduler that no event loop is; nobody comes there. */
    private static final String UNUSED =
            "io\\.netty\\.(channel\\.socket\\.oio|util\\.concurrent\\.Unordered).*";

    private final List<Integer> connections = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    connections.add(exchange.getRemoteAddress().getPort());
                    exchange.sendResponseHeaders(200, 1);
                    exchange.getResponseBody().write('x');
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void aClientTakesEverySettingOfItsKind(HttpClientKind kind) throws Exception {
        for (Map.Entry<String, ClientSetting> setting : kind.settings().entrySet()) {
            if (setting.getKey().indexOf('.') < 0) {
                String value =
                        switch (setting.getValue()) {
                            case FLAG -> "true";
                            case TEXT -> "HTTP/1.0";
                            default -> "7000";
                        };
                Class<?> adapter = Class.forName(kind.adapterClass());
                try (HttpClientAdapter client = make(adapter, Map.of(setting.getKey(), value))) {
                    assertThat(get(client))
                            .as(setting.getKey())
                            .isEqualTo(new Answer(200, 1, null));
                }
            }
        }
    }

    @Test
    void whatTheJvmReadsOnceCannotBeSetLater() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new ClientSettings(Map.of("jdk.httpclient.keepalive.timeout", "30"))
                                        .ofJvm("jdk.httpclient.keepalive.timeout"))
                .withMessageContaining("start it with -Djdk.httpclient.keepalive.timeout=30");
    }

    @ParameterizedTest
    @CsvSource({
        "apache-httpclient, connectionTimeToLive",
        "okhttp, keepAliveDuration",
        "reactor-netty, maxIdleTime"
    })
    void inAWarpedLoaderAConnectionsTimeIsProductionTime(String name, String setting)
            throws Exception {
        HttpClientKind kind =
                KINDS.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();

        assertThat(connectionsWith(kind, Map.of(setting, "30000"))).hasSize(2);
        assertThat(connectionsWith(kind, Map.of(setting, "600000"))).hasSize(1);
    }

    @Test
    void whatLoadedClientsCallOfTheJdksClocksIsKnown() {
        assertThat(TimingScan.scan(jars(TIMERS)).unknown())
                .allSatisfy(call -> assertThat(call.inClass()).matches(UNUSED));
    }

    /** The connections that two requests came over, 40 s of production time apart. */
    private Set<Integer> connectionsWith(HttpClientKind kind, Map<String, String> settings)
            throws Exception {
        String adapter = kind.adapterClass();
        List<String> own = List.of(adapter.substring(0, adapter.lastIndexOf('.') + 1));
        Map<String, String> all = patient(kind, settings);
        try (WarpLoader loader = WarpLoader.open(jars(NEEDED), own, getClass().getClassLoader())) {
            Class<?> type = loader.loadClass(adapter);
            try (HttpClientAdapter warmUp = make(type, all)) {
                get(warmUp);
            }
            connections.clear();
            loader.timeScale(SCALE); // a wait that has begun before is not made shorter
            try (HttpClientAdapter client = make(type, all)) {
                assertThat(get(client)).isEqualTo(new Answer(200, 1, null));
                long answeredNanos = System.nanoTime();
                Duration wait = Duration.ofSeconds(40).dividedBy(SCALE);
                await().until(() -> System.nanoTime() - answeredNanos > wait.toNanos());
                assertThat(get(client)).isEqualTo(new Answer(200, 1, null));
            }
        }
        return Set.copyOf(connections);
    }

    /** With time for what would otherwise end a request on a busy machine. */
    private static Map<String, String> patient(HttpClientKind kind, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        Stream.of("connectTimeout", "readTimeout")
                .filter(kind.settings()::containsKey)
                .forEach(name -> all.put(name, "1200000"));
        return all;
    }

    private Answer get(HttpClientAdapter client) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return client.download(uri, BodyReader.FAST);
    }

    private static HttpClientAdapter make(Class<?> adapter, Map<String, String> settings)
            throws ReflectiveOperationException {
        return adapter.asSubclass(HttpClientAdapter.class)
                .getConstructor(Map.class)
                .newInstance(settings);
    }

    private static List<Path> jars(String names) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.matches(".*/(" + names + ")[^/]*\\.jar"))
                .map(Path::of)
                .toList();
    }
}
