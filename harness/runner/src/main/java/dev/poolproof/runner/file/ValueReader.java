package dev.poolproof.runner.file;

import org.jspecify.annotations.Nullable;

/** Makes something of the value of a key. */
interface ValueReader<T> {
    /** The value, or {@code null} after an error was added. */
    @Nullable T read(Item item);
}
