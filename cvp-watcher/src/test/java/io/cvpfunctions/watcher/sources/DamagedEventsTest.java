package io.cvpfunctions.watcher.sources;

import static io.cvpfunctions.watcher.sources.EventMessages.COMPLETE;
import static io.cvpfunctions.watcher.sources.EventMessages.event;
import static io.cvpfunctions.watcher.sources.EventMessages.message;
import static io.cvpfunctions.watcher.sources.EventMessages.second;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventComponent;
import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.fuzz.Fuzz;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever of an event a stream leaves out, or says instead: what is told of it can be told. */
class DamagedEventsTest {
  private static final EventData DATA = new EventData(URI.create("https://cvp"), new Whereabouts());

  @Test
  void messages_areTakenWhateverTheyHold() {
    Fuzz.of("cvp-watcher, messages of the event stream")
        .any(DamagedEventsTest::damaged, DamagedEventsTest::assertTold);
  }

  private static void assertTold(List<EventStreamResponse> messages) {
    ActiveEvents events = new ActiveEvents(Optional.empty(), false, List.of(), Heard.nothing());
    Changes changes = new Changes();
    events.begin();
    for (EventStreamResponse each : messages) {
      if (events.take(each, changes)) events.complete(second(9), changes);
    }
    for (News each : changes.news()) {
      assertThat(each.type()).startsWith("cvp.event.");
      assertThat(DATA.of(each.event()).path("key").isTextual()).isTrue();
    }
  }

  /** After an empty list: raised, changed, over, each with holes and odd bytes. */
  private static List<EventStreamResponse> damaged(Random random) {
    List<EventStreamResponse> messages = new ArrayList<>(List.of(COMPLETE));
    for (int at = 1; at < 8; at++) {
      Operation type = Operation.forNumber(random.nextInt(5) * 10);
      EventStreamResponse good =
          message(type == null ? Operation.UPDATED : type, whole(random.nextInt(3)), at);
      messages.add(random.nextBoolean() ? good : damaged(good, random));
    }
    return messages;
  }

  /** Some bytes are others, or gone; what is no message any more never gets here. */
  private static EventStreamResponse damaged(EventStreamResponse good, Random random) {
    ByteString bytes = good.toByteString();
    int from = random.nextInt(bytes.size());
    int to = Math.min(bytes.size(), from + random.nextInt(9));
    byte[] other = new byte[random.nextInt(4)];
    random.nextBytes(other);
    try {
      return EventStreamResponse.parseFrom(
          bytes.substring(0, from).concat(ByteString.copyFrom(other)).concat(bytes.substring(to)));
    } catch (InvalidProtocolBufferException noMessage) {
      return good;
    }
  }

  private static Event.Builder whole(int number) {
    Event.Builder event = event("key" + number, 1, EventSeverity.EVENT_SEVERITY_ERROR);
    event.setEventType(StringValue.of("DEVICE_INTF_ERR_SMART"));
    event.getDataBuilder().putData("deviceId", "JPE1").putData("interfaceId", "Ethernet1");
    event
        .getComponentsBuilder()
        .addComponents(EventComponent.newBuilder().putComponents("deviceId", "JPE1"));
    return event;
  }
}
