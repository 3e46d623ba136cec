package dev.poolproof.http.nginx;

import static org.junit.jupiter.api.Assumptions.abort;

/** Skips tests, with the reason, where no nginx is installed. */
public final class NeedsNginx {
    private NeedsNginx() {}

    public static NginxBinary find() {
        try {
            return NginxBinary.find();
        } catch (NginxException e) {
            return abort(e.getMessage());
        }
    }
}
