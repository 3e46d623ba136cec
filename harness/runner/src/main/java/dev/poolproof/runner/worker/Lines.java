package dev.poolproof.runner.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8 from a stream whose writer is not trusted to end them. */
final class Lines {
    private final Reader reader;
    private final int longest;

    /**
     * @param longest what is longer is cut into pieces of so many characters
     */
    Lines(InputStream stream, int longest) {
        this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        this.longest = longest;
    }

    /** The next line, without its end; {@code null} at the end of the stream. */
    @Nullable String next() throws IOException {
        StringBuilder line = new StringBuilder();
        int read = reader.read();
        if (read < 0) {
            return null;
        }
        while (read >= 0 && read != '\n') {
            line.append((char) read);
            if (line.length() == longest) {
                return line.toString();
            }
            read = reader.read();
        }
        return line.toString().strip();
    }
}
