/**
 * The YAML files of scenarios and candidates, read into the model. Every error of a file is told at
 * once, each with its place, what was read there, and what to write instead. What the files may
 * name comes from outside as a {@link dev.poolproof.runner.file.Vocabulary}, so nothing here knows
 * a pool, a driver or a middlebox.
 */
@NullMarked
package dev.poolproof.runner.file;

import org.jspecify.annotations.NullMarked;
