package dev.poolproof.model.fault;

/**
 * What happens on a connection as PostgreSQL's and MySQL's protocols tell. A moment of the client's
 * is when its message has been passed on; one of the server's is when its message has come and has
 * not been passed on. Of encrypted connections nothing can be told.
 */
public enum Moment {
    /**
     * PostgreSQL: the client's StartupMessage; MySQL: the client's HandshakeResponse41, which
     * carries its authentication too.
     */
    START_UP,
    /**
     * PostgreSQL: the server's first Authentication message; MySQL: the server's first packet after
     * the HandshakeResponse41.
     */
    AUTHENTICATION,
    /**
     * The client asks to run something. PostgreSQL: Query or Execute; MySQL: COM_QUERY or
     * COM_STMT_EXECUTE. Statements that begin or end a transaction count too.
     */
    QUERY,
    /** The client has sent COMMIT; whether the server has got it is open. */
    COMMIT_SENT,
    /** The server has answered to COMMIT, and the client does not know. */
    COMMIT_ANSWERED,
    /** The server is ready for a query inside a transaction. */
    IDLE_IN_TRANSACTION
}
