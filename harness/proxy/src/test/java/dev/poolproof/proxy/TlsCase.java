package dev.poolproof.proxy;

import static dev.poolproof.model.fault.AlertDescription.HANDSHAKE_FAILURE;
import static dev.poolproof.model.fault.AlertLevel.FATAL;
import static dev.poolproof.model.fault.Direction.DOWNSTREAM;
import static dev.poolproof.model.fault.Direction.UPSTREAM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.TlsAlert;
import dev.poolproof.model.fault.TlsCorrupt;
import dev.poolproof.model.fault.TlsHandshakeCut;
import dev.poolproof.model.fault.TlsHandshakeFault;
import dev.poolproof.model.fault.TlsMismatch;
import dev.poolproof.model.fault.TlsOffer;
import dev.poolproof.model.fault.TlsStep;
import dev.poolproof.model.fault.TlsTruncate;
import dev.poolproof.model.history.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A fault that real peers are put through; what they say of it stands in {@code
 * docs/faults-tls.md}.
 *
 * @param words the fault as the document names it
 * @param idle whether it is put on an open connection, before a query, and not on a new one
 * @param version of TLS: 1.2 or 1.3
 */
record TlsCase(String words, Fault fault, Direction stream, boolean idle, String version) {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "faults-tls.md");

    /** All faults, on both versions. */
    static Stream<Arguments> all() {
        return Stream.of("1.2", "1.3")
                .flatMap(TlsCase::of)
                .map(one -> argumentSet(one.toString(), one));
    }

    /** All but those that need a database's request for TLS. */
    static Stream<Arguments> withoutPreamble() {
        return all().filter(one -> !String.valueOf(one.get()[0]).contains("ssl-request"));
    }

    /** Which case each row for {@code peers} is of, in order, as {@link #key} says it. */
    static List<String> documented(String peers) throws IOException {
        return section(peers)
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(row -> row.replaceFirst("^(\\| .*? \\| .*? \\| .*? \\| ).*", "$1"))
                .toList();
    }

    /** The beginning of the case's row. */
    String key() {
        return "| %s | %s | %s | ".formatted(words, way(), version);
    }

    private static Stream<String> section(String peers) throws IOException {
        return Files.readString(DOCUMENT, UTF_8)
                .lines()
                .dropWhile(line -> !line.equals("## " + peers))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "));
    }

    private static Stream<TlsCase> of(String version) {
        List<TlsCase> cases = new ArrayList<>();
        for (Direction stream : List.of(UPSTREAM, DOWNSTREAM)) {
            cases.add(open("tls-corrupt", new TlsCorrupt(1), stream, version));
            cases.add(open("tls-truncate", new TlsTruncate(1), stream, version));
            TlsAlert alert = new TlsAlert(FATAL, HANDSHAKE_FAILURE);
            cases.add(open("tls-alert, connection open", alert, stream, version));
            cases.add(new TlsCase("tls-alert, in the handshake", alert, stream, false, version));
        }
        for (TlsStep at : TlsStep.values()) {
            for (Ending then : List.of(Ending.RST_BOTH, Ending.FIN_BOTH)) {
                cases.add(
                        handshake(
                                "tls-handshake-cut, %s, %s".formatted(Names.of(at), Names.of(then)),
                                new TlsHandshakeCut(at, then),
                                version));
            }
        }
        for (TlsOffer what : TlsOffer.values()) {
            cases.add(handshake("tls-mismatch, " + Names.of(what), new TlsMismatch(what), version));
        }
        return cases.stream();
    }

    private static TlsCase open(String words, Fault fault, Direction stream, String version) {
        return new TlsCase(words, fault, stream, true, version);
    }

    private static TlsCase handshake(String words, TlsHandshakeFault fault, String version) {
        return new TlsCase(words, fault, UPSTREAM, false, version);
    }

    List<Hop> path() {
        return List.of(new Hop("fault", List.of(fault), Scope.DEFAULT.stream(stream)));
    }

    /** Says that the document has it so. */
    void assertDocumented(String peers, @Nullable Throwable client, String server)
            throws IOException {
        assertDocumented(peers, words(Side.CLIENT, client), server);
    }

    /** The same of a client that is not Java's, in its own words. */
    void assertDocumented(String peers, String client, String server) throws IOException {
        String row =
                Stream.of(
                                words,
                                way(),
                                version,
                                settled(Side.CLIENT, client),
                                settled(Side.SERVER, server))
                        .collect(Collectors.joining(" | ", "| ", " |"));
        assertThat(section(peers)).as(peers).contains(row);
    }

    /**
     * Who fails in the handshake leaves bytes unread, and whether its kernel then resets is open;
     * so it is for one of Java's sockets that goes on sending after the end of its truncated
     * record.
     */
    private String settled(Side side, String words) {
        boolean inHandshake =
                fault instanceof TlsAlert
                        && !idle
                        && words.matches(".*(EOF|reset|terminated).*")
                        && !words.contains("alert");
        boolean truncatedSender =
                fault instanceof TlsTruncate
                        && (side == Side.CLIENT) == (stream == Direction.UPSTREAM)
                        && words.matches(
                                "end of stream|IOException: end of stream.*|SocketException: Connection reset");
        return inHandshake || truncatedSender ? "loses the connection, by FIN or RST" : words;
    }

    private String way() {
        return fault instanceof TlsHandshakeFault ? "–" : Names.of(stream);
    }

    @Override
    public String toString() {
        return "%s %s, TLS %s".formatted(words, way(), version);
    }

    /** What a side in Java has thrown, with its causes, in the words of JDK 17. */
    String words(Side side, @Nullable Throwable thrown) {
        if (thrown == null) {
            return "nothing";
        }
        TlsStep writing = side == Side.CLIENT ? TlsStep.CLIENT_FINISHED : TlsStep.SERVER_HELLO;
        if (fault instanceof TlsHandshakeCut cut && cut.at() == writing) {
            return "fails; it is writing, and the words depend on the moment";
        }
        return Thrown.inWords(thrown);
    }
}
