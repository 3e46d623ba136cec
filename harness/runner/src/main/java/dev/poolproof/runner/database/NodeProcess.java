package dev.poolproof.runner.database;

import java.io.IOException;

/**
 * What runs the server of a node, and keeps its files from one start to the next. All that can be
 * said by SQL is the node's own. Not safe for use by several threads.
 */
public interface NodeProcess {
    /**
     * Starts the server; it takes connections when this returns, or soon.
     *
     * @throws IOException if it does not start; the message says why
     */
    void start() throws IOException;

    /** Whether it has been started and not stopped since. */
    boolean isRunning();

    /**
     * Ends the server in order; does nothing for one that does not run.
     *
     * @throws IOException if it does not end, or not in order
     */
    void stop() throws IOException;

    /**
     * Makes it a standby of its peer from its next start on.
     *
     * @throws IOException if its files cannot be written
     */
    void beStandby() throws IOException;
}
