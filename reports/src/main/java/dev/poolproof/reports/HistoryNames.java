package dev.poolproof.reports;

import dev.poolproof.model.matrix.CellId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * File names for histories: {@code scenario--candidate.ndjson}, made safe for every file system.
 * Safe for use by several threads.
 */
final class HistoryNames {
    private static final int LONGEST_PART = 80; // two of them and a check sum stay below 255 bytes

    private final Map<CellId, String> byCell = new HashMap<>();

    /**
     * The file name of {@code cell}, always the same for the same cell, never the same for two. A
     * name that had to be changed to be safe, or that another cell has already, gets a check sum of
     * the cell's id.
     */
    synchronized String of(CellId cell) {
        return byCell.computeIfAbsent(cell, this::fresh);
    }

    private String fresh(CellId cell) {
        String plain = cell.scenario() + "--" + cell.candidate();
        String safe = safe(cell.scenario()) + "--" + safe(cell.candidate());
        String name = safe + ".ndjson";
        if (safe.equals(plain) && !byCell.containsValue(name)) {
            return name;
        }
        CRC32 sum = new CRC32();
        sum.update((plain + "--" + cell.database()).getBytes(StandardCharsets.UTF_8));
        String withSum = "%s--%08x.ndjson".formatted(safe, sum.getValue());
        return byCell.containsValue(withSum)
                ? "%s--%08x-%d.ndjson".formatted(safe, sum.getValue(), byCell.size())
                : withSum;
    }

    private static String safe(String name) {
        String safe = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "_");
        String cut = safe.substring(0, Math.min(safe.length(), LONGEST_PART));
        return cut.startsWith(".") ? "_" + cut : cut;
    }
}
