package dev.poolproof.model.scenario;

import dev.poolproof.model.candidate.TcpKeepalive;
import java.time.Duration;
import java.util.List;

/**
 * Whose database it is, which decides how the server probes its clients. RDS for PostgreSQL hides a
 * 350 s NAT by its own probes; a server left at the operating system's defaults does not.
 */
public enum ServerProfile {
    /**
     * A server as installed, so the operating system's 7200/75/9: PostgreSQL's {@code
     * tcp_keepalives_*} are 0, and MySQL switches {@code SO_KEEPALIVE} on without times.
     */
    SELF_MANAGED(TcpKeepalive.LINUX_DEFAULT, Engine.POSTGRESQL, Engine.MYSQL),
    /**
     * RDS for PostgreSQL: 300/30/2. Source: Amazon RDS user guide, "Working with dead connections
     * in PostgreSQL".
     */
    RDS_POSTGRESQL(seconds(300, 30, 2), Engine.POSTGRESQL),
    /**
     * Aurora PostgreSQL: 300 is documented; 30/2 are taken over from RDS for PostgreSQL. Source:
     * Amazon Aurora user guide, "Working with dead connections in PostgreSQL".
     */
    AURORA_POSTGRESQL(seconds(300, 30, 2), Engine.POSTGRESQL),
    /**
     * Azure Database for PostgreSQL, flexible server: 120/30/9. Source: its server parameters,
     * "Connections and authentication / TCP settings".
     */
    AZURE_POSTGRESQL(seconds(120, 30, 9), Engine.POSTGRESQL),
    /** Aiven for PostgreSQL: 180/10/6. Source: Aiven documentation, "Idle connections". */
    AIVEN_POSTGRESQL(seconds(180, 10, 6), Engine.POSTGRESQL);

    private final TcpKeepalive keepalive;
    private final List<Engine> engines;

    ServerProfile(TcpKeepalive keepalive, Engine... engines) {
        this.keepalive = keepalive;
        this.engines = List.of(engines);
    }

    /** The engines that there are such servers of. */
    public List<Engine> engines() {
        return engines;
    }

    /** How this server probes the clients that are connected to it. */
    public TcpKeepalive keepalive() {
        return keepalive;
    }

    private static TcpKeepalive seconds(long idle, long interval, int count) {
        return new TcpKeepalive(Duration.ofSeconds(idle), Duration.ofSeconds(interval), count);
    }
}
