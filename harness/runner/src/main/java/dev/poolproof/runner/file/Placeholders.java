package dev.poolproof.runner.file;

import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Replaces {@code ${name:default}} by what the same file says of the name, or else by the default.
 * The environment is left out, so that a matrix does not depend on where it was made.
 */
final class Placeholders {
    private static final int DEEPEST = 20;

    /** Keeps placeholders that name each other from growing without end. */
    private static final int MOST = 1_000;

    /** A placeholder that has no value. */
    static final class Unresolved extends Exception {
        private static final long serialVersionUID = 1;
        private final String name;

        Unresolved(String name) {
            super(name);
            this.name = name;
        }

        String name() {
            return name;
        }
    }

    private final SpringProperties properties;
    private int replaced;

    Placeholders(SpringProperties properties) {
        this.properties = properties;
    }

    String resolve(String text) throws Unresolved {
        return resolve(text, 0);
    }

    private String resolve(String text, int depth) throws Unresolved {
        StringBuilder resolved = new StringBuilder();
        int from = 0;
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", from)) {
            int end = closing(text, start + 2);
            if (end < 0) {
                break;
            }
            resolved.append(text, from, start).append(value(text.substring(start + 2, end), depth));
            from = end + 1;
        }
        return resolved.append(text, from, text.length()).toString();
    }

    private String value(String inside, int depth) throws Unresolved {
        int colon = inside.indexOf(':');
        String name = colon < 0 ? inside : inside.substring(0, colon);
        if (depth > DEEPEST || ++replaced > MOST) {
            throw new Unresolved(name);
        }
        Item item = properties.value(Nearest.plain(name));
        if (item != null && item.node() instanceof ScalarNode scalar) {
            return resolve(scalar.getValue(), depth + 1);
        }
        if (colon < 0) {
            throw new Unresolved(name);
        }
        return resolve(inside.substring(colon + 1), depth + 1);
    }

    /** The brace that closes the placeholder whose name starts at {@code from}; -1 for none. */
    private static int closing(String text, int from) {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                open++;
            } else if (text.charAt(i) == '}' && --open == 0) {
                return i;
            }
        }
        return -1;
    }
}
