/** docker-compose.yml, against the Compose Specification's shapes and against the code. */
package io.tocsin.deploy.compose;
