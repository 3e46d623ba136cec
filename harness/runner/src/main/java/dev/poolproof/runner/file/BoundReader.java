package dev.poolproof.runner.file;

import static dev.poolproof.model.scenario.Comparison.AT_LEAST;
import static dev.poolproof.model.scenario.Comparison.EQUAL;
import static dev.poolproof.model.scenario.Comparison.LESS;

import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.CountUnit;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads limits such as {@code < 1s}, {@code <= 2x pool} or {@code 0}. */
final class BoundReader {
    private static final String SIGN = "(?<sign><=|>=|<|>|=)? *";
    private static final Pattern COUNT =
            Pattern.compile(SIGN + "(?<number>\\d{1,9}(?:\\.\\d{1,9})?)(?<pool> *x +pool)?");
    private static final Pattern TIME = Pattern.compile(SIGN + "(?<time>[^<>= ].*)");
    private static final String COUNT_EXAMPLE = "0, <= 3, \">= 1\" or < 2x pool";
    private static final String TIME_EXAMPLE = "< 1s";

    private BoundReader() {}

    /** A count; a bare number means exactly that many. */
    static Bound.@Nullable OfCount count(Item item) {
        String text = item.comparison("a limit for a count", COUNT_EXAMPLE);
        if (text == null) {
            return null;
        }
        Matcher match = COUNT.matcher(text);
        if (!match.matches()) {
            item.isNot("a limit for a count", COUNT_EXAMPLE);
            return null;
        }
        Comparison comparison = match.group("sign") == null ? EQUAL : sign(match.group("sign"));
        double limit = Double.parseDouble(match.group("number"));
        boolean perPool = match.group("pool") != null;
        if (!perPool && limit != Math.rint(limit)) {
            item.error(item.seen() + " counts fractions of a thing", COUNT_EXAMPLE);
            return null;
        }
        if (limit == 0 && !canDecide(comparison, item)) {
            return null;
        }
        return new Bound.OfCount(comparison, limit, perPool ? CountUnit.POOL_SIZE : CountUnit.ONE);
    }

    /** A time; it must say how it is compared, since nothing takes exactly a second. */
    static Bound.@Nullable OfDuration time(Item item) {
        String text = item.comparison("a limit for a time", TIME_EXAMPLE);
        if (text == null) {
            return null;
        }
        Matcher match = TIME.matcher(text);
        if (!match.matches()) {
            item.isNot("a limit for a time", TIME_EXAMPLE);
            return null;
        }
        String time = match.group("time");
        if (Values.NUMBER.matcher(time).matches()) {
            item.error(item.seen() + " has no unit", "< 250ms, < 2s or < 1m30s");
            return null;
        }
        Duration limit = Values.duration(item, time, "< 250ms, < 2s or < 1m30s");
        if (limit == null) {
            return null;
        }
        if (match.group("sign") == null || match.group("sign").equals("=")) {
            item.error(item.seen() + " does not say less or more", "< " + time);
            return null;
        }
        Comparison comparison = sign(match.group("sign"));
        if (limit.isZero() && !canDecide(comparison, item)) {
            return null;
        }
        return new Bound.OfDuration(comparison, limit);
    }

    /** A limit that always or never holds tests nothing. */
    private static boolean canDecide(Comparison comparison, Item item) {
        if (comparison == LESS) {
            item.error(item.seen() + " can never hold", "a larger limit");
            return false;
        }
        if (comparison == AT_LEAST) {
            item.error(item.seen() + " always holds", "a larger limit, or leave the key out");
            return false;
        }
        return true;
    }

    private static Comparison sign(String sign) {
        return Arrays.stream(Comparison.values())
                .filter(comparison -> comparison.sign().equals(sign))
                .findFirst()
                .orElseThrow();
    }
}
