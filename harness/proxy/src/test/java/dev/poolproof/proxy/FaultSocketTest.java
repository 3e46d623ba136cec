package dev.poolproof.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.TlsHandshakeFault;
import dev.poolproof.model.fault.TlsRecordFault;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.proxy.FaultCase.Manner;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All faults between two of Java's sockets, on the machine's best transport and on the one that all
 * machines have: what is imitated there looks the same to both peers.
 */
@Tag("realtime")
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultSocketTest {
    private final FaultTable table = new FaultTable("Java's sockets on both sides");
    private final ProxyEngine imitating = ProxyEngine.start(Transport.NIO);
    private final Map<Transport, ProxyEngine> engines =
            new ConcurrentHashMap<>(Map.of(Transport.NIO, imitating));

    FaultSocketTest() throws IOException {
        engines.computeIfAbsent(Transport.best(), ProxyEngine::start);
    }

    @AfterAll
    void stop() {
        engines.values().forEach(ProxyEngine::close);
    }

    static Stream<Arguments> cases() {
        return Stream.of(Transport.best(), Transport.NIO)
                .distinct()
                .flatMap(
                        on ->
                                FaultCases.all().stream()
                                        .map(one -> argumentSet(one + " on " + on, one, on)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bothPeersSayWhatTheDocumentSays(FaultCase one, Transport on) throws Exception {
        Queue<Network> events = new ConcurrentLinkedQueue<>();
        try (AnsweringServer server = new AnsweringServer(one.manner());
                TcpProxy proxy =
                        Objects.requireNonNull(engines.get(on))
                                .proxy()
                                .upstream(server.address())
                                .events(events::add)
                                .seed(1)
                                .open();
                Socket client = new Socket()) {
            String saw = talk(one, client, server, proxy, events);

            table.assertHas(one, saw, server::saw, imitating);
        }
    }

    @Test
    void everyFaultHasItsRowAndEveryRowItsFault() {
        assertThat(FaultCases.all().stream().<Class<?>>map(one -> one.fault().getClass()))
                .containsAll(records(Fault.class).toList());
        assertThat(table.keys())
                .containsExactlyElementsOf(FaultCases.all().stream().map(FaultTable::key).toList());
    }

    private String talk(
            FaultCase one,
            Socket client,
            AnsweringServer server,
            TcpProxy proxy,
            Queue<Network> events)
            throws IOException {
        int patience = (int) table.patience(one).toMillis();
        if (!one.isOfConnecting()) {
            client.connect(proxy.address());
            client.setTcpNoDelay(true);
            client.getOutputStream().write(AnsweringServer.WARM_UP);
            assertThat(client.getInputStream().read()).isEqualTo(AnsweringServer.WARM_UP);
        }
        client.setSoTimeout(patience);
        long startNanos = System.nanoTime();
        one.strike(proxy, events);
        StringBuilder got = new StringBuilder();
        String end;
        try {
            if (one.isOfConnecting()) {
                client.connect(proxy.address(), patience);
            }
            if (one.manner() == Manner.TOLD) {
                server.tell();
            } else {
                client.getOutputStream().write(AnsweringServer.QUERY.getBytes(US_ASCII));
            }
            end = read(client, got) ? "" : AnsweringServer.FIN;
        } catch (IOException e) {
            end = AnsweringServer.inWords(e);
        }
        String answer = AnsweringServer.inWords(got.toString(), AnsweringServer.ANSWER, "answer");
        return (end.isEmpty() ? answer : AnsweringServer.then(answer, end))
                + FaultTable.late(one, startNanos);
    }

    /** Whether all has come before the end. */
    private static boolean read(Socket client, StringBuilder got) throws IOException {
        byte[] buffer = new byte[AnsweringServer.ANSWER.length()];
        while (got.length() < buffer.length) {
            int read = client.getInputStream().read(buffer);
            if (read < 0) {
                return false;
            }
            got.append(new String(buffer, 0, read, ISO_8859_1));
        }
        return true;
    }

    /** All records of a sealed family but TLS's, which have a document of their own. */
    private static Stream<Class<?>> records(Class<?> family) {
        if (family == TlsRecordFault.class || family == TlsHandshakeFault.class) {
            return Stream.of();
        }
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(FaultSocketTest::records)
                : Stream.of(family);
    }
}
