package dev.poolproof.runner.driver;

import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.TcpKeepalive;
import org.jspecify.annotations.Nullable;

/** TCP keepalive of drivers that switch it on unless a setting of theirs says {@code false}. */
final class KeepaliveSettings {
    private KeepaliveSettings() {}

    /**
     * @throws IllegalArgumentException if a candidate gives times and switches keepalive off
     */
    static void checkNotOff(Candidate candidate, String setting) {
        if (candidate.keepalive() != null && isOff(candidate, setting)) {
            throw new IllegalArgumentException(
                    "keepalive is switched off by driver.%s: false".formatted(setting));
        }
    }

    static @Nullable TcpKeepalive unlessOff(Candidate candidate, String setting) {
        if (isOff(candidate, setting)) {
            return null;
        }
        return candidate.keepalive() == null ? TcpKeepalive.LINUX_DEFAULT : candidate.keepalive();
    }

    private static boolean isOff(Candidate candidate, String setting) {
        return "false".equals(candidate.driverSettings().get(setting));
    }
}
