package dev.poolproof.model.scenario;

/** How an observed value is held against a limit. */
public enum Comparison {
    LESS("<"),
    AT_MOST("<="),
    EQUAL("="),
    AT_LEAST(">="),
    GREATER(">");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /** The sign that files and reports use. */
    public String sign() {
        return sign;
    }

    /**
     * Whether an observed value stands in this relation to a limit.
     *
     * @param compared the observed value compared to the limit, as {@link Comparable#compareTo} has
     *     it
     */
    public boolean holds(int compared) {
        return switch (this) {
            case LESS -> compared < 0;
            case AT_MOST -> compared <= 0;
            case EQUAL -> compared == 0;
            case AT_LEAST -> compared >= 0;
            case GREATER -> compared > 0;
        };
    }
}
