package dev.poolproof.runner.http;

import dev.poolproof.model.Names;
import java.util.stream.Stream;

/** Which nginx HTTP scenarios are played with. */
public enum NginxChoice {
    /**
     * A container where servers come from containers; else the one that is installed, or, where
     * there is none, the emulation.
     */
    AUTO,
    /** The one that is installed. */
    LOCAL,
    /** One of an image. */
    CONTAINER,
    /** None: what nginx was seen to do. */
    EMULATED;

    /**
     * Reads the name of a choice.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static NginxChoice named(String name) {
        return Stream.of(values())
                .filter(choice -> Names.of(choice).equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "nginx must be one of %s, was \"%s\""
                                                .formatted(Names.allOf(NginxChoice.class), name)));
    }
}
