package dev.poolproof.runner.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads files as UTF-8 text. */
final class Texts {
    /** Far more than a person writes; keeps a wrong path from filling the memory. */
    private static final int MOST_BYTES = 1_000_000;

    private Texts() {}

    /** The text of {@code file}, or {@code null} after its error was added. */
    static @Nullable String read(Path file, Source source) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException e) {
            source.problems()
                    .addForFile(
                            source.name(), "does not exist", "the path of a file that is there");
            return null;
        } catch (IOException e) {
            source.problems()
                    .addForFile(
                            source.name(),
                            "cannot be read: " + e.getMessage(),
                            "the path of a file that can be read");
            return null;
        }
        if (bytes.length > MOST_BYTES) {
            source.problems()
                    .addForFile(
                            source.name(),
                            "is larger than " + MOST_BYTES + " bytes",
                            "the path of a scenario, candidates or Spring file");
            return null;
        }
        return decode(bytes, source);
    }

    private static @Nullable String decode(byte[] bytes, Source source) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int lineStart = text.lastIndexOf('\n') + 1;
            source.error(
                    (int) text.chars().filter(c -> c == '\n').count() + 1,
                    text.codePointCount(lineStart, text.length()) + 1,
                    "YAML",
                    "the byte 0x%02X is not UTF-8 here".formatted(in.get(in.position())),
                    "the file in UTF-8");
            return null;
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
