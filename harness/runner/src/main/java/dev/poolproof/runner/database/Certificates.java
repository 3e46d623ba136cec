package dev.poolproof.runner.database;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority of our own with a certificate for loopback that it has issued, both made
 * by the JDK's keytool: the JDK has no public way to make them in process.
 */
final class Certificates {
    private static final String AUTHORITY = "authority";
    private static final String SERVER = "server";
    private static final char[] PASSWORD = ServerFiles.PASSWORD.toCharArray();

    /** Far more than the second that it takes; the machine may be busy. */
    private static final long PATIENCE_SECONDS = 120;

    private static @Nullable Certificates shared;

    private final KeyStore keys;

    private Certificates(KeyStore keys) {
        this.keys = keys;
    }

    /** Those of this JVM, which are made when they are first asked for. */
    static synchronized Certificates shared() throws IOException {
        Certificates known = shared;
        if (known == null) {
            known = make();
            shared = known;
        }
        return known;
    }

    private static Certificates make() throws IOException {
        Path store = Files.createTempFile("poolproof-", ".p12");
        try {
            // keytool takes an empty file for a damaged store.
            Files.delete(store);
            keytool(
                    store,
                    AUTHORITY,
                    "CN=Poolproof",
                    "bc:c=ca:true",
                    "ku:c=keyCertSign",
                    List.of());
            keytool(
                    store,
                    SERVER,
                    "CN=localhost",
                    "san=dns:localhost,ip:127.0.0.1,ip:::1",
                    "eku=serverAuth",
                    List.of("-signer", AUTHORITY));
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD);
            }
            return new Certificates(keys);
        } catch (GeneralSecurityException e) {
            throw new IOException("keytool's certificates cannot be read: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(store);
        }
    }

    private static void keytool(
            Path store,
            String alias,
            String name,
            String extension,
            String other,
            List<String> more)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-J-XX:TieredStopAtLevel=1",
                                "-genkeypair",
                                "-alias",
                                alias,
                                "-dname",
                                name,
                                "-ext",
                                extension,
                                "-ext",
                                other,
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-validity",
                                "3650",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                ServerFiles.PASSWORD,
                                "-keystore",
                                store.toString()));
        command.addAll(more);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD)
                        .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("the JDK's keytool makes no certificate for " + name);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made a certificate", e);
        }
    }

    void writeTo(ServerFiles files) throws IOException {
        try {
            Certificate authority = keys.getCertificate(AUTHORITY);
            StringBuilder chain = new StringBuilder();
            for (Certificate certificate : keys.getCertificateChain(SERVER)) {
                chain.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            Files.writeString(files.certificate(), chain);
            Files.writeString(files.root(), pem("CERTIFICATE", authority.getEncoded()));
            // Servers refuse a key that others can read.
            Files.createFile(
                    files.key(),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    files.key(), pem("PRIVATE KEY", keys.getKey(SERVER, PASSWORD).getEncoded()));
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, PASSWORD);
            trusted.setCertificateEntry(AUTHORITY, authority);
            try (OutputStream out = Files.newOutputStream(files.trustStore())) {
                trusted.store(out, PASSWORD);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be written: " + e.getMessage(), e);
        }
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(
                        what,
                        Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(encoded));
    }
}
