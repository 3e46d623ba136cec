package dev.poolproof.runner.database;

import java.util.regex.Pattern;

/** JDBC URLs as they may be shown. */
public final class JdbcUrls {
    /** A parameter such as {@code password} or {@code sslpassword}, with the sign before it. */
    private static final Pattern PASSWORD =
            Pattern.compile(
                    "(?<sign>[?&])[a-z]*password=[^&]*(?<more>&?)", Pattern.CASE_INSENSITIVE);

    private JdbcUrls() {}

    /** {@code url} without the parameters that are passwords. */
    public static String withoutPasswords(String url) {
        String rest = url;
        String before;
        do {
            before = rest;
            rest =
                    PASSWORD.matcher(before)
                            .replaceFirst(match -> match.group(2).isEmpty() ? "" : match.group(1));
        } while (!rest.equals(before));
        return rest;
    }
}
