/** JDBC drivers that can be put under test: their settings, URLs and sockets. */
@NullMarked
package dev.poolproof.runner.driver;

import org.jspecify.annotations.NullMarked;
