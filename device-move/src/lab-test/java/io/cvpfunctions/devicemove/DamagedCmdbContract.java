package io.cvpfunctions.devicemove;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.fuzz.Fuzz;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.HttpRemote;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Whatever a CMDB answers: a device is recorded, or it is said why not; nothing else happens. */
public abstract class DamagedCmdbContract {
  private static final List<String> SERIALS = List.of("JPE1", "JPE2", "JPE3");

  private volatile DamagedAnswers answers = new DamagedAnswers(new Random(), 0);

  /** What people call the CMDB. */
  protected abstract String system();

  /** A client that calls through that remote. */
  protected abstract Cmdb open(HttpRemote remote);

  @Test
  void device_isRecordedOrItIsSaidWhyNot() {
    OkHttpClient client =
        new OkHttpClient.Builder().addInterceptor(chain -> answers.answer(chain)).build();
    try (Cmdb cmdb = open(HttpRemote.named(system(), client))) {
      Fuzz.of("device-move, " + system())
          .any(random -> new DamagedAnswers(random, 4), damaged -> holds(cmdb, damaged));
    }
  }

  private void holds(Cmdb cmdb, DamagedAnswers damaged) {
    answers = damaged;
    Random random = damaged.random();
    String serial = SERIALS.get(random.nextInt(SERIALS.size()));
    Observation seen = Observation.of(event(serial, random.nextInt(1000)), Told.START);
    Budget budget = Budget.of(Duration.ofSeconds(1));
    try {
      assertThat(cmdb.record(seen, budget).action()).isNotNull();
      assertThat(cmdb.preview(seen, budget).action()).isNotNull();
      assertThat(cmdb.unprovisioned(cmdb.placed(budget), budget)).doesNotContainNull();
    } catch (CallFailedException refused) {
      assertThat(refused.getMessage()).isNotBlank().doesNotContain("java.", "Exception");
    }
  }

  private static CloudEvent event(String serial, int number) {
    String id = "e" + number;
    if (number % 5 == 0) return Told.unprovisioned(id, number, serial);
    if (number % 7 == 0) return Told.removed(id, number, serial);
    return Told.moved(id, number, serial, number % 2 == 0 ? "DC1-Leaf" : "DC2-Spine");
  }
}
