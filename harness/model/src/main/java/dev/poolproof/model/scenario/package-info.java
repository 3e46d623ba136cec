/**
 * One incident: the path, the workload over time, what counts as surviving, the symptom it is known
 * for.
 */
@NullMarked
package dev.poolproof.model.scenario;

import org.jspecify.annotations.NullMarked;
