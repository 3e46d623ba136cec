package dev.poolproof.runner.file;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.runner.setting.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What files may name. Errors list names in the order given here.
 *
 * @param middleboxes presets for the path of a scenario, by name
 * @param pools their settings, by the pool's name
 * @param drivers their settings, by the driver's name
 * @param httpClients their settings, by the client's name
 * @param origin settings of the application that HTTP clients ask
 * @param defaultDrivers names of those that a candidate may run with that names none
 */
public record Vocabulary(
        Map<String, Hop> middleboxes,
        Map<String, Settings> pools,
        Map<String, Settings> drivers,
        Map<String, Settings> httpClients,
        Settings origin,
        List<String> defaultDrivers) {
    public Vocabulary {
        middleboxes = ordered(middleboxes);
        pools = ordered(pools);
        drivers = ordered(drivers);
        httpClients = ordered(httpClients);
        defaultDrivers = List.copyOf(defaultDrivers);
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
