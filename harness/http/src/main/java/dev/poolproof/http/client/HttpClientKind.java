package dev.poolproof.http.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of HTTP client that candidates may name.
 *
 * @param name as candidates name it
 * @param groupId of its Maven artifact; {@code null} if it comes with the JDK
 * @param artifactId of its Maven artifact; {@code null} if it comes with the JDK
 * @param adapterClass class name of its {@link HttpClientAdapter}
 */
public record HttpClientKind(
        String name, @Nullable String groupId, @Nullable String artifactId, String adapterClass) {
    private static final String PACKAGE = HttpClientKind.class.getPackageName();

    /** All kinds. Adding a client is its adapter, and one entry here. */
    public static final List<HttpClientKind> ALL =
            List.of(
                    new HttpClientKind(
                            "jdk-http-client", null, null, PACKAGE + ".jdk.JdkHttpClientAdapter"),
                    new HttpClientKind(
                            "http-url-connection",
                            null,
                            null,
                            PACKAGE + ".urlconnection.UrlConnectionAdapter"),
                    new HttpClientKind(
                            "apache-httpclient",
                            "org.apache.httpcomponents.client5",
                            "httpclient5",
                            PACKAGE + ".apache.ApacheHttpClientAdapter"),
                    new HttpClientKind(
                            "okhttp",
                            "com.squareup.okhttp3",
                            "okhttp-jvm",
                            PACKAGE + ".okhttp.OkHttpAdapter"),
                    new HttpClientKind(
                            "reactor-netty",
                            "io.projectreactor.netty",
                            "reactor-netty-http",
                            PACKAGE + ".reactor.ReactorNettyAdapter"));
}
