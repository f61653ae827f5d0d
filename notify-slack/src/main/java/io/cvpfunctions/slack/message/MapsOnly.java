package io.cvpfunctions.slack.message;

import com.samskivert.mustache.BasicCollector;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets templates see what was put into {@link Values}, and never the inside of an object. */
final class MapsOnly extends BasicCollector {
  @Override
  public <K, V> Map<K, V> createFetcherCache() {
    return new ConcurrentHashMap<>();
  }
}
