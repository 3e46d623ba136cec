package dev.poolproof.control;

/** Who may use a control server. */
public sealed interface Access {
    /** Whoever is on this machine; the server then listens on a loopback address only. */
    record ThisMachine() implements Access {}

    /**
     * Whoever knows a secret and sends {@code Authorization: Bearer ...} with it.
     *
     * @param token not blank
     */
    record Token(String token) implements Access {
        public Token {
            if (token.isBlank()) {
                throw new IllegalArgumentException("the token must not be blank");
            }
        }

        @Override
        public String toString() {
            return "Token[]"; // not for logs
        }
    }

    /** Whoever reaches the port, for a network that nobody else is on, such as a container's. */
    record Anyone() implements Access {}
}
