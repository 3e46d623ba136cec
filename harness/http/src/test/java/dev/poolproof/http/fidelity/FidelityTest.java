package dev.poolproof.http.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.http.emulation.EmulatedNginx;
import dev.poolproof.http.nginx.LocalNginx;
import dev.poolproof.http.nginx.NeedsNginx;
import dev.poolproof.http.nginx.Nginx;
import dev.poolproof.http.nginx.NginxBinary;
import dev.poolproof.http.origin.Origin;
import dev.poolproof.http.origin.OriginSettings;
import dev.poolproof.http.origin.Served;
import dev.poolproof.http.raw.RawAnswer;
import dev.poolproof.http.raw.RawClient;
import io.netty.util.ResourceLeakDetector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The same downloads through the real nginx and through the emulation. Writes the table of {@code
 * docs/fidelity.md} into {@code target/fidelity.md}.
 */
class FidelityTest {
    /** They mostly wait. */
    private static final int AT_ONCE = 32;

    private static ResourceLeakDetector.Level before;

    /** Looking for leaks costs more time than the emulation itself. */
    @BeforeAll
    static void doNotLookForLeaks() {
        before = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
    }

    @AfterAll
    static void lookForLeaksAgain() {
        ResourceLeakDetector.setLevel(before);
    }

    @Test
    void theEmulationDoesWhatNginxDoes() throws Exception {
        NginxBinary binary = NeedsNginx.find();
        Map<Download, List<Seen>> seen = new LinkedHashMap<>();
        try (Origin origin = Origin.start(OriginSettings.DEFAULT)) {
            for (Setup setup : Setup.values()) {
                try (Nginx real = LocalNginx.start(binary, setup.settings(), origin.address());
                        Nginx emulated = EmulatedNginx.start(setup.settings(), origin.address())) {
                    play(setup, Map.of("real", real, "emulated", emulated), origin, seen);
                }
            }
        }
        Files.writeString(
                Path.of("target", "fidelity.md"), FidelityPage.of(binary.version(), seen));

        SoftAssertions all = new SoftAssertions();
        seen.forEach((download, both) -> compare(all, download, both.get(0), both.get(1)));
        all.assertAll();
        assertThat(seen.values()).extracting(both -> both.get(0).whole()).contains(true, false);
    }

    private static void compare(SoftAssertions all, Download download, Seen real, Seen emulated) {
        all.assertThat(emulated.kind()).as(download.toString()).isEqualTo(real.kind());
        for (Seen each : List.of(real, emulated)) {
            if (each.whole()) {
                all.assertThat(each.origin()).as(download.toString()).isNull();
            } else {
                // How many more there are hangs on how busy the machine is.
                all.assertThat(each.bytes())
                        .as(download.toString())
                        .isGreaterThan(download.setup().leastTaken())
                        .isLessThan(download.mostTaken());
            }
            if (!each.whole() && download.isNoticed()) {
                all.assertThat(each.origin())
                        .as(download.toString())
                        .isIn(
                                "ClientAbortException: java.io.IOException: Connection reset by peer",
                                "ClientAbortException: java.io.IOException: Broken pipe");
            }
        }
    }

    private static void play(
            Setup setup, Map<String, Nginx> servers, Origin origin, Map<Download, List<Seen>> seen)
            throws Exception {
        List<Download> downloads =
                Download.all().stream().filter(each -> each.setup() == setup).toList();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<Download, List<Future<Seen>>> asked = new LinkedHashMap<>();
            for (Download download : downloads) {
                List<Future<Seen>> both = new ArrayList<>();
                for (String server : List.of("real", "emulated")) {
                    both.add(
                            threads.submit(
                                    () -> play(download, server, servers.get(server), origin)));
                }
                asked.put(download, both);
            }
            for (Map.Entry<Download, List<Future<Seen>>> each : asked.entrySet()) {
                seen.put(
                        each.getKey(),
                        List.of(each.getValue().get(0).get(), each.getValue().get(1).get()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Seen play(Download download, String server, Nginx nginx, Origin origin)
            throws Exception {
        String target = download.target(server);
        RawAnswer answer =
                new RawClient(nginx.address(), download.setup().receiveBuffer())
                        .get(target, download.pace());
        await().until(() -> find(origin, target) != null);
        return Seen.of(answer, find(origin, target).exception());
    }

    private static Served find(Origin origin, String target) {
        return origin.served().stream()
                .filter(served -> served.request().equals("GET " + target))
                .findFirst()
                .orElse(null);
    }
}
