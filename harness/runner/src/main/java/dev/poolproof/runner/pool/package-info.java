/** Connection pools that can be put under test, each behind one adapter. */
@NullMarked
package dev.poolproof.runner.pool;

import org.jspecify.annotations.NullMarked;
