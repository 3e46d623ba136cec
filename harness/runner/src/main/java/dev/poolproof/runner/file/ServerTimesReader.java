package dev.poolproof.runner.file;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times that a database server keeps for a session, each under the server's own name. */
final class ServerTimesReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]*");

    private ServerTimesReader() {}

    /**
     * @param example of one such setting, for errors
     */
    static @Nullable Map<String, Duration> read(Item item, String example) {
        Block block = item.block("{ " + example + " }");
        if (block == null) {
            return null;
        }
        List<Block.Entry> entries = block.entries();
        if (entries.isEmpty()) {
            item.error("an empty block sets nothing", "{ " + example + " }");
            return null;
        }
        Map<String, Duration> times = new LinkedHashMap<>();
        for (Block.Entry entry : entries) {
            Duration time = time(entry, example);
            if (time != null) {
                times.put(entry.name(), time);
            }
        }
        return times.size() == entries.size() ? times : null;
    }

    /** The time of one setting, or {@code null} after an error was added. */
    static @Nullable Duration time(Block.Entry entry, String example) {
        boolean isName = NAME.matcher(entry.name()).matches();
        if (!isName) {
            entry.key().error(Item.quoted(entry.name()) + " is not a name of a setting", example);
        }
        Duration time = Values.positiveDuration(entry.value());
        return isName ? time : null;
    }
}
