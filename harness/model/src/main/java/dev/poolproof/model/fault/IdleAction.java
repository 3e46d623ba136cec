package dev.poolproof.model.fault;

/**
 * What a middlebox does with a connection that it holds for idle. What RST and FIN look like to the
 * side that gets them is said at {@link Ending}.
 */
public enum IdleAction {
    /**
     * Nothing at expiry; whoever sends next is answered with RST. The other side is told nothing.
     */
    RST_TO_NEXT_SENDER,
    /**
     * Nothing at expiry; the client is answered with RST when it sends next. What the server sends
     * is dropped, and the server is told nothing.
     */
    RST_TO_SENDING_CLIENT,
    /** Nothing at expiry, nothing later: packets of both sides vanish. */
    SILENT,
    /** RST to both sides at expiry. */
    RST_BOTH,
    /** FIN to both sides at expiry. */
    FIN_BOTH,
    /**
     * Nothing at expiry; what the server sends is dropped until the client has sent something,
     * which makes the entry anew.
     */
    REVIVE_ON_CLIENT_SEND
}
