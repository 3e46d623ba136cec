package dev.poolproof.http.fidelity;

import dev.poolproof.http.nginx.NginxSettings;
import dev.poolproof.model.scenario.Breakage;

/** What has loopback fail with bodies that are no larger than those of a network. */
enum Setup {
    /** nginx itself gives its client no more than that. */
    LIMIT_RATE(
            "`limit_rate 256k; limit_rate_after 160k`",
            NginxSettings.DEFAULT.with("limit_rate", "256k").with("limit_rate_after", "160k"),
            0,
            160_000),
    /** The kernel takes no more than that. */
    BUFFERS(
            "`listen … sndbuf=32k`, the client's receive buffer 64 KB",
            NginxSettings.DEFAULT.with("listen", "sndbuf=32k"),
            65536,
            65536);

    private final String title;
    private final NginxSettings settings;
    private final int receiveBuffer;
    private final int leastTaken;

    Setup(String title, NginxSettings settings, int receiveBuffer, int leastTaken) {
        this.title = title;
        this.settings = settings.with(Breakage.PROXY_TEMP_DENIED);
        this.receiveBuffer = receiveBuffer;
        this.leastTaken = leastTaken;
    }

    String title() {
        return title;
    }

    NginxSettings settings() {
        return settings;
    }

    /** 0 for the kernel's default. */
    int receiveBuffer() {
        return receiveBuffer;
    }

    /** Bytes that a client gets of a body that is cut short, at least. */
    int leastTaken() {
        return leastTaken;
    }
}
