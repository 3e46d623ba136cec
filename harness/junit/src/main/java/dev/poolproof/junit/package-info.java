/** JUnit 5: a matrix as a suite with one test a cell, and network paths for a user's own tests. */
@NullMarked
package dev.poolproof.junit;

import org.jspecify.annotations.NullMarked;
