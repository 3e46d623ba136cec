package dev.poolproof.runner.cell;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.runner.cell.Site.Visit;
import dev.poolproof.runner.http.HttpServiceException;
import java.sql.SQLException;
import java.util.List;

/** What one cell borrows, or has made for it, before it is played. */
interface Ground extends AutoCloseable {
    /**
     * Opens what it is played against.
     *
     * @param path of the cell, in production time; none for a control
     * @throws SQLException if the database does not let it
     * @throws HttpServiceException if an application or its nginx does not start
     */
    Stand open(List<Hop> path, Visit visit) throws SQLException, HttpServiceException;

    /** Lets go of it. */
    @Override
    void close();
}
