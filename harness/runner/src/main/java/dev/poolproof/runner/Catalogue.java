package dev.poolproof.runner;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.proxy.Middlebox;
import dev.poolproof.runner.driver.Drivers;
import dev.poolproof.runner.driver.JdbcDriver;
import dev.poolproof.runner.file.Vocabulary;
import dev.poolproof.runner.http.HttpClients;
import dev.poolproof.runner.http.OriginSetup;
import dev.poolproof.runner.pool.PoolKind;
import dev.poolproof.runner.setting.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything that scenario and candidate files may name. */
public final class Catalogue {
    private Catalogue() {}

    /** The vocabulary of this build. */
    public static Vocabulary vocabulary() {
        Map<String, Hop> middleboxes = new LinkedHashMap<>();
        for (Middlebox middlebox : Middlebox.values()) {
            middleboxes.put(Names.of(middlebox), middlebox.hop());
        }
        Map<String, Settings> pools = new LinkedHashMap<>();
        PoolKind.ALL.forEach(kind -> pools.put(kind.name(), kind.settings()));
        Map<String, Settings> httpClients = HttpClients.settings();
        return new Vocabulary(
                middleboxes,
                pools,
                Drivers.settings(),
                httpClients,
                OriginSetup.settings(),
                Drivers.byDefault().stream().map(JdbcDriver::name).toList());
    }
}
