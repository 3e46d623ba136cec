package dev.poolproof.runner.file;

import dev.poolproof.model.fault.Moment;
import dev.poolproof.model.fault.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads from when on a fault acts: {@code 10s}, {@code 4096 bytes}, {@code query 3}. */
final class TriggerReader {
    private static final List<Moment> MOMENTS = List.of(Moment.values());
    private static final String EXAMPLE = "10s, 4096 bytes, commit-sent or query 3";

    /** A whole number, with or without a word before or after it. */
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(?<moment>[A-Za-z][A-Za-z_-]*)(?: +(?<nth>-?\\d+))?|(?<time>\\S+))");

    private static final Pattern BYTES = Pattern.compile("(?<count>-?\\d+) +bytes?");

    private TriggerReader() {}

    static @Nullable Trigger read(Item item) {
        String text = item.text("a time, an amount or a moment", EXAMPLE);
        if (text == null) {
            return null;
        }
        Matcher bytes = BYTES.matcher(text);
        if (bytes.matches()) {
            Long count = Values.wholeNumber(item, bytes.group("count"));
            return count == null ? null : item.accepted(() -> new Trigger.AfterBytes(count));
        }
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            item.isNot("a time, an amount or a moment", EXAMPLE);
            return null;
        }
        String moment = match.group("moment");
        return moment == null ? time(item, text) : moment(item, moment, match.group("nth"));
    }

    private static @Nullable Trigger time(Item item, String text) {
        if (Values.NUMBER.matcher(text).matches()) {
            item.error(item.seen() + " has no unit", text + "s or " + text + " bytes");
            return null;
        }
        Duration time = Values.duration(item, text, EXAMPLE);
        return time == null ? null : item.accepted(() -> new Trigger.After(time));
    }

    private static @Nullable Trigger moment(Item item, String name, @Nullable String nth) {
        List<String> names = Values.names(MOMENTS);
        if (!names.contains(name)) {
            item.error(Item.quoted(name) + " is no moment", Nearest.advice(name, names));
            return null;
        }
        Moment moment = MOMENTS.get(names.indexOf(name));
        Integer count = nth == null ? Integer.valueOf(1) : Values.integer(item, nth);
        return count == null ? null : item.accepted(() -> new Trigger.At(moment, count));
    }
}
