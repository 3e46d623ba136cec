/**
 * Clients under test that are processes of their own, in any language: how they are started,
 * stopped and ended, and the protocol that is spoken with them; {@code docs/workers.md} has it.
 */
@NullMarked
package dev.poolproof.runner.worker;

import org.jspecify.annotations.NullMarked;
