// A worker of Poolproof: containers of a function on AWS Lambda, each with Sequelize and node-postgres.
// Each client of the workload is a container of its own; all live in this process, so all freeze together.

import { wallNow, wallTimer } from './time.mjs';
import { listen, report } from './protocol.mjs';
import { BadSetting, readSettings } from './settings.mjs';

const CLOSES_WITHIN_MS = 2000;

// Standard output belongs to the protocol.
globalThis.console = new console.Console(process.stderr);

const libraries = await load();
const settings = read();
const containers = new Map();

report({ report: 'ready', protocol: 1, runtime: `node ${process.versions.node}`, ...profile() });
listen(handle, end);

function handle(command) {
  if (command.command === 'ping') {
    report({ report: 'pong' });
  } else if (command.command === 'run') {
    run(command);
  } else {
    throw new Error(`there is no command "${command.command}"`);
  }
}

async function run(command) {
  const { id, client } = command;
  const before = wallNow();
  const ended = (failure) => report({ report: 'ended', id, ms: wallNow() - before, ...failure });
  try {
    const work = libraries.workOf(command, process.env.POOLPROOF_TABLE);
    if (!work) {
      throw new Error(`there is no operation "${command.operation}"`);
    }
    if (!containers.has(client)) {
      containers.set(client, new libraries.Container(settings, process.env));
    }
    await containers.get(client).invoke(work, (ms) => report({ report: 'borrowed', id, ms }));
    ended();
  } catch (e) {
    ended({ failure: libraries.failureOf(e) });
  }
}

async function end() {
  wallTimer(() => process.exit(0), CLOSES_WITHIN_MS);
  await Promise.allSettled([...containers.values()].map((container) => container.close()));
  process.exit(0);
}

async function load() {
  try {
    const { createRequire } = await import('node:module');
    const require = createRequire(import.meta.url);
    return {
      ...(await import('./container.mjs')),
      ...(await import('./operations.mjs')),
      sequelize: require('sequelize/package.json').version,
      pg: require('pg/package.json').version,
    };
  } catch (e) {
    if (e.code !== 'ERR_MODULE_NOT_FOUND' && e.code !== 'MODULE_NOT_FOUND') {
      throw e;
    }
    decline('unavailable', e.message.split('\n')[0]);
  }
}

function read() {
  try {
    if (process.env.POOLPROOF_ENGINE !== 'postgresql') {
      decline('unavailable', `it speaks postgresql only, not ${process.env.POOLPROOF_ENGINE}`);
    }
    return readSettings(process.env.POOLPROOF_SETTINGS ?? '{}');
  } catch (e) {
    if (!(e instanceof BadSetting)) {
      throw e;
    }
    decline('refused', e.message);
  }
}

function decline(kind, reason) {
  report({ report: kind, reason });
  process.exit(0);
}

/** What Sequelize makes of the settings: read from a pool of its own, which opens nothing. */
function profile() {
  const { pool } = libraries.open(settings, process.env).connectionManager;
  const renewAfter = settings['renew-after'];
  return {
    pool: { name: 'sequelize', version: libraries.sequelize },
    driver: { name: 'pg', version: libraries.pg },
    'pool-size': pool.maxSize,
    effective: {
      mode: settings.mode,
      'pool.max': String(pool.maxSize),
      'pool.min': String(pool.minSize),
      'pool.idle': String(pool.idleTimeoutMillis),
      'pool.acquire': String(pool.acquireTimeoutMillis),
      'pool.evict': String(pool.reapIntervalMillis),
    },
    timers: [
      {
        setting: 'pool.idle',
        kind: 'ends',
        'earliest-ms': pool.idleTimeoutMillis,
        ms: pool.idleTimeoutMillis + pool.reapIntervalMillis,
      },
      { setting: 'pool.acquire', kind: 'gives-up', ms: pool.acquireTimeoutMillis },
      ...(renewAfter === undefined ? [] : [{ setting: 'renew-after', kind: 'ends', ms: renewAfter }]),
    ],
  };
}
