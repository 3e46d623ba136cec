package dev.poolproof.runner.file;

import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.runner.setting.Settings;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads pools or drivers by name, with a version or without: {@code hikaricp:5.1.0}.
 *
 * @param kind {@code pool} or {@code driver}
 * @param known their settings by name
 */
record Artifacts(String kind, Map<String, Settings> known) {
    private static final Pattern FORM =
            Pattern.compile("(?<name>[^:]+)(?::(?<version>[A-Za-z0-9][A-Za-z0-9._+-]*))?");

    @Nullable Artifact read(Item item) {
        String advice = "one of " + String.join(", ", known.keySet());
        String text = item.text("a " + kind, advice);
        if (text == null) {
            return null;
        }
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            item.isNot("a name, or a name:version", advice + ", with :1.2.3 for a version");
            return null;
        }
        String name = match.group("name");
        return isKnown(item, name) ? new Artifact(name, match.group("version")) : null;
    }

    /** Whether there are settings for {@code name}, which stands in {@code item}. */
    boolean isKnown(Item item, String name) {
        if (known.containsKey(name)) {
            return true;
        }
        item.error(
                Item.quoted(name) + " is not a known " + kind,
                Nearest.advice(name, List.copyOf(known.keySet())));
        return false;
    }

    Settings settings(Artifact artifact) {
        Settings settings = known.get(artifact.name());
        if (settings == null) {
            throw new IllegalStateException(artifact + " is not among " + known.keySet());
        }
        return settings;
    }
}
