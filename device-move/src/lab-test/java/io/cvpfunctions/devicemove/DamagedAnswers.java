package io.cvpfunctions.devicemove;

import io.cvpfunctions.fuzz.Fuzz;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Damages one of so many answers on its way from a CMDB, and tells which. */
final class DamagedAnswers {
  private final Random random;
  private final int oneOf;
  private final List<String> damaged = new ArrayList<>();

  /** None where {@code oneOf} is 0. */
  DamagedAnswers(Random random, int oneOf) {
    this.random = random;
    this.oneOf = oneOf;
  }

  Random random() {
    return random;
  }

  synchronized Response answer(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    boolean json = response.header("Content-Type", "").contains("json");
    if (!json || oneOf == 0 || random.nextInt(oneOf) > 0) return response;
    String body = Fuzz.damaged(response.body().string(), random);
    damaged.add(chain.request().method() + " " + chain.request().url().encodedPath() + ": " + body);
    ResponseBody instead = ResponseBody.create(body, response.body().contentType());
    return response.newBuilder().removeHeader("Content-Length").body(instead).build();
  }

  @Override
  public synchronized String toString() {
    return String.join("\n", damaged);
  }
}
