package dev.poolproof.http.emulation;

/**
 * What nginx holds of one response, in bytes.
 *
 * @param total {@code proxy_buffers} and {@code proxy_buffer_size}; with {@code proxy_buffering
 *     off} the latter alone
 * @param piece most that is given to the kernel at a time, {@code proxy_busy_buffers_size}
 * @param file {@code proxy_max_temp_file_size}: how long the file may become that takes what the
 *     buffers cannot; from there on the upstream waits, with 0 or {@code proxy_buffering off} at
 *     once
 */
record EmulatedBuffers(long total, long piece, long file) {
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
        long file = given.length("proxy_max_temp_file_size", "1024m");
        if (file != 0 && file < least) {
            throw new IllegalArgumentException(
                    "proxy_max_temp_file_size must be 0 or from %d (the larger of proxy_buffer_size and one of proxy_buffers), was %d"
                            .formatted(least, file));
        }
        return buffering
                ? new EmulatedBuffers(number * each + first, piece, file)
                : new EmulatedBuffers(first, piece, 0);
    }
}
