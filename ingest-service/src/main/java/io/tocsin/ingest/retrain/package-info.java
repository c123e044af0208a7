/** Trainings that operators ask for. */
package io.tocsin.ingest.retrain;
