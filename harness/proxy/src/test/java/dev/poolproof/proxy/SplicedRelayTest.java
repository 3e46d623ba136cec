package dev.poolproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.proxy.Rig.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Native epoll with nothing on the path: bulk stays in the kernel. */
@EnabledOnOs(OS.LINUX)
class SplicedRelayTest extends RelayContract {
    SplicedRelayTest() {
        super(Transport.EPOLL, List.of());
    }

    @Test
    void bulkIsSplicedAndMessagesAreNot() throws Exception {
        List<Pair> pairs = new ArrayList<>();
        long before = pipeEnds();
        for (int i = 0; i < 20; i++) {
            pairs.add(rig().connect());
            pairs.get(i).use();
        }
        assertThat(pipeEnds() - before).isLessThan(20);

        byte[] bulk = new byte[4 << 20];
        for (Pair pair : pairs) {
            var got = Bulk.readSome(pair.client(), bulk.length);
            pair.server().getOutputStream().write(bulk);
            got.get();
        }
        assertThat(pipeEnds() - before).isGreaterThanOrEqualTo(20);
    }

    /** Of this process; no other test in it opens many. */
    private static long pipeEnds() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(SplicedRelayTest::isPipe).count();
        }
    }

    private static boolean isPipe(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("pipe:");
        } catch (IOException e) {
            return false; // closed meanwhile: it was the directory's own
        }
    }
}
