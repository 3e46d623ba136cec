package dev.poolproof.runner.file;

import dev.poolproof.model.candidate.WorkerProgram;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.SettingKind;
import dev.poolproof.runner.setting.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the {@code worker.yaml} of the directory that a candidate names. */
final class WorkerReader {
    static final String FILE = "worker.yaml";
    private static final String COMMAND = "[ node, worker.mjs ]";
    private static final String REMEDY = "what to do where it cannot be started, as a text";
    private static final String DIRECTORY =
            "a directory with a " + FILE + ", relative to this file";

    private WorkerReader() {}

    /** A worker, with the settings that candidates may give it; their times are in milliseconds. */
    record Described(WorkerProgram program, Settings settings) {}

    /** The worker that {@code item} names; {@code null} after an error was added. */
    static @Nullable Described read(Item item, Path candidatesFile) {
        String text = item.text("a path", DIRECTORY);
        Path directory = text == null ? null : directory(item, text, candidatesFile);
        if (directory == null) {
            return null;
        }
        Path file = directory.resolve(FILE);
        Source source = Source.of(file, item.source().problems());
        Node root = Documents.single(file, source, "worker");
        Block block = root == null ? null : new Item(source, "", root).block("command: " + COMMAND);
        if (block == null) {
            return null;
        }
        block.allow(List.of("command", "database", "remedy", "settings"));
        List<String> command = block.required("command", COMMAND, WorkerReader::command);
        String remedy = block.required("remedy", REMEDY, each -> Values.words(each, REMEDY));
        Set<Engine> databases = block.required("database", "postgresql", WorkerReader::databases);
        Map<String, Setting> settings =
                block.optional("settings", Map.of(), WorkerReader::settings);
        return command == null || databases == null || remedy == null || settings == null
                ? null
                : new Described(
                        new WorkerProgram(
                                String.valueOf(directory.getFileName()),
                                directory,
                                command,
                                Values.names(List.copyOf(databases)),
                                remedy),
                        new Settings(settings));
    }

    private static @Nullable Path directory(Item item, String text, Path candidatesFile) {
        try {
            Path directory = candidatesFile.toAbsolutePath().resolveSibling(text).normalize();
            if (Files.isRegularFile(directory.resolve(FILE))) {
                return directory;
            }
            item.error(
                    item.seen()
                            + " has no worker; looked for "
                            + Source.nameOf(directory.resolve(FILE)),
                    DIRECTORY);
        } catch (InvalidPathException e) {
            item.isNot("a path", DIRECTORY);
        }
        return null;
    }

    /** One, or a list of some. */
    private static @Nullable Set<Engine> databases(Item item) {
        if (!item.isScalar()) {
            return Values.constants(Engine.DATABASES, item);
        }
        Engine only = Values.constant(Engine.DATABASES, item);
        return only == null ? null : Set.of(only);
    }

    private static @Nullable List<String> command(Item item) {
        List<Item> items = item.list(COMMAND);
        if (items == null) {
            return null;
        }
        if (items.isEmpty()) {
            item.error("an empty list starts nothing", COMMAND);
            return null;
        }
        List<String> words = new ArrayList<>();
        for (Item each : items) {
            String word = each.text("a text", "a text");
            if (word != null) {
                words.add(word);
            }
        }
        return words.size() == items.size() ? words : null;
    }

    private static @Nullable Map<String, Setting> settings(Item item) {
        Block block = item.block("{ pool.max: integer }");
        if (block == null) {
            return null;
        }
        Map<String, Setting> settings = new LinkedHashMap<>();
        for (Block.Entry entry : block.entries()) {
            SettingKind kind = Values.constant(List.of(SettingKind.values()), entry.value());
            if (kind != null) {
                settings.put(
                        entry.name(),
                        kind == SettingKind.DURATION
                                ? Setting.duration(ChronoUnit.MILLIS)
                                : new Setting(kind, null, null));
            }
        }
        return settings.size() == block.entries().size() ? settings : null;
    }
}
