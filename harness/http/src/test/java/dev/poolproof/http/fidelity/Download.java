package dev.poolproof.http.fidelity;

import dev.poolproof.http.raw.ReadPace;
import java.util.ArrayList;
import java.util.List;

/** One download that both play. */
record Download(Setup setup, int bytes, String framing, ReadPace pace) {
    private static final List<ReadPace> ALL =
            List.of(ReadPace.FAST, ReadPace.MB, ReadPace.KB_100, ReadPace.STALLS);

    /** A fast client may be faster than the kernel's buffers fill: there it is a race in both. */
    private static final List<ReadPace> SLOW = List.of(ReadPace.KB_100, ReadPace.STALLS);

    static List<Download> all() {
        List<Download> all = new ArrayList<>();
        for (String framing : List.of("content-length", "chunked")) {
            for (int kb : List.of(16, 128, 192, 512, 1024, 4096, 8192)) {
                ALL.forEach(
                        pace -> all.add(new Download(Setup.LIMIT_RATE, kb << 10, framing, pace)));
            }
            for (int kb : List.of(16, 128, 2048, 4096, 8192)) {
                SLOW.forEach(pace -> all.add(new Download(Setup.BUFFERS, kb << 10, framing, pace)));
            }
        }
        return all;
    }

    /**
     * Whether the origin always notices. Its last bytes may have gone into the kernel's buffers, of
     * which Linux gives a sender up to 4 MiB (tcp_wmem), as it did on a busy machine.
     */
    boolean isNoticed() {
        return bytes > 4 << 20;
    }

    /**
     * Bytes that a client gets of a body that is cut short, at most. On a busy machine hundreds of
     * thousands go through before the emulation notices.
     */
    int mostTaken() {
        return bytes >= 4 << 20 ? bytes / 2 : bytes;
    }

    String size() {
        return bytes < 1 << 20 ? (bytes >> 10) + " KB" : (bytes >> 20) + " MB";
    }

    String target(String server) {
        return "/download?bytes=%d&framing=%s&id=%s-%s-%s"
                .formatted(
                        bytes, framing, server, setup, pace.name().replaceAll("[^0-9A-Za-z]", ""));
    }
}
