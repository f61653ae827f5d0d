package io.cvpfunctions.cloudvision.apis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.cloudvision.apis.fmp.IPAddress;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDevice;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever CloudVision of any year sends goes through our classes unharmed, and back. */
class WireTest {
  private static final int SEEDS = 4;

  /** Something that must hold for a published type, our type of the same name, and a seed. */
  private interface Rule {
    void check(Descriptor published, Message ours, long seed) throws Exception;
  }

  @ParameterizedTest
  @EnumSource(Published.class)
  void bytes_ofAnyPublishedMessage_surviveOurClasses(Published when) throws Exception {
    forAll(
        when,
        (published, ours, seed) -> {
          DynamicMessage sent = RandomMessages.seeded(seed).of(published);
          Message read = ours.getParserForType().parseFrom(sent.toByteString());
          assertThat(DynamicMessage.parseFrom(published, read.toByteString())).isEqualTo(sent);
        });
  }

  @ParameterizedTest
  @EnumSource(Published.class)
  void bytes_ofOurMessages_areReadAsTheyWereMeant(Published when) throws Exception {
    forAll(
        when,
        (published, ours, seed) -> {
          DynamicMessage random = RandomMessages.seeded(seed).of(ours.getDescriptorForType());
          Message sent = ours.getParserForType().parseFrom(random.toByteString());
          DynamicMessage read = DynamicMessage.parseFrom(published, sent.toByteString());
          assertThat(ours.getParserForType().parseFrom(read.toByteString())).isEqualTo(sent);
        });
  }

  @ParameterizedTest
  @EnumSource(Published.class)
  void bytes_withFieldsAndValuesOfTheFuture_keepThem(Published when) throws Exception {
    forAll(
        when,
        (published, ours, seed) -> {
          DynamicMessage sent = RandomMessages.ofTheFuture(seed).of(published);
          Message read = ours.getParserForType().parseFrom(sent.toByteString());
          assertThat(read.getUnknownFields().asMap()).containsKeys(900, 901);
          assertThat(DynamicMessage.parseFrom(published, read.toByteString())).isEqualTo(sent);
        });
  }

  /** Of the fields that we declare; nobody can write others as JSON. */
  @ParameterizedTest
  @EnumSource(Published.class)
  void json_ofOurClasses_isThatOfThePublishedDescriptor(Published when) throws Exception {
    JsonFormat.Printer printer = JsonFormat.printer();
    forAll(
        when,
        (published, ours, seed) -> {
          DynamicMessage sent = RandomMessages.seeded(seed).of(published);
          Message read =
              DiscardUnknownFieldsParser.wrap(ours.getParserForType())
                  .parseFrom(sent.toByteString());
          DynamicMessage known = DynamicMessage.parseFrom(published, read.toByteString());
          assertThat(printer.print(read)).isEqualTo(printer.print(known));
        });
  }

  @Test
  void bytes_ofNewerFields_passThroughTheDescriptorsOf2024() throws Exception {
    ProvisionedDevice sent =
        ProvisionedDevice.newBuilder()
            .setIpv6Address(IPAddress.newBuilder().setValue("fd00::1"))
            .build();
    Descriptor old = Published.OCTOBER_2024.types().get(sent.getDescriptorForType().getFullName());

    DynamicMessage relayed = DynamicMessage.parseFrom(old, sent.toByteString());

    assertThat(relayed.getUnknownFields().asMap()).containsOnlyKeys(7);
    assertThat(ProvisionedDevice.parseFrom(relayed.toByteString())).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 50, 51, 99})
  void operation_ofAnyNumber_isKept(int number) throws Exception {
    EventStreamResponse sent = EventStreamResponse.newBuilder().setTypeValue(number).build();

    EventStreamResponse read = EventStreamResponse.parseFrom(sent.toByteString());

    assertThat(read.getTypeValue()).isEqualTo(number);
    assertThat(read.getType() == Operation.UNRECOGNIZED).isEqualTo(number == 99);
    assertThat(read.toByteString()).isEqualTo(sent.toByteString());
  }

  @Test
  void severity_thatNobodyKnows_isKept() throws Exception {
    Event read = Event.parseFrom(Event.newBuilder().setSeverityValue(99).build().toByteString());

    assertThat(read.getSeverity()).isEqualTo(EventSeverity.UNRECOGNIZED);
    assertThat(read.getSeverityValue()).isEqualTo(99);
    assertThat(JsonFormat.printer().omittingInsignificantWhitespace().print(read))
        .isEqualTo("{\"severity\":99}");
  }

  private static void forAll(Published when, Rule rule) throws Exception {
    Map<String, Descriptor> published = when.types();
    int compared = 0;
    for (Message ours : instances().values()) {
      compared += published.containsKey(ours.getDescriptorForType().getFullName()) ? 1 : 0;
      Descriptor type = published.get(ours.getDescriptorForType().getFullName());
      for (long seed = 0; type != null && seed < SEEDS; seed++) {
        check(rule, type, ours, seed);
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  private static void check(Rule rule, Descriptor type, Message ours, long seed) throws Exception {
    try {
      rule.check(type, ours, seed);
    } catch (AssertionError failure) {
      throw new AssertionError(type.getFullName() + ", seed " + seed, failure);
    }
  }

  private static Map<String, Message> instances() throws ReflectiveOperationException {
    Map<String, Message> instances = new TreeMap<>();
    for (FileDescriptor file : Declared.files().values()) {
      for (Descriptor type : file.getMessageTypes()) {
        String name = file.getOptions().getJavaPackage() + "." + type.getName();
        Object instance = Class.forName(name).getMethod("getDefaultInstance").invoke(null);
        instances.put(type.getFullName(), (Message) instance);
      }
    }
    return instances;
  }
}
