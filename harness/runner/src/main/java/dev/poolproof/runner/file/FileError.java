package dev.poolproof.runner.file;

/**
 * One thing that is wrong with a file.
 *
 * @param file as the user named it, or as it is reached from there; with {@code /} between folders
 * @param line counts from 1, as editors do; 0 if the file as a whole is meant
 * @param column counts from 1; 0 if the file as a whole is meant
 * @param key path to the key, for example {@code workload[0].steady.every}
 * @param problem what was read, what is wrong
 * @param writeInstead what to write instead, without the word "write"
 */
public record FileError(
        String file, int line, int column, String key, String problem, String writeInstead) {

    /** The error in two lines: where and what, then {@code write} and what to write instead. */
    public String message() {
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        return place + ": " + key + ": " + problem + "\n    write " + writeInstead;
    }
}
