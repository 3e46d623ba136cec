package dev.poolproof.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Decides who is let in. */
final class Doorkeeper {
    private static final String SCHEME = "Bearer ";

    private final Access access;

    Doorkeeper(Access access) {
        this.access = access;
    }

    /** What a request is answered that is not let in; null if it is. */
    @Nullable Answer refusal(HttpHeaders headers) {
        String agent = headers.get(HttpHeaderNames.USER_AGENT, "");
        if (agent.startsWith("Mozilla/")) { // a page of the web must not drive it
            return Answer.text(403, "User agent not allowed");
        }
        if (access instanceof Access.Token wanted && !brings(wanted.token(), headers)) {
            return Answer.error(
                    new ApiError(
                            401, "token: was missing or another, write Authorization: Bearer ..."));
        }
        return null;
    }

    private static boolean brings(String token, HttpHeaders headers) {
        String given = headers.get(HttpHeaderNames.AUTHORIZATION, "");
        return given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual( // takes as long whatever is wrong
                        token.getBytes(UTF_8), given.substring(SCHEME.length()).getBytes(UTF_8));
    }
}
