package dev.poolproof.model.fault;

/**
 * A fault of the address that clients connect to. It meets all who connect, so its hop must have
 * {@link Scope#DEFAULT}, whatever its stream; connections that are open do not feel it.
 */
public sealed interface ListenerFault extends Fault permits Refuse, SynDrop {}
