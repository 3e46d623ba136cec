// The worker's side of Poolproof's protocol: see docs/workers.md.

import { readSync } from 'node:fs';

const BETWEEN_LOOKS_MS = 2;

let rest = '';
let frozen = false;

/** Writes one report. */
export function report(fields) {
  process.stdout.write(JSON.stringify(fields) + '\n');
}

/**
 * Calls `handle` with each command, and `end` when there are no more.
 *
 * A `freeze` is answered by standing still, as the process of a frozen container does: neither timers
 * nor sockets are looked at until the next command is there, which is then the first to be looked at.
 * SIGSTOP alone would not do: its SIGCONT interrupts epoll_wait, and timers that were due meanwhile
 * would run before the command.
 */
export function listen(handle, end) {
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (chunk) => take(chunk, handle, end));
  process.stdin.on('end', end);
}

function take(chunk, handle, end) {
  rest += chunk;
  for (;;) {
    const at = rest.indexOf('\n');
    if (at >= 0) {
      const command = JSON.parse(rest.slice(0, at));
      rest = rest.slice(at + 1);
      frozen = command.command === 'freeze';
      frozen ? report({ report: 'freezing' }) : handle(command);
    } else if (frozen) {
      const more = standStill();
      if (more === '') {
        end();
        return;
      }
      rest += more;
    } else {
      return;
    }
  }
}

/** Waits for more input without letting the event loop run; an empty text at the end of it. */
function standStill() {
  const bytes = Buffer.alloc(65536);
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      return bytes.toString('utf8', 0, readSync(0, bytes));
    } catch (e) {
      if (e.code === 'EOF') {
        return '';
      }
      if (e.code !== 'EAGAIN' && e.code !== 'EINTR') {
        throw e;
      }
      Atomics.wait(clock, 0, 0, BETWEEN_LOOKS_MS);
    }
  }
}
