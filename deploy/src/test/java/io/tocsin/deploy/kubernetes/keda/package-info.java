/**
 * KEDA's resources, as far as they are used here. It publishes no Java models, so these are its
 * custom resource definitions' fields, and the settings that its Kafka scaler reads.
 */
package io.tocsin.deploy.kubernetes.keda;
