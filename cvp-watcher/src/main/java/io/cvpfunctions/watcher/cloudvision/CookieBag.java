package io.cvpfunctions.watcher.cloudvision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;

/** The cookies of one node's session, which have to be sent back (facts: CloudVision A2). */
final class CookieBag implements CookieJar {
  private final Map<String, Cookie> cookies = new ConcurrentHashMap<>();

  @Override
  public void saveFromResponse(HttpUrl url, List<Cookie> received) {
    received.forEach(cookie -> cookies.put(cookie.name(), cookie));
  }

  @Override
  public List<Cookie> loadForRequest(HttpUrl url) {
    List<Cookie> matching = new ArrayList<>(cookies.values());
    matching.removeIf(cookie -> !cookie.matches(url));
    return matching;
  }

  void empty() {
    cookies.clear();
  }
}
