// One container of the function: it handles one invocation at a time, and keeps what it keeps.

import { AsyncLocalStorage } from 'node:async_hooks';
import { Sequelize } from 'sequelize';
import { wallNow } from './time.mjs';

/** The invocation that the code which runs belongs to. */
const invocations = new AsyncLocalStorage();

/** A Sequelize as the function makes it, which tells each invocation when it has its connection. */
export function open(settings, environment) {
  const sequelize = new Sequelize(
    environment.POOLPROOF_DATABASE,
    environment.POOLPROOF_USER,
    environment.POOLPROOF_PASSWORD,
    {
      dialect: 'postgres',
      host: environment.POOLPROOF_HOST,
      port: Number(environment.POOLPROOF_PORT),
      logging: false,
      pool: settings.pool,
      ...(settings.databaseVersion && { databaseVersion: settings.databaseVersion }),
      dialectOptions: { ...settings.dialectOptions, application_name: environment.POOLPROOF_NAME },
    },
  );
  sequelize.addHook('afterPoolAcquire', () => invocations.getStore()?.borrowed());
  return sequelize;
}

export class Container {
  #settings;
  #environment;
  #kept = null;
  #keptSince = 0;

  constructor(settings, environment) {
    this.#settings = settings;
    this.#environment = environment;
  }

  /** Does `work` with a Sequelize, as the function's handler does. */
  async invoke(work, borrowed) {
    const before = wallNow();
    let told = false;
    const invocation = {
      borrowed: () => {
        if (!told) {
          told = true;
          borrowed(wallNow() - before);
        }
      },
    };
    await invocations.run(invocation, () => this.#handle(work));
  }

  async close() {
    await this.#kept?.close();
  }

  async #handle(work) {
    const sequelize = this.#sequelize();
    try {
      await work(sequelize);
    } finally {
      await this.#leave(sequelize);
    }
  }

  #sequelize() {
    const { mode, 'renew-after': renewAfter } = this.#settings;
    if (mode === 'new-per-call') {
      return open(this.#settings, this.#environment);
    }
    if (this.#kept !== null && renewAfter !== undefined && Date.now() - this.#keptSince >= renewAfter) {
      const old = this.#kept;
      this.#kept = null;
      // As advised: nobody waits for the end of connections that may be dead.
      old.close().catch((e) => console.error(`closing the old Sequelize: ${e.message}`));
    }
    if (this.#kept === null) {
      this.#kept = open(this.#settings, this.#environment);
      this.#keptSince = Date.now();
    } else if (mode === 'init-pools-and-close') {
      this.#kept.connectionManager.initPools();
      if (Object.hasOwn(this.#kept.connectionManager, 'getConnection')) {
        delete this.#kept.connectionManager.getConnection;
      }
    }
    return this.#kept;
  }

  /** The end of the invocation, as https://sequelize.org/docs/v6/other-topics/aws-lambda/ has it. */
  async #leave(sequelize) {
    if (this.#settings.mode === 'new-per-call') {
      await sequelize.close();
    } else if (this.#settings.mode === 'init-pools-and-close') {
      await sequelize.connectionManager.close();
    }
  }
}
