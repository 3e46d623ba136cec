package dev.poolproof.proxy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A certificate for loopback that signs itself, made for one test class. */
final class TlsCertificate {
    private final X509Bundle bundle;

    TlsCertificate() throws Exception {
        bundle =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .addSanIpAddress("127.0.0.1")
                        .setIsCertificateAuthority(true)
                        .ecp256()
                        .buildSelfSigned();
    }

    /** Writes {@code server.crt} and {@code server.key} as a database wants them. */
    void writeTo(Path directory) throws IOException {
        Files.writeString(directory.resolve("server.crt"), bundle.getCertificatePathPEM());
        Path key = directory.resolve("server.key");
        Files.createFile(
                key,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, bundle.getPrivateKeyPEM());
    }

    /** For both sides: shows the certificate, and trusts it alone. */
    SSLContext context() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] keys = bundle.toKeyManagerFactory().getKeyManagers();
        TrustManager[] trusted = bundle.toTrustManagerFactory().getTrustManagers();
        context.init(keys, trusted, new SecureRandom());
        return context;
    }
}
