package dev.poolproof.warp;

/**
 * One line of the {@link TimingTable}.
 *
 * @param owner the JDK type that brings the method in; its subtypes are meant too
 * @param parameters the part of the descriptor that must occur in the call's parameters; with
 *     brackets, all of it
 */
record Rule(Class<?> owner, String name, String parameters, Treatment treatment) {

    /** Whether the rule is for this call, which reaches the JDK at {@code type}. */
    boolean matches(Call call, Class<?> type) {
        return name.equals(call.name())
                && call.parameters().contains(parameters)
                && owner.isAssignableFrom(type);
    }
}
