package dev.poolproof.proxy;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.proxy.handler.Wire;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Which of a proxy's hops act on one connection. Only ever used on its event loop. */
final class Choice {
    private final Draw draw;
    private final InetSocketAddress client;
    private final Wire wire;
    private List<Hop> offered = List.of(); // those not meant or not drawn too

    Choice(Draw draw, InetSocketAddress client, Wire wire) {
        this.draw = draw;
        this.client = client;
        this.wire = wire;
    }

    /**
     * Those of {@code hops} that act; the history is told once of each that is spared by chance.
     */
    List<Hop> of(List<Hop> hops) {
        List<Hop> chosen = new ArrayList<>();
        for (Hop hop : hops) {
            if (!draw.isMeant(hop, client)) {
                continue;
            }
            if (draw.isDrawn(hop)) {
                chosen.add(hop);
            } else if (!offered.contains(hop)) {
                wire.record(NetworkAction.SPARED, null, hop.name(), 0);
            }
        }
        offered = hops;
        return chosen;
    }
}
