// The operations of the workload, as an application writes them with Sequelize.

import { wallSleep } from './time.mjs';

/** The work of a command; `undefined` if there is no such operation. */
export function workOf({ operation, writes, ms }, table) {
  const insert = (sequelize, id, transaction) =>
    sequelize.query(`INSERT INTO ${table} (id) VALUES ($1)`, { bind: [id], transaction });
  return {
    read: (sequelize) => sequelize.query('SELECT 1'),
    write: (sequelize) => insert(sequelize, writes[0]),
    transaction: (sequelize) =>
      sequelize.transaction(async (transaction) => {
        await sequelize.query('SELECT 1', { transaction });
        await insert(sequelize, writes[0], transaction);
      }),
    hold: (sequelize) =>
      sequelize.transaction(async (transaction) => {
        await insert(sequelize, writes[0], transaction);
        await wallSleep(ms);
        await insert(sequelize, writes[1], transaction);
      }),
    'long-query': (sequelize) => sequelize.query('SELECT pg_sleep($1)', { bind: [ms / 1000] }),
  }[operation];
}

/** What the application caught, as reports have it. */
export function failureOf(error) {
  const first = error.original ?? error;
  const state = first.severity !== undefined && first.code ? first.code : undefined;
  const causes = [];
  for (let e = causeOf(error); e && causes.length < 8; e = causeOf(e)) {
    causes.push(`${e.name}${e.code ? `[${e.code}]` : ''}: ${e.message}`);
  }
  return {
    name: error.name,
    message: error.message || first.message || first.code || 'no message',
    ...(state ? { sqlstate: state } : {}),
    ...(first.code && !state ? { code: first.code } : {}),
    causes,
  };
}

function causeOf(error) {
  return error.original ?? error.cause ?? error.errors?.[0];
}
