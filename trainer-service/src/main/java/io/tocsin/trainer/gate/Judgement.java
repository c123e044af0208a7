package io.tocsin.trainer.gate;

import io.tocsin.contracts.adapter.Comparison;
import io.tocsin.contracts.adapter.Verdict;
import java.util.Optional;

/**
 * What came out at the gate.
 *
 * @param verdict whether the challenger did better
 * @param comparison of both; absent where they could not be compared
 * @param heldOut how the gate rows and the challenger's answers are distributed
 */
public record Judgement(Verdict verdict, Optional<Comparison> comparison, HeldOut heldOut) {}
