package dev.poolproof.warp;

/** One timing call with what became of it; {@code reason} is empty unless it was left alone. */
record Site(Kind kind, TimingCall call, String reason) {

    enum Kind {
        REWRITTEN,
        LEFT_ALONE,
        UNKNOWN
    }
}
