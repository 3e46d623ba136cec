package dev.poolproof.http.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.poolproof.http.raw.RawClient;
import dev.poolproof.http.raw.RawConnection;
import dev.poolproof.http.raw.ReadPace;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OriginProcessTest {
    @Test
    void itAnswersAndTellsOfItAsOneInThisJvm() throws Exception {
        OriginSettings settings = OriginSettings.DEFAULT.multipartLimit(100_000);
        try (OriginProcess origin = OriginProcess.start(settings, "64m")) {
            assertThat(
                            new RawClient(origin.address(), 0)
                                    .get("/download?bytes=5000", ReadPace.FAST)
                                    .whole())
                    .isTrue();
            try (RawConnection connection = new RawConnection(origin.address())) {
                connection.send("GET /download?bytes=64000000 HTTP/1.1\r\nHost: raw\r\n\r\n");
                connection.header();
            }

            await().until(() -> origin.served().size() == 2);
            assertThat(origin.served().get(0))
                    .isEqualTo(new Served("GET /download?bytes=5000", 5000, null));
            assertThat(origin.served().get(1).exception())
                    .startsWith("ClientAbortException: java.io.IOException: ");
        }
    }

    @Test
    void nothingOfItIsLeftWhenItIsClosed() throws Exception {
        long before = children();

        OriginProcess.start(OriginSettings.DEFAULT, "64m").close();

        assertThat(children()).isEqualTo(before);
    }

    @Test
    void aHeapThatCannotBeIsRefusedInTheWordsOfTheJvm() {
        assertThatThrownBy(() -> OriginProcess.start(OriginSettings.DEFAULT, "much"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("-Xmxmuch");
    }

    private static long children() {
        return ProcessHandle.current().children().count();
    }
}
