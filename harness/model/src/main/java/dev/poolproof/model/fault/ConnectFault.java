package dev.poolproof.model.fault;

/**
 * A fault of one connection's beginning, after the client's connect has succeeded. Does nothing to
 * connections that were open before it was put on the path. Its hop must act at once: {@link
 * Scope#from}.
 */
public sealed interface ConnectFault extends Fault permits AcceptThen, SlowAccept {}
