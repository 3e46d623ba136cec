package dev.poolproof.runner.jvm;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the lines of the protocol to standard output. Safe for use by several threads. */
final class Reports {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputStream output = new FileOutputStream(FileDescriptor.out);

    /** Writes one report of {@code kind} with {@code fields}. */
    synchronized void write(String kind, Map<String, ?> fields) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("report", kind);
        report.putAll(fields);
        try {
            output.write((JSON.writeValueAsString(report) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("nobody reads the reports", e);
        }
    }
}
