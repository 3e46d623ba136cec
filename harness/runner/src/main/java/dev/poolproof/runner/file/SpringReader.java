package dev.poolproof.runner.file;

import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Takes the settings of a pool and its driver from a Spring Boot file. */
final class SpringReader {
    /** The pool that {@code spring.datasource.hikari} is for. */
    static final String POOL = "hikaricp";

    /** The driver of settings that stand without a URL. */
    private static final String DRIVER = "postgresql";

    private static final String HIKARI = "spring.datasource.hikari.";
    private static final String DRIVER_PROPERTIES = HIKARI + "datasourceproperties.";
    private static final String URL = "spring.datasource.url";
    private static final String HIKARI_URL = HIKARI + "jdbcurl";

    /** They say which database, and the harness has its own. */
    private static final Set<String> OF_THE_DATABASE =
            Set.of(
                    "jdbcurl",
                    "username",
                    "password",
                    "driverclassname",
                    "datasourceclassname",
                    "datasourcejndi");

    private static final Pattern WHOLE_PLACEHOLDER = Pattern.compile("\\$\\{[^:{}]*}");
    private static final Pattern SUBPROTOCOL = Pattern.compile("jdbc:(?<name>[^:/]+):.*");

    private final SpringProperties properties;
    private final @Nullable Item urlItem;

    /** Without placeholders; {@code null} if there is none that can be read. */
    private final @Nullable String url;

    private SpringReader(SpringProperties properties, boolean driverIsGiven) {
        this.properties = properties;
        Item hikariUrl = properties.value(HIKARI_URL);
        this.urlItem = hikariUrl == null ? properties.value(URL) : hikariUrl;
        this.url = urlItem == null ? null : url(urlItem, driverIsGiven);
    }

    /**
     * Opens the file that {@code item} names; {@code null} after an error was added.
     *
     * @param driverIsGiven whether the candidate has driver settings of its own, so that a URL that
     *     comes from outside does not leave them unknown
     */
    static @Nullable SpringReader open(Item item, Path candidatesFile, boolean driverIsGiven) {
        String text = item.text("a path", "the path of an application.yml");
        if (text == null) {
            return null;
        }
        Path file;
        try {
            file = candidatesFile.resolveSibling(text).normalize();
        } catch (InvalidPathException e) {
            item.isNot("a path", "the path of an application.yml");
            return null;
        }
        if (!text.matches("(?s).*\\.ya?ml") || !Files.isRegularFile(file)) {
            item.error(
                    item.seen()
                            + (Files.isRegularFile(file)
                                    ? " is not a YAML file"
                                    : " is not a file; looked for " + Source.nameOf(file)),
                    "the path of an application.yml, relative to this file");
            return null;
        }
        Source source = Source.of(file, item.source().problems());
        String yaml = Texts.read(file, source);
        List<Node> roots = yaml == null ? null : YamlDocuments.parse(yaml, source);
        if (roots == null) {
            return null;
        }
        if (roots.isEmpty()) {
            source.error(1, 1, "file", "is empty", "spring.datasource.hikari with its settings");
            return null;
        }
        return new SpringReader(
                SpringProperties.of(new Item(source, "", roots.get(0))), driverIsGiven);
    }

    /** The pool's settings under its own names. */
    Map<String, String> poolSettings(Settings pool) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (SpringProperties.Property property : properties.below(HIKARI)) {
            String plain = property.canonical().substring(HIKARI.length());
            if (property.canonical().startsWith(DRIVER_PROPERTIES)
                    || OF_THE_DATABASE.contains(plain)) {
                continue;
            }
            String name = named(plain, pool);
            Setting setting = name == null ? null : pool.known().get(name);
            if (name == null || setting == null) {
                property.item()
                        .error(
                                Item.quoted(property.name()) + " is not a setting of " + POOL,
                                Nearest.advice(property.name(), pool.known().keySet()));
                continue;
            }
            put(settings, name, property.item(), setting);
        }
        return settings;
    }

    /**
     * The driver's settings under its own names: what it has in common with {@code driver}. Others
     * are left out, unless they look like a slip of the pen, which the driver would not notice.
     */
    Map<String, String> driverSettings(Settings driver) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (SpringProperties.Property property : properties.below(DRIVER_PROPERTIES)) {
            if (property.canonical().indexOf('.', DRIVER_PROPERTIES.length()) >= 0) {
                continue; // a property with a dot in its name, which no driver here has
            }
            Setting setting = driver.known().get(property.name());
            if (setting != null) {
                put(settings, property.name(), property.item(), setting);
            } else {
                checkSpelling(property.item(), property.name(), driver);
            }
        }
        if (urlItem != null && url != null && url.contains("?")) {
            for (String parameter : url.substring(url.indexOf('?') + 1).split("&", -1)) {
                addParameter(settings, urlItem, parameter, driver);
            }
        }
        return settings;
    }

    /** Whether the file says which driver it is for: by its URL, or by settings of a driver. */
    boolean namesDriver() {
        return (url != null && SUBPROTOCOL.matcher(url).matches())
                || !properties.below(DRIVER_PROPERTIES).isEmpty();
    }

    /** The driver that the URL is for. */
    @Nullable Artifact driver(Artifacts drivers) {
        Matcher match = url == null ? null : SUBPROTOCOL.matcher(url);
        if (urlItem == null || match == null || !match.matches()) {
            return new Artifact(DRIVER, null);
        }
        String name = match.group("name");
        if (drivers.known().containsKey(name)) {
            return new Artifact(name, null);
        }
        urlItem.error(
                Item.quoted("jdbc:" + name) + " is not of a known driver",
                "driver: { artifact: ... } in the candidates file, with one of "
                        + String.join(", ", drivers.known().keySet()));
        return null;
    }

    private void addParameter(
            Map<String, String> settings, Item item, String parameter, Settings driver) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        Item place = new Item(item.source(), item.path() + "?" + name, item.node());
        Setting setting = driver.known().get(name);
        if (setting == null) {
            checkSpelling(place, name, driver);
            return;
        }
        String encoded = equals < 0 ? "" : parameter.substring(equals + 1);
        String text;
        try {
            text = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            place.error(Item.quoted(encoded) + " is not URL-encoded", "%25 for a percent sign");
            return;
        }
        String value = SettingReader.bare(place, text, setting);
        if (value != null) {
            settings.put(name, value);
        }
    }

    private void put(Map<String, String> settings, String name, Item item, Setting setting) {
        String text = item.text("a value", "its value, or leave the key out");
        String resolved = text == null ? null : properties.resolve(item, text);
        String value = resolved == null ? null : SettingReader.bare(item, resolved, setting);
        if (value != null) {
            settings.put(name, value);
        }
    }

    private @Nullable String url(Item item, boolean driverIsGiven) {
        String text = item.isNothing() || !item.isScalar() ? null : item.text("a URL", "a URL");
        if (text == null) {
            return null;
        }
        if (WHOLE_PLACEHOLDER.matcher(text).matches()) {
            String resolved = properties.tryResolve(text);
            if (resolved == null && !driverIsGiven) {
                item.error(
                        item.seen() + " has no default, so the driver's settings are not known",
                        "a default, or driver: { ... } with them in the candidates file");
            }
            return resolved;
        }
        // The host, port and name of the database do not matter here; what follows them does.
        int query = text.indexOf('?');
        if (query < 0) {
            return text;
        }
        String resolved = properties.resolve(item, text.substring(query));
        return resolved == null ? null : text.substring(0, query) + resolved;
    }

    private static @Nullable String named(String plain, Settings settings) {
        return settings.known().keySet().stream()
                .filter(name -> Nearest.plain(name).equals(plain))
                .findFirst()
                .orElse(null);
    }

    private static void checkSpelling(Item item, String name, Settings driver) {
        String nearest = Nearest.to(name, driver.known().keySet());
        if (nearest != null) {
            item.error(
                    Item.quoted(name) + " is not a setting of the driver, which ignores it",
                    nearest);
        }
    }
}
