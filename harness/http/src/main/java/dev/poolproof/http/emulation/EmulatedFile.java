package dev.poolproof.http.emulation;

import org.jspecify.annotations.Nullable;

/**
 * A temporary file that nginx wants to write.
 *
 * @param path as the log has it
 * @param failure what the log has because it cannot be made; null if it can
 */
record EmulatedFile(String path, @Nullable String failure) {}
