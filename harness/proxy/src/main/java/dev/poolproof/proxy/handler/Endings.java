package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.history.Side;
import org.jspecify.annotations.Nullable;

/** What each side is told by an {@link Ending}. */
public final class Endings {
    private Endings() {}

    /** The signal for {@code side}; null if it is told nothing. */
    public static @Nullable Signal towards(Side side, Ending how) {
        boolean client = side == Side.CLIENT;
        return switch (how) {
            case RST_BOTH -> Signal.RST;
            case FIN_BOTH -> Signal.FIN;
            case RST_CLIENT -> client ? Signal.RST : null;
            case FIN_CLIENT -> client ? Signal.FIN : null;
            case RST_SERVER -> client ? null : Signal.RST;
            case FIN_SERVER -> client ? null : Signal.FIN;
        };
    }
}
