package dev.poolproof.proxy;

import static dev.poolproof.model.fault.Activity.DATA;
import static dev.poolproof.model.fault.Activity.KEEPALIVE;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Boxes as their vendors document them, with their defaults in production time. "Data" is bytes of
 * the application in either direction; "keepalive" is TCP keepalive probes of either end.
 */
public enum Middlebox {
    /**
     * AWS NAT gateway: forgets after 350 s, fixed; the host behind it gets RST when it sends next,
     * never FIN. Data and keepalive refresh. Inferred: the outside is told nothing. Unsure: what
     * becomes of a packet from outside after expiry; dropped here.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html#nat-gateway-troubleshooting-timeout">Troubleshoot
     *     NAT gateways</a>
     */
    NAT_GATEWAY(packetLevel(350, IdleAction.RST_TO_SENDING_CLIENT)),

    /**
     * AWS Network Load Balancer, TCP listener: forgets after 350 s (60 to 6000 s, {@code
     * tcp.idle_timeout.seconds}); client or target gets RST when it sends next. Data and keepalive
     * refresh. A TLS listener terminates TCP and is not this.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#connection-idle-timeout">Network
     *     Load Balancers: connection idle timeout</a>
     */
    NLB(packetLevel(350, IdleAction.RST_TO_NEXT_SENDER)),

    /**
     * AWS Application Load Balancer, seen as TCP only: closes both sides after 60 s (1 to 4000 s).
     * Data refreshes, keepalive does not. Unsure: FIN or RST towards the client; FIN here. Its HTTP
     * answers and its client keepalive duration (3600 s) are left out.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html">Edit
     *     attributes for your Application Load Balancer</a>
     */
    ALB(terminating(60)),

    /**
     * Azure Load Balancer with its default, TCP reset off: drops packets silently after 4 min (4 to
     * 100 min by outbound rule, 4 to 30 min else; a newer page says up to 100 for all). Data and
     * keepalive refresh.
     *
     * @see <a href="https://learn.microsoft.com/azure/load-balancer/load-balancer-tcp-reset">Load
     *     Balancer TCP reset and idle timeout</a>
     */
    AZURE_LOAD_BALANCER(packetLevel(240, IdleAction.SILENT)),

    /**
     * Azure NAT gateway: forgets after 4 min (up to 120 min); only the side that sends next gets
     * RST. Data and keepalive refresh.
     *
     * @see <a href="https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource">Azure NAT
     *     Gateway resource</a>
     */
    AZURE_NAT_GATEWAY(packetLevel(240, IdleAction.RST_TO_NEXT_SENDER)),

    /**
     * GCP VPC firewall connection tracking: forgets after 10 min, fixed; what the server sends is
     * blocked until the client has sent. Data and keepalive refresh.
     *
     * @see <a href="https://cloud.google.com/compute/docs/troubleshooting">Compute Engine:
     *     troubleshooting</a>
     */
    GCP_FIREWALL(packetLevel(600, IdleAction.REVIVE_ON_CLIENT_SEND)),

    /**
     * EC2 security group connection tracking on Nitro v6 instances: state is removed silently after
     * 350 s (60 to 432000 s, {@code TcpEstablishedTimeout}; 432000 s on other instances). Data and
     * keepalive refresh. Inferred: later packets vanish; one community capture agrees.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ConnectionTrackingSpecificationRequest.html">ConnectionTrackingSpecificationRequest</a>
     */
    SECURITY_GROUP_NITRO_V6(packetLevel(350, IdleAction.SILENT)),

    /**
     * AWS Network Firewall with stream exception policy DROP: drops later packets after 350 s (60
     * to 6000 s, {@code TcpIdleTimeoutSeconds}). Data and keepalive refresh.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FlowTimeouts.html">FlowTimeouts</a>
     */
    NETWORK_FIREWALL(packetLevel(350, IdleAction.SILENT)),

    /**
     * RDS Proxy: closes a client idle for 1800 s (1 to 28800 s, {@code IdleClientTimeout}), and any
     * after 24 h, fixed. Inferred: only requests refresh, for which data stands here. Unsure: what
     * is sent first; FIN alone here. The real one keeps the session of the database for its own
     * pool; here it ends with the client's.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-connections.html">RDS
     *     Proxy connection considerations</a>
     */
    RDS_PROXY(
            List.of(
                    new IdleDrop(Duration.ofMinutes(30), IdleAction.FIN_BOTH, Set.of(DATA)),
                    new CutAfter(Duration.ofHours(24), Ending.FIN_BOTH))),

    /**
     * Envoy's TCP proxy, and so Istio: closes both sides after 1 h ({@code idle_timeout}, 0 is
     * off). Any byte in either direction refreshes, keepalive does not, since it ends at each leg.
     * Inferred: FIN to both.
     *
     * @see <a
     *     href="https://github.com/envoyproxy/envoy/blob/main/api/envoy/extensions/filters/network/tcp_proxy/v3/tcp_proxy.proto">tcp_proxy.proto</a>
     */
    ENVOY(terminating(3600)),

    /**
     * The virtual IP of Docker Swarm (IPVS): forgets after 900 s; RST on the next packet if the
     * task is on the same host. Data and keepalive refresh. All of it from reports of users and
     * maintainers; with the task on another host the packets vanish instead.
     *
     * @see <a href="https://github.com/moby/moby/issues/31208">moby issue 31208</a>
     */
    DOCKER_SWARM_IPVS(packetLevel(900, IdleAction.RST_TO_NEXT_SENDER)),

    /** No box at all. */
    DIRECT(List.of());

    private final List<Fault> faults;

    Middlebox(List<Fault> faults) {
        this.faults = faults;
    }

    /** The box as a hop, named as files name it. */
    public Hop hop() {
        return new Hop(Names.of(this), faults);
    }

    /** A box that looks at packets, and so at keepalive probes too. */
    private static List<Fault> packetLevel(long idleSeconds, IdleAction then) {
        Set<Activity> any = Set.of(DATA, KEEPALIVE);
        return List.of(new IdleDrop(Duration.ofSeconds(idleSeconds), then, any));
    }

    /** A box that ends TCP on either side, whose kernel takes the probes. */
    private static List<Fault> terminating(long idleSeconds) {
        return List.of(
                new IdleDrop(Duration.ofSeconds(idleSeconds), IdleAction.FIN_BOTH, Set.of(DATA)));
    }
}
