package dev.poolproof.runner.bench;

/**
 * One timer that fired.
 *
 * @param row the line of the table it belongs to
 * @param seconds how long it took, in production time
 * @param own how long it should have taken, in production time: what it was set to, or what the
 *     pool drew for it
 */
record Sample(String row, double seconds, double own) {
    /** How much later it fired. */
    double excess() {
        return seconds - own;
    }
}
