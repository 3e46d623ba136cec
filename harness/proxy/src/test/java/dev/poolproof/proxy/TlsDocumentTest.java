package dev.poolproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.poolproof.model.fault.TlsHandshakeFault;
import dev.poolproof.model.fault.TlsRecordFault;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/faults-tls.md} tells of what is tested, and of nothing else. */
class TlsDocumentTest {
    static Stream<Arguments> sections() {
        return Stream.of(
                section("PostgreSQL 17 with OpenSSL 1.1.1, and pgjdbc 42.7", TlsCase.all()),
                section(
                        "PostgreSQL 17 with OpenSSL 1.1.1, and psql 15 with libpq and OpenSSL 3.0",
                        TlsPostgresTest.casesOfPsql()),
                section("MariaDB 11.4, and MySQL Connector/J 26.10", TlsCase.withoutPreamble()),
                section("Java's sockets on both sides", TlsCase.withoutPreamble()));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void everyCaseHasItsRowAndEveryRowItsCase(String peers, Stream<TlsCase> cases)
            throws IOException {
        assertThat(TlsCase.documented(peers).stream().distinct()) // one more for a later JDK
                .containsExactlyElementsOf(cases.map(TlsCase::key).toList());
    }

    @Test
    void everyFaultOfTlsHasACase() {
        assertThat(cases(TlsCase.all()).<Class<?>>map(one -> one.fault().getClass()))
                .containsAll(
                        Stream.of(TlsRecordFault.class, TlsHandshakeFault.class)
                                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                                .toList());
    }

    private static Arguments section(String peers, Stream<Arguments> cases) {
        return argumentSet(peers, peers, cases(cases));
    }

    private static Stream<TlsCase> cases(Stream<Arguments> given) {
        return given.map(one -> (TlsCase) one.get()[0]);
    }
}
