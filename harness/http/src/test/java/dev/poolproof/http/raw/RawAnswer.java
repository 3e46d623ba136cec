package dev.poolproof.http.raw;

/**
 * What came over the wire.
 *
 * @param status of the first line; 0 if there was none
 * @param header as it came
 * @param body a character for each byte of the body, without the framing of chunks
 * @param whole whether the framing says that the body is whole
 * @param ending {@code FIN} or {@code RST}
 */
public record RawAnswer(int status, String header, String body, boolean whole, String ending) {}
