// The whole API, as Toxiproxy's client for Node uses it: node client.js http://127.0.0.1:8474 127.0.0.1:5432
"use strict";
const assert = require("node:assert/strict");
const net = require("node:net");
const { Toxiproxy } = require("toxiproxy-node-client");

const [control, upstream] = process.argv.slice(2);

/** Sends and waits for the echo; how many milliseconds it took. */
function echo(listen) {
    return new Promise((resolve, reject) => {
        const [host, port] = listen.split(":");
        const started = process.hrtime.bigint();
        const socket = net.connect(Number(port), host, () => socket.write("ping"));
        socket.setTimeout(20_000, () => socket.destroy(new Error("no echo")));
        socket.on("error", reject);
        socket.on("data", () => {
            socket.destroy();
            resolve(Number(process.hrtime.bigint() - started) / 1e6);
        });
    });
}

async function main() {
    const toxiproxy = new Toxiproxy(control);
    assert.match(await toxiproxy.getVersion(), /2\.12\.0/);

    const proxy = await toxiproxy.createProxy({ name: "db", listen: "127.0.0.1:0", upstream });
    assert.equal(proxy.enabled, true);
    await echo(proxy.listen);
    await assert.rejects(
        toxiproxy.createProxy({ name: "db", listen: "127.0.0.1:0", upstream }), /409/);

    const types = {
        latency: { latency: 120, jitter: 0 },
        bandwidth: { rate: 10_000 },
        slow_close: { delay: 10 },
        timeout: { timeout: 60_000 },
        reset_peer: { timeout: 60_000 },
        slicer: { average_size: 1_000, size_variation: 100, delay: 1_500 },
        limit_data: { bytes: 1_000_000 },
    };
    for (const [type, attributes] of Object.entries(types)) {
        const toxic = await proxy.addToxic({ name: type, type, stream: "upstream", toxicity: 1, attributes });
        assert.deepEqual(toxic.attributes, attributes, type);
        assert.deepEqual((await proxy.getToxic(type)).toJson(), toxic.toJson(), type);
        if (type === "latency") {
            assert.ok((await echo(proxy.listen)) >= 120);
            const changed = await toxic.update({ attributes: { latency: 5 } });
            assert.deepEqual(changed.attributes, { latency: 5, jitter: 0 });
        }
        await toxic.remove();
        await assert.rejects(proxy.getToxic(type), /404/);
    }

    const disabled = await proxy.update({ enabled: false });
    assert.equal(disabled.enabled, false);
    await assert.rejects(echo(proxy.listen), /ECONNREFUSED/);
    await toxiproxy.reset();
    await echo(proxy.listen);

    const populated = await toxiproxy.populate([
        { name: "db", listen: proxy.listen, upstream },
        { name: "other", listen: "127.0.0.1:0", upstream, enabled: false },
    ]);
    assert.deepEqual(Object.keys(populated), ["db", "other"]);
    assert.deepEqual(Object.keys(await toxiproxy.getAll()), ["db", "other"]);
    await populated.other.remove();
    await assert.rejects(toxiproxy.get("other"), /404/);
    assert.equal((await toxiproxy.get("db")).upstream, upstream);
}

main().catch((error) => {
    console.error(error);
    process.exit(1);
});
