/**
 * Where the records and the steps of the handshake of TLS lie in the bytes of a connection,
 * whatever protocol has asked for it. Nothing is decrypted.
 */
@NullMarked
package dev.poolproof.proxy.tls;

import org.jspecify.annotations.NullMarked;
