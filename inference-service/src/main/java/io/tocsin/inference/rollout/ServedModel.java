package io.tocsin.inference.rollout;

import io.tocsin.inference.model.TweetModel;

/**
 * A version that is loaded.
 *
 * @param version as tags name it
 * @param model does the work
 */
public record ServedModel(String version, TweetModel model) {}
