// Lets time run POOLPROOF_TIME_SCALE times faster for everything that is loaded after this, so that
// Sequelize's timers, those that no setting names included, keep the values that production has.
// What the kernel counts, and the wall clock below, are not touched.

export const scale = Number(process.env.POOLPROOF_TIME_SCALE ?? 1);

const wallTimeout = globalThis.setTimeout;
const wallInterval = globalThis.setInterval;
const WallDate = globalThis.Date;
const startedAt = WallDate.now();

/** Milliseconds of the wall clock since some moment. */
export const wallNow = performance.now.bind(performance);

/** Resolves after so many milliseconds of the wall clock. */
export const wallSleep = (ms) => new Promise((resolve) => wallTimeout(resolve, ms));

/** Calls back after so many milliseconds of the wall clock. */
export const wallTimer = wallTimeout;

const now = () => Math.round(startedAt + (WallDate.now() - startedAt) * scale);

if (scale !== 1) {
  globalThis.setTimeout = (callback, ms = 0, ...rest) => wallTimeout(callback, ms / scale, ...rest);
  globalThis.setInterval = (callback, ms = 0, ...rest) => wallInterval(callback, ms / scale, ...rest);
  globalThis.Date = class extends WallDate {
    constructor(...parts) {
      parts.length === 0 ? super(now()) : super(...parts);
    }
    static now() {
      return now();
    }
  };
}
