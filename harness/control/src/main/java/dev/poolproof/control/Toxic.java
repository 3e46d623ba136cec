package dev.poolproof.control;

import dev.poolproof.model.fault.Hop;

/**
 * A hop that was put on a proxy over the API.
 *
 * @param type as {@link ToxicTypes} knows it
 */
record Toxic(String type, Hop hop) {
    String name() {
        return hop.name();
    }
}
