package dev.poolproof.http.emulation;

/**
 * What nginx holds of one response, in bytes.
 *
 * @param total {@code proxy_buffers} and {@code proxy_buffer_size}; with {@code proxy_buffering
 *     off} the latter alone
 * @param piece most that is given to the kernel at a time, {@code proxy_busy_buffers_size}
 */
record EmulatedBuffers(long total, long piece) {
    /** On machines with pages of 4 kB. */
    private static final String PAGE = "4k";

    /**
     * Reads what belongs together, with nginx's own checks of it.
     *
     * @throws IllegalArgumentException for what nginx refuses
     */
    static EmulatedBuffers of(Directives given) {
        long first = given.size("proxy_buffer_size", PAGE);
        if (first == 0) { // nginx takes it, and answers nothing
            throw new IllegalArgumentException("proxy_buffer_size of 0 is not emulated");
        }
        String text = given.text("proxy_buffers", "8 " + PAGE);
        String[] buffers = text.split(" +", -1);
        if (buffers.length != 2 || !buffers[0].matches("\\d{1,9}")) {
            throw Directives.mustBe("proxy_buffers", "a number and a size as 8 4k", text);
        }
        long number = Long.parseLong(buffers[0]);
        long each = Directives.sizeOf("proxy_buffers", buffers[1]);
        if (number < 2 || each == 0) {
            throw Directives.mustBe("proxy_buffers", "at least 2, of some size", text);
        }
        long least = Math.max(first, each);
        long piece = given.size("proxy_busy_buffers_size", Long.toString(2 * least));
        long most = (number - 1) * each;
        if (piece < least || piece > most) {
            throw new IllegalArgumentException(
                    ("proxy_busy_buffers_size must be from %d (the larger of proxy_buffer_size and one"
                                    + " of proxy_buffers) to %d (all proxy_buffers but one), was %d")
                            .formatted(least, most, piece));
        }
        boolean buffering = given.isOn("proxy_buffering", "on");
        return new EmulatedBuffers(buffering ? number * each + first : first, piece);
    }
}
