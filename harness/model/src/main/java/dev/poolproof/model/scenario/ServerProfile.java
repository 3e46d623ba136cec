package dev.poolproof.model.scenario;

import dev.poolproof.model.candidate.TcpKeepalive;
import java.time.Duration;

/**
 * Whose database it is, which decides how the server probes its clients. RDS for PostgreSQL hides a
 * 350 s NAT by its own probes; a server left at the operating system's defaults does not.
 */
public enum ServerProfile {
    /** PostgreSQL as installed: {@code tcp_keepalives_*} 0, so the operating system's 7200/75/9. */
    SELF_MANAGED(TcpKeepalive.LINUX_DEFAULT),
    /**
     * RDS for PostgreSQL: 300/30/2. Source: Amazon RDS user guide, "Working with dead connections
     * in PostgreSQL".
     */
    RDS_POSTGRESQL(seconds(300, 30, 2)),
    /**
     * Aurora PostgreSQL: 300 is documented; 30/2 are taken over from RDS for PostgreSQL. Source:
     * Amazon Aurora user guide, "Working with dead connections in PostgreSQL".
     */
    AURORA_POSTGRESQL(seconds(300, 30, 2)),
    /**
     * Azure Database for PostgreSQL, flexible server: 120/30/9. Source: its server parameters,
     * "Connections and authentication / TCP settings".
     */
    AZURE_POSTGRESQL(seconds(120, 30, 9)),
    /** Aiven for PostgreSQL: 180/10/6. Source: Aiven documentation, "Idle connections". */
    AIVEN_POSTGRESQL(seconds(180, 10, 6));

    private final TcpKeepalive keepalive;

    ServerProfile(TcpKeepalive keepalive) {
        this.keepalive = keepalive;
    }

    /** How this server probes the clients that are connected to it. */
    public TcpKeepalive keepalive() {
        return keepalive;
    }

    private static TcpKeepalive seconds(long idle, long interval, int count) {
        return new TcpKeepalive(Duration.ofSeconds(idle), Duration.ofSeconds(interval), count);
    }
}
