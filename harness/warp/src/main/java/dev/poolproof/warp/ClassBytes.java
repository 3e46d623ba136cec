package dev.poolproof.warp;

import org.jspecify.annotations.Nullable;

/** Where the class files of the libraries are. */
@FunctionalInterface
interface ClassBytes {
    /**
     * The class file of {@code internalName}, {@code com/example/Pool}; null if there is none here.
     */
    byte @Nullable [] read(String internalName);
}
