/**
 * What nginx was seen to do when it cannot write its temporary files, refuses a body or waits in
 * vain, for machines without nginx. It knows a part of nginx's directives and refuses the others.
 * {@code docs/fidelity.md} holds it against the real one.
 */
@NullMarked
package dev.poolproof.http.emulation;

import org.jspecify.annotations.NullMarked;
