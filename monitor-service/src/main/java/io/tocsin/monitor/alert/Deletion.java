package io.tocsin.monitor.alert;

import io.tocsin.contracts.Contract;

/** A tweet was deleted: it is an example no more. */
@Contract
record Deletion(String tweetId) implements Heard {}
