package dev.poolproof.model.scenario;

import static dev.poolproof.model.Checks.notNegative;
import static dev.poolproof.model.Checks.positive;

import dev.poolproof.model.ByteSize;
import dev.poolproof.model.Durations;
import java.time.Duration;

/**
 * How a client reads a body: {@code fast}, {@code 100KB/s}, or {@code stall 2s}.
 *
 * @param perSecond bytes a second that it reads; zero for all that comes
 * @param stall how long it reads nothing once the body has begun
 */
public record Pace(ByteSize perSecond, Duration stall) {
    /** All that comes, at once. */
    public static final Pace FAST = new Pace(new ByteSize(0), Duration.ZERO);

    private static final String FAST_NAME = "fast";
    private static final String STALL = "stall ";
    private static final String PER_SECOND = "/s";

    public Pace {
        notNegative("stall", stall);
    }

    /**
     * Reads what {@link #toString} prints.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static Pace parse(String text) {
        if (text.equals(FAST_NAME)) {
            return FAST;
        }
        if (text.startsWith(STALL)) {
            Duration stall = Durations.parse(text.substring(STALL.length()));
            return new Pace(new ByteSize(0), positive("a stall", stall));
        }
        if (text.endsWith(PER_SECOND)) {
            String size = text.substring(0, text.length() - PER_SECOND.length());
            return new Pace(atLeastOne(ByteSize.parse(size)), Duration.ZERO);
        }
        throw new IllegalArgumentException('"' + text + "\" is not a pace");
    }

    private static ByteSize atLeastOne(ByteSize perSecond) {
        if (perSecond.bytes() == 0) {
            throw new IllegalArgumentException("a pace must be faster than " + perSecond + "/s");
        }
        return perSecond;
    }

    /** How long it takes at least for {@code size}, in production time. */
    public Duration of(ByteSize size) {
        return perSecond.bytes() == 0
                ? stall
                : Durations.ofSeconds((double) size.bytes() / perSecond.bytes());
    }

    @Override
    public String toString() {
        if (perSecond.bytes() > 0) {
            return perSecond + PER_SECOND;
        }
        return stall.isZero() ? FAST_NAME : STALL + Durations.print(stall);
    }
}
