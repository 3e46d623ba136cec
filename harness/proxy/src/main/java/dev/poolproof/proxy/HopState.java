package dev.poolproof.proxy;

/**
 * What a hop is doing on a connection.
 *
 * @param hop its name
 * @param state in a few words
 */
public record HopState(String hop, String state) {}
