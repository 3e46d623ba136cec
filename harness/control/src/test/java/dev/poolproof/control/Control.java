package dev.poolproof.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Asks a control server in plain HTTP. */
record Control(String base, HttpClient client, Map<String, String> headers) {
    static Control of(ControlServer server) {
        return new Control(
                "http://" + HostPort.print(server.address()),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                Map.of());
    }

    /** The same with another header. */
    Control with(String header, String value) {
        return new Control(base, client, Map.of(header, value));
    }

    HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(30))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body.replace('\'', '"')));
        headers.forEach(request::setHeader);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** What is answered, as JSON. */
    JsonNode json(String method, String path, String body)
            throws IOException, InterruptedException {
        return Json.parse(send(method, path, body).body());
    }

    /** Makes a proxy on a free port; returns where it listens. */
    String proxy(String name, String upstream) throws IOException, InterruptedException {
        return json(
                        "POST",
                        "/proxies",
                        "{'name':'%s','listen':'127.0.0.1:0','upstream':'%s'}"
                                .formatted(name, upstream))
                .path("listen")
                .asText();
    }
}
