/**
 * Toxiproxy's HTTP API over proxies of our own, so that clients written for it drive ours. Our
 * faults are toxics of further types. A control server has its own threads: nothing that a control
 * client does holds up a proxied byte.
 */
@NullMarked
package dev.poolproof.control;

import org.jspecify.annotations.NullMarked;
