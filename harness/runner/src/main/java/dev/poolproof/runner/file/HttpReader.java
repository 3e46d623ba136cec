package dev.poolproof.runner.file;

import dev.poolproof.http.nginx.NginxSettings;
import dev.poolproof.model.AlbPlan;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.scenario.Breakage;
import dev.poolproof.model.scenario.HttpPlan;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what scenarios and candidates say of an nginx and of the application behind it. */
final class HttpReader {
    /** Keys of a scenario. */
    static final List<String> KEYS = List.of("nginx", "breakage", "origin", "origin-path", "alb");

    private static final String NGINX = "{ proxy_buffering: off }, or {} for nginx as it comes";
    private static final String ORIGIN = "{ maxConnections: 8192 }";

    private final Settings origin;
    private final PathReader paths;

    /**
     * @param origin what can be set of the application
     * @param paths reads the hops to it
     */
    HttpReader(Settings origin, PathReader paths) {
        this.origin = origin;
        this.paths = paths;
    }

    /**
     * What {@code block} is played against; {@code null} where it says nothing of it, or after an
     * error was added.
     */
    @Nullable HttpPlan plan(Block block) {
        Item nginx = block.optional("nginx");
        Item alb = block.optional("alb");
        if (alb != null) {
            return behindAlb(block, alb);
        }
        if (nginx == null) {
            for (String key : KEYS) {
                Item without = block.optional(key);
                if (without != null) {
                    without.error("there is no nginx", "nginx: {} beside it");
                }
            }
            return null;
        }
        Map<String, String> directives = directives(nginx);
        Breakage breakage =
                block.optional(
                        "breakage",
                        Breakage.NONE,
                        item -> Values.constant(List.of(Breakage.values()), item));
        Map<String, String> ofOrigin = origin(block.optional("origin"));
        List<Hop> originPath = block.optional("origin-path", List.of(), paths::read);
        return breakage == null || originPath == null
                ? null
                : new HttpPlan(
                        HttpPlan.Front.NGINX, breakage, directives, ofOrigin, null, originPath);
    }

    private @Nullable HttpPlan behindAlb(Block block, Item item) {
        AlbPlan alb = RecordReader.read(AlbPlan.class, item);
        Map<String, String> ofOrigin = origin(block.optional("origin"));
        boolean alone = true;
        for (String key : List.of("nginx", "breakage", "origin-path")) {
            Item beside = block.optional(key);
            if (beside != null) {
                beside.error(
                        "there is an alb, and it stands before the application", "one of the two");
                alone = false;
            }
        }
        return alb == null || !alone ? null : HttpPlan.behind(alb, ofOrigin);
    }

    /** Whether {@code block} is a scenario of HTTP clients. */
    static boolean isOne(Block block) {
        return block.optional("nginx") != null || block.optional("alb") != null;
    }

    /** Directives as written; {@code item} is {@code null} for none. */
    static Map<String, String> directives(@Nullable Item item) {
        Block block = item == null ? null : item.block(NGINX);
        Map<String, String> directives = new LinkedHashMap<>();
        for (Block.Entry entry : block == null ? List.<Block.Entry>of() : block.entries()) {
            String value = entry.value().text("a value", "a value as nginx's files have it");
            if (value != null && isTaken(entry, value)) {
                directives.put(entry.name(), value);
            }
        }
        return directives;
    }

    private static boolean isTaken(Block.Entry entry, String value) {
        if (!entry.name().matches("[a-z][a-z0-9_]*")) {
            entry.key()
                    .error(
                            Item.quoted(entry.name()) + " is not the name of a directive",
                            entry.name().toLowerCase(Locale.ROOT).replace('-', '_'));
            return false;
        }
        if (!value.matches("[^;{}#\\p{Cntrl}]+")) {
            entry.value()
                    .error(
                            entry.value().seen() + " is not the value of one directive",
                            "what stands before the semicolon in nginx's files");
            return false;
        }
        return entry.value()
                        .accepted(
                                () -> new NginxSettings(Map.of(entry.name(), value), Breakage.NONE))
                != null;
    }

    /** Settings as written; {@code item} is {@code null} for none. */
    Map<String, String> origin(@Nullable Item item) {
        Block block = item == null ? null : item.block(ORIGIN);
        Map<String, String> settings = new LinkedHashMap<>();
        for (Block.Entry entry : block == null ? List.<Block.Entry>of() : block.entries()) {
            Setting setting = origin.known().get(entry.name());
            if (setting == null) {
                entry.key()
                        .error(
                                Item.quoted(entry.name())
                                        + " is not a setting of the application behind nginx",
                                Nearest.advice(entry.name(), origin.known().keySet()));
                continue;
            }
            String value = SettingReader.withUnit(entry.value(), setting);
            if (value != null) {
                settings.put(entry.name(), value);
            }
        }
        return settings;
    }
}
