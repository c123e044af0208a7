package io.tocsin.trainer.progress;

import io.tocsin.messaging.trace.RecordTraces;

/** What is measured of trainings, and what is traced. */
public record Telemetry(TrainingMeter meter, RecordTraces traces) {}
