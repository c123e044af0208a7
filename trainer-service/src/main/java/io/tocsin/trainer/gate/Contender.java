package io.tocsin.trainer.gate;

import io.tocsin.llama.adapter.Adapter;

/**
 * An adapter that is judged.
 *
 * @param version its version
 * @param adapter on the trainer's base
 * @param maxTokens what it was trained with: texts are cut off after so many tokens
 */
public record Contender(String version, Adapter adapter, int maxTokens) {}
