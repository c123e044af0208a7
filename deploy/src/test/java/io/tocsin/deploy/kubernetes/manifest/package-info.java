/** Manifests as the models of whoever takes them. */
package io.tocsin.deploy.kubernetes.manifest;
