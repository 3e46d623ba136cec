package dev.poolproof.http.alb;

/**
 * Why the load balancer answered by itself, or closed a connection. The statuses are those of AWS's
 * page on troubleshooting Application Load Balancers.
 */
public enum AlbReason {
    /** The client sent no HTTP. */
    REQUEST_MALFORMED(400, "the client's request is malformed"),
    /** The client began a request, and sent nothing more for the idle timeout. */
    REQUEST_UNFINISHED(408, "the client did not send the rest of its request in time"),
    /** The client closed its connection while an answer was due; it sees nothing of the status. */
    CLIENT_GONE(460, "the client closed its connection before it was answered"),
    /** The target's port is closed, or its host cannot be reached. */
    TARGET_REFUSED(502, "the target refused the connection"),
    /**
     * FIN from the target while a request was outstanding; where the connection had been idle, its
     * keep-alive timeout is what closed it.
     */
    TARGET_CLOSED(502, "the target closed the connection while a request was outstanding"),
    /** RST from the target while a request was outstanding, as when it had just closed. */
    TARGET_RESET(502, "the target reset the connection while a request was outstanding"),
    /** What came from the target is no HTTP. */
    TARGET_MALFORMED(502, "the target's response is malformed"),
    /** More than 32 KB. */
    TARGET_HEADER_TOO_LARGE(502, "the header of the target's response exceeds 32 KB"),
    /** No target is registered. */
    NO_TARGET(503, "there is no registered target"),
    /** The connection to the target was not made within the connect timeout. */
    TARGET_UNREACHABLE(504, "the connection to the target was not made in time"),
    /**
     * The target sent nothing for the idle timeout: no header, or less of the body than announced.
     */
    TARGET_SILENT(504, "the target did not respond within the idle timeout"),
    /** A client's connection was idle for the idle timeout. */
    CLIENT_IDLE(0, "the client's connection was idle for the idle timeout"),
    /** A client's connection was older than the client keepalive duration: answered, and closed. */
    CLIENT_TOO_OLD(0, "the client's connection had reached the client keepalive duration"),
    /** A target's connection that carried nothing was idle for the idle timeout. */
    TARGET_IDLE(0, "the target's connection was idle for the idle timeout"),
    /** The target closed a connection that carried nothing: it is forgotten, and nobody hurt. */
    TARGET_CLOSED_IDLE(0, "the target closed an idle connection");

    private final int status;
    private final String words;

    AlbReason(int status, String words) {
        this.status = status;
        this.words = words;
    }

    /** The status that the load balancer logs as its own; 0 if it has answered nothing. */
    public int status() {
        return status;
    }

    /** In words. */
    @Override
    public String toString() {
        return words;
    }
}
