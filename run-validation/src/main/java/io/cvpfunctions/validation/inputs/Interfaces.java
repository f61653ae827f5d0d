package io.cvpfunctions.validation.inputs;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Interface names as people write them, brought into the form that EOS uses. */
public final class Interfaces {
  private static final String WORDS =
      "Dps|Ethernet|Fabric|Loopback|Management|Port-Channel|Recirc-Channel|Tunnel|Vlan|Vxlan";
  private static final Pattern NAME =
      Pattern.compile("(?:" + WORDS + ")[0-9]+(?:/[0-9]+)*(?:\\.[0-9]+)?");
  private static final Pattern WORD = Pattern.compile(WORDS);
  private static final Pattern PORT_CHANNEL =
      Pattern.compile("Port-Channel[0-9]{1,6}(?:\\.[0-9]+)?");
  private static final Pattern VXLAN_SOURCE =
      Pattern.compile("Dps1|Loopback(?:0|[1-9]\\d{0,2}|[1-7]\\d{3}|80[0-9]{2}|81[0-8]\\d|819[01])");
  private static final Pattern ETHERNET =
      Pattern.compile("Ethernet[0-9]+(?:/[0-9]+){0,2}(?:\\.[0-9]+)?");
  private static final Pattern MANAGEMENT = Pattern.compile("Management[0-9]+(?:/[0-9]+){0,2}");
  private static final Pattern NUMBERS = Pattern.compile("\\d+(?:/\\d+)*(?:\\.\\d+)?");
  private static final Map<String, String> SHORT = shortForms();

  private Interfaces() {}

  /** Any interface: {@code Ethernet1/1}, {@code eth1}, {@code po5.10}. */
  public static InputType name() {
    return Types.text("an interface such as Ethernet1", text -> full(text, NAME));
  }

  /** A kind of interface without a number: {@code Management}. */
  public static InputType word() {
    return Types.text(
        "a kind of interface such as Management",
        text -> Optional.of(capital(text)).filter(word -> WORD.matcher(word).matches()));
  }

  /** An interface, or all of a kind. */
  public static InputType nameOrWord() {
    return Types.anyOf("an interface, or a kind such as Management", word(), name());
  }

  /** A port-channel: {@code Port-Channel5}, {@code po5}. */
  public static InputType portChannel() {
    return Types.text("a port-channel such as Port-Channel5", text -> full(text, PORT_CHANNEL));
  }

  /** What a VXLAN tunnel may start from. */
  public static InputType vxlanSource() {
    return Types.text("Dps1 or a loopback such as Loopback1", text -> full(text, VXLAN_SOURCE));
  }

  /** An Ethernet interface. */
  public static InputType ethernet() {
    return Types.text("an interface such as Ethernet1", text -> full(text, ETHERNET));
  }

  /** An Ethernet or Management interface. */
  public static InputType ethernetOrManagement() {
    return Types.text(
        "an interface such as Ethernet1 or Management1",
        text -> full(text, ETHERNET).or(() -> full(text, MANAGEMENT)));
  }

  /** The number is the first one in the text, whatever stands around it, as ANTA has it. */
  private static Optional<String> full(String text, Pattern form) {
    Matcher numbers = NUMBERS.matcher(text);
    if (!numbers.find()) return Optional.empty();
    String lower = text.toLowerCase(Locale.ROOT);
    String name = capital(text);
    for (Map.Entry<String, String> known : SHORT.entrySet()) {
      if (lower.startsWith(known.getKey())) name = known.getValue() + numbers.group();
    }
    return Optional.of(name).filter(full -> form.matcher(full).matches());
  }

  private static String capital(String text) {
    if (text.isEmpty()) return text;
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static Map<String, String> shortForms() {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("et", "Ethernet");
    forms.put("po", "Port-Channel");
    forms.put("lo", "Loopback");
    forms.put("vl", "Vlan");
    return forms;
  }
}
