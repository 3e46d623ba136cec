package dev.poolproof.runner.judge;

import dev.poolproof.runner.judge.Judgement.Remedy;

/** Why a verdict cannot be trusted, and what may help. */
record Doubt(String reason, Remedy remedy) {}
