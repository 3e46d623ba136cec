package dev.poolproof.http.nginx;

import dev.poolproof.model.scenario.Breakage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Spoils the temporary directories below nginx's prefix. A master that is root's mends what it
 * finds when it starts, so all of this is done after that.
 */
final class Spoiling {
    private static final Set<PosixFilePermission> OWNERS =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> NOBODYS =
            PosixFilePermissions.fromString("---------");
    private static final Set<PosixFilePermission> READABLE =
            PosixFilePermissions.fromString("r-x------");

    /** nginx puts a file into the directory that is called as the last digit of its number. */
    private static final int DIGITS = 10;

    /** The digits that an incident had left behind of which three requests of ten failed. */
    private static final int STALE_DIGITS = 3;

    private final Path proxyTemp;
    private final Path clientBodyTemp;
    private final Path ballast;

    /** For the directories below {@code prefix}, as nginx sees it. */
    Spoiling(Path prefix) {
        proxyTemp = prefix.resolve("proxy_temp");
        clientBodyTemp = prefix.resolve("client_body_temp");
        ballast = proxyTemp.resolve("ballast");
    }

    /** Does what {@code breakage} says; the next request that needs a file meets it. */
    void spoil(Breakage breakage) throws IOException {
        switch (breakage) {
            case NONE -> {}
            case PROXY_TEMP_DENIED -> Files.setPosixFilePermissions(proxyTemp, NOBODYS);
            case PROXY_TEMP_READ_ONLY -> Files.setPosixFilePermissions(proxyTemp, READABLE);
            case PROXY_TEMP_MISSING -> Files.delete(proxyTemp);
            case PROXY_TEMP_STALE -> leaveBehind(0, DIGITS - 1);
            case PROXY_TEMP_STALE_PARTLY -> leaveBehind(1, STALE_DIGITS);
            case PROXY_TEMP_FULL -> fill();
            case CLIENT_BODY_TEMP_DENIED -> Files.setPosixFilePermissions(clientBodyTemp, NOBODYS);
        }
    }

    /**
     * Undoes whatever was done; the next request finds it well. What was well stays where it is,
     * for requests that are served meanwhile.
     */
    void repair() throws IOException {
        Files.setPosixFilePermissions(clientBodyTemp, OWNERS);
        if (!Files.exists(proxyTemp)) {
            Files.createDirectory(proxyTemp, PosixFilePermissions.asFileAttribute(OWNERS));
        }
        giveBack(proxyTemp); // which nobody may enter before
        Files.deleteIfExists(ballast);
        for (Path digit : children(proxyTemp)) {
            giveBack(digit);
        }
    }

    private void giveBack(Path directory) throws IOException {
        Files.setOwner(directory, Files.getOwner(clientBodyTemp));
        Files.setPosixFilePermissions(directory, OWNERS);
    }

    /** The harness's own are another user's to the workers of a master that is root's. */
    private void leaveBehind(int first, int last) throws IOException {
        for (int digit = first; digit <= last; digit++) {
            Files.createDirectory(
                    proxyTemp.resolve(Integer.toString(digit)),
                    PosixFilePermissions.asFileAttribute(NOBODYS));
        }
    }

    /** Somebody else's file takes all of the {@link SmallDisk} but its last room. */
    private void fill() throws IOException {
        byte[] zeros = new byte[Breakage.ROOM];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long left = Breakage.DISK - Breakage.ROOM; left > 0; left -= zeros.length) {
                out.write(zeros);
            }
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> within = Files.list(directory)) {
            return within.toList();
        }
    }
}
