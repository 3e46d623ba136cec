package dev.poolproof.http.client;

import static dev.poolproof.http.client.ClientSetting.FLAG;
import static dev.poolproof.http.client.ClientSetting.MILLIS;
import static dev.poolproof.http.client.ClientSetting.SECONDS;
import static dev.poolproof.http.client.ClientSetting.TEXT;
import static dev.poolproof.http.client.ClientSetting.WHOLE_NUMBER;
import static java.util.Map.entry;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A kind of HTTP client that candidates may name.
 *
 * @param name as candidates name it
 * @param groupId of its Maven artifact; {@code null} if it comes with the JDK
 * @param artifactId of its Maven artifact; {@code null} if it comes with the JDK
 * @param adapterClass class name of its {@link HttpClientAdapter}
 * @param settings that its adapter takes, by the client's own names; system properties by theirs
 */
public record HttpClientKind(
        String name,
        @Nullable String groupId,
        @Nullable String artifactId,
        String adapterClass,
        Map<String, ClientSetting> settings) {
    private static final String PACKAGE = HttpClientKind.class.getPackageName();

    /** All kinds. Adding a client is its adapter, and one entry here. */
    public static final List<HttpClientKind> ALL =
            List.of(
                    new HttpClientKind(
                            "jdk-http-client",
                            null,
                            null,
                            PACKAGE + ".jdk.JdkHttpClientAdapter",
                            Map.of(
                                    "connectTimeout", MILLIS,
                                    "timeout", MILLIS,
                                    "jdk.httpclient.connectionPoolSize", WHOLE_NUMBER,
                                    "jdk.httpclient.keepalive.timeout", SECONDS)),
                    new HttpClientKind(
                            "http-url-connection",
                            null,
                            null,
                            PACKAGE + ".urlconnection.UrlConnectionAdapter",
                            Map.of(
                                    "connectTimeout", MILLIS,
                                    "readTimeout", MILLIS,
                                    "http.keepAlive", FLAG,
                                    "http.maxConnections", WHOLE_NUMBER,
                                    "sun.net.http.retryPost", FLAG)),
                    new HttpClientKind(
                            "apache-httpclient",
                            "org.apache.httpcomponents.client5",
                            "httpclient5",
                            PACKAGE + ".apache.ApacheHttpClientAdapter",
                            Map.ofEntries(
                                    entry("connectionTimeToLive", MILLIS),
                                    entry("validateAfterInactivity", MILLIS),
                                    entry("evictIdleConnections", MILLIS),
                                    entry("evictExpiredConnections", FLAG),
                                    entry("disableAutomaticRetries", FLAG),
                                    entry("maxConnPerRoute", WHOLE_NUMBER),
                                    entry("maxConnTotal", WHOLE_NUMBER),
                                    entry("connectTimeout", MILLIS),
                                    entry("connectionRequestTimeout", MILLIS),
                                    entry("responseTimeout", MILLIS),
                                    entry("version", TEXT))),
                    new HttpClientKind(
                            "okhttp",
                            "com.squareup.okhttp3",
                            "okhttp-jvm",
                            PACKAGE + ".okhttp.OkHttpAdapter",
                            Map.of(
                                    "keepAliveDuration", MILLIS,
                                    "maxIdleConnections", WHOLE_NUMBER,
                                    "retryOnConnectionFailure", FLAG,
                                    "callTimeout", MILLIS,
                                    "connectTimeout", MILLIS,
                                    "readTimeout", MILLIS,
                                    "writeTimeout", MILLIS)),
                    new HttpClientKind(
                            "reactor-netty",
                            "io.projectreactor.netty",
                            "reactor-netty-http",
                            PACKAGE + ".reactor.ReactorNettyAdapter",
                            Map.of(
                                    "maxIdleTime", MILLIS,
                                    "maxLifeTime", MILLIS,
                                    "evictInBackground", MILLIS,
                                    "maxConnections", WHOLE_NUMBER,
                                    "pendingAcquireTimeout", MILLIS,
                                    "disableRetry", FLAG,
                                    "responseTimeout", MILLIS)));

    public HttpClientKind {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /**
     * Whether it comes with the JDK. Such a client cannot be loaded anew, so it cannot be played
     * faster than real time; what it reads from system properties it reads once in a JVM.
     */
    public boolean isOfJdk() {
        return artifactId == null;
    }
}
