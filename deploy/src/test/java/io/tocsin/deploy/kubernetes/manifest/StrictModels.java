package io.tocsin.deploy.kubernetes.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.tocsin.deploy.kubernetes.keda.ScaledObject;
import io.tocsin.deploy.kubernetes.keda.TriggerAuthentication;
import java.io.Serial;
import java.util.Map;

/**
 * Reads manifests into models and refuses what they do not know. By themselves the models keep
 * unknown fields aside, as the API server does unless it is asked to be strict.
 */
public final class StrictModels {
  private static final Map<String, Class<?>> MODELS =
      Map.ofEntries(
          Map.entry("v1 Namespace", Namespace.class),
          Map.entry("v1 ConfigMap", ConfigMap.class),
          Map.entry("v1 Service", Service.class),
          Map.entry("v1 ServiceAccount", ServiceAccount.class),
          Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("v1 Pod", Pod.class),
          Map.entry("apps/v1 Deployment", Deployment.class),
          Map.entry("apps/v1 StatefulSet", StatefulSet.class),
          Map.entry("batch/v1 Job", Job.class),
          Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          Map.entry("kafka.strimzi.io/v1 Kafka", Kafka.class),
          Map.entry("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class),
          Map.entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
          Map.entry("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class),
          Map.entry("keda.sh/v1alpha1 ScaledObject", ScaledObject.class),
          Map.entry("keda.sh/v1alpha1 TriggerAuthentication", TriggerAuthentication.class));

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .annotationIntrospector(new NothingAside())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private StrictModels() {}

  /**
   * Returns the model of an object.
   *
   * @throws IllegalArgumentException naming the field that is unknown, or the kind
   */
  public static Object read(ObjectNode object) {
    String kind = object.path("apiVersion").asText() + " " + object.path("kind").asText();
    String name = object.at("/metadata/name").asText();
    Class<?> model = MODELS.get(kind);
    if (model == null) {
      throw new IllegalArgumentException(kind + " " + name + ": no model is known");
    }
    try {
      return JSON.treeToValue(object, model);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(kind + " " + name + ": " + e.getMessage(), e);
    }
  }

  private static final class NothingAside extends JacksonAnnotationIntrospector {
    @Serial private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
