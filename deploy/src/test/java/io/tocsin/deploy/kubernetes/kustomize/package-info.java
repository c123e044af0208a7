/** Kustomize, as far as these manifests use it; whatever else it knows is refused. */
package io.tocsin.deploy.kubernetes.kustomize;
