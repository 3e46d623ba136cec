package dev.poolproof.proxy.kernel;

/** A share of what arrives at one socket, which the kernel throws away until it is lifted. */
public interface Discard {
    /** Packets that the kernel has thrown away since, those that it knew already too. */
    long packets();

    /** Takes this share back; others stay. */
    void lift();
}
