/** Topic {@code retrain-requests}: taken one at a time, answered in one transaction each. */
package io.tocsin.trainer.request;
