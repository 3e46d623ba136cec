package dev.poolproof.runner.path;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.poolproof.proxy.ProxyEngine;
import dev.poolproof.proxy.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of Toxiproxy's API as is needed to see what it is asked for; its proxies only relay. */
final class FakeToxiproxy implements AutoCloseable {
    /** What a change is answered with: the client wants to see all of a toxic. */
    private static final String CHANGED =
            """
            {"name": "any", "type": "latency", "stream": "upstream", "toxicity": 0.5,
             "attributes": {"latency": 200, "jitter": 50, "average_size": 64,
                            "size_variation": 0, "delay": 7000}}""";

    final List<String> requests = new CopyOnWriteArrayList<>();
    final Map<String, TcpProxy> proxies = new ConcurrentHashMap<>();
    private final ProxyEngine engine = ProxyEngine.start();
    private final HttpServer server;

    FakeToxiproxy() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    InetSocketAddress api() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        engine.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/version")) {
            send(exchange, 200, "{\"version\": \"2.12.0\"}");
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            TcpProxy proxy = proxies.remove(path.replace("/proxies/", ""));
            if (proxy != null) {
                proxy.close();
            }
            send(exchange, 204, "");
        } else if (path.equals("/proxies")) {
            send(exchange, 201, create(body));
        } else {
            requests.add(path.replaceAll(".*/toxics", "toxics") + " " + body);
            boolean made = path.endsWith("/toxics");
            send(exchange, 200, made ? body : CHANGED);
        }
    }

    private String create(String body) {
        String name = value("name", body);
        String[] upstream = value("upstream", body).split(":", 2);
        TcpProxy proxy =
                engine.proxy()
                        .upstream(new InetSocketAddress(upstream[0], Integer.parseInt(upstream[1])))
                        .open();
        proxies.put(name, proxy);
        return body.replaceFirst("\\{", "{\"enabled\": true, ")
                .replace(value("listen", body), "127.0.0.1:" + proxy.address().getPort());
    }

    private static String value(String key, String json) {
        Matcher match = Pattern.compile('"' + key + "\":\\s*\"([^\"]*)\"").matcher(json);
        if (!match.find()) {
            throw new IllegalArgumentException(json + " has no " + key);
        }
        return match.group(1);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
