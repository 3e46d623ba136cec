package dev.poolproof.model.fault;

/**
 * What happens on a connection as PostgreSQL's and MySQL's protocols tell. A moment of the client's
 * is when its message has been passed on; one of the server's is when its message has come and has
 * not been passed on whole: messages before it in the same read have. Of connections that are
 * encrypted or compressed nothing can be told. On a connection that has been in use when the first
 * hop that waits is put on its path, watching begins with the client's next read that is made of
 * whole messages, and start-up and authentication are past.
 *
 * <p>COMMIT is known by the first word of what is sent as one statement, white space and comments
 * passed over; one that stands behind other statements is not, nor in MySQL one that was prepared.
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
     * The client asks to run something. PostgreSQL: Query or Execute; MySQL: COM_QUERY,
     * COM_STMT_EXECUTE or MariaDB's COM_STMT_BULK_EXECUTE. Statements that begin or end a
     * transaction count too, and those that drivers send by themselves.
     */
    QUERY,
    /** The client has sent COMMIT; whether the server has got it is open. */
    COMMIT_SENT,
    /**
     * The server has answered to COMMIT, and the client does not know. PostgreSQL: CommandComplete
     * of COMMIT, whoever sent it, or the error or ROLLBACK that a COMMIT has met; MySQL: the first
     * packet after COMMIT.
     */
    COMMIT_ANSWERED,
    /**
     * The server is ready for a query inside a transaction, be it a failed one. PostgreSQL:
     * ReadyForQuery; MySQL: the OK or EOF, with its status, that ends an answer.
     */
    IDLE_IN_TRANSACTION
}
