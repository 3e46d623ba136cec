package dev.poolproof.warp;

/** What becomes of a timing call. */
sealed interface Treatment {

    /**
     * A call of the method of the same name in a class of the runtime, with the receiver as first
     * argument.
     */
    record Replace(Class<?> runtime) implements Treatment {}

    /** The same call with its pair of {@code long} and {@code TimeUnit} in real time. */
    record RealTimeout() implements Treatment {}

    /**
     * The same call with its last argument passed through a method of {@code Timeouts}.
     *
     * @param filter name of that method, which takes and returns a {@code long}
     */
    record FilterLast(String filter) implements Treatment {}

    /**
     * A call of {@code now(Clock)} with a virtual clock; {@code clock} is the method of {@code
     * Clocks} that makes it.
     */
    record VirtualNow(String clock, String clockDescriptor) implements Treatment {}

    /** A constructor's call in favour of a static method of this name, which makes the object. */
    record Make(Class<?> runtime, String factory) implements Treatment {}

    /** The call as it is, with the reason why that is right. */
    record Leave(String reason) implements Treatment {}
}
