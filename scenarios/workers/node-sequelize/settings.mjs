// The settings that a candidate may give this worker.

import { scale } from './time.mjs';

const MODES = ['global', 'new-per-call', 'init-pools-and-close'];
const TIME = 'time';
const COUNT = 'count';
const FLAG = 'flag';
const TEXT = 'text';

const KNOWN = {
  mode: TEXT,
  'renew-after': TIME,
  'pool.max': COUNT,
  'pool.min': COUNT,
  'pool.idle': TIME,
  'pool.acquire': TIME,
  'pool.evict': TIME,
  'pool.maxUses': COUNT,
  databaseVersion: TEXT,
  'dialectOptions.keepAlive': FLAG,
  'dialectOptions.connectionTimeoutMillis': TIME,
  'dialectOptions.query_timeout': TIME,
};

/** What a setting is not. */
export class BadSetting extends Error {}

/** Reads the settings; times come in wall milliseconds and leave in those of production. */
export function readSettings(json) {
  const settings = { mode: 'global', pool: {}, dialectOptions: {} };
  for (const [name, value] of Object.entries(JSON.parse(json))) {
    put(settings, name, parse(name, value));
  }
  if (!MODES.includes(settings.mode)) {
    throw new BadSetting(`mode must be one of ${MODES.join(', ')}, was "${settings.mode}"`);
  }
  return settings;
}

function put(settings, name, value) {
  const [first, second] = name.split('.');
  if (second === undefined) {
    settings[first] = value;
  } else {
    settings[first][second] = value;
  }
}

function parse(name, value) {
  const kind = KNOWN[name];
  if (kind === undefined) {
    throw new BadSetting(`${name} is not known; known are ${Object.keys(KNOWN).join(', ')}`);
  }
  if (kind === TIME) {
    if (typeof value !== 'number') {
      throw new BadSetting(`${name} must be a time with its unit, was "${value}"`);
    }
    return Math.round(value * scale);
  }
  if (kind === COUNT && !/^\d+$/.test(value)) {
    throw new BadSetting(`${name} must be a whole number, was "${value}"`);
  }
  if (kind === FLAG && !/^(true|false)$/.test(value)) {
    throw new BadSetting(`${name} must be true or false, was "${value}"`);
  }
  return kind === COUNT ? Number(value) : kind === FLAG ? value === 'true' : value;
}
