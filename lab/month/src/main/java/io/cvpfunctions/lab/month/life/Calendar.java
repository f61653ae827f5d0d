package io.cvpfunctions.lab.month.life;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Which things happen in a month, in which order, and how long after each other. */
public final class Calendar {
  private static final int DAYS = 30;
  private static final List<String> PLACES = List.of("DC1-Leaf", "DC2-Leaf", "DC2-Border-Leaf");

  private final Random chance;
  private final Size size;
  private final Dhcp dhcp = new Dhcp();
  private final List<Act> acts = new ArrayList<>();

  private Calendar(long seed, Size size) {
    this.chance = new Random(seed);
    this.size = size;
  }

  /** An act with its day, its own chance, and how many minutes after the one before it begins. */
  public record Entry(Act act, int day, Random chance, double after) {}

  /** The month of that seed. */
  public static List<Entry> of(long seed, Size size) {
    Calendar calendar = new Calendar(seed, size);
    calendar.fill();
    return calendar.entries();
  }

  /** The containers that acts share. */
  public static void build(Campus campus) {
    campus.site("DC1");
    campus.site("DC2");
    for (String site : List.of("DC1", "DC2")) {
      campus.container(site + "-Leaf", site, "leaf");
      campus.container(site + "-Border-Leaf", site, "leaf");
    }
  }

  private void fill() {
    for (int i = 1; i <= size.boxes(); i++) {
      String place = PLACES.get(chance.nextInt(PLACES.size()));
      acts.add(new ZeroTouch(dhcp, "new-leaf-" + i, place, i % 5 == 0));
    }
    for (int i = 1; i <= size.replacements(); i++) {
      acts.add(new Replacement(dhcp, "dc1-old-" + i, "DC1-Leaf", Replacement.Order.of(i)));
    }
    for (int i = 1; i <= size.renames(); i++) acts.add(new Rename("dc2-name-" + i, "DC2-Leaf"));
    for (int i = 1; i <= size.nights(); i++) {
      acts.add(new FlappingNight("dc2-flap-" + i, size.flaps()));
    }
    for (int i = 1; i <= size.others(); i++) {
      acts.add(new IllSwitch("dc1-ill-" + i));
      acts.add(new RebootAfterMove("dc2-reboot-" + i));
      acts.add(new Decommission("dc1-scrap-" + i));
    }
    acts.add(new BigMove(size.bigMove()));
    acts.add(new MlagPair());
    acts.add(new Upgrade());
    acts.add(new EmptiedContainer());
    acts.add(new RenamedContainer());
    acts.add(new SlackOutage());
    acts.add(new ChangeWindow());
    Collections.shuffle(acts, chance);
    if (size.hurried()) acts.sort(Comparator.comparing(Act::isLong).reversed());
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < acts.size(); i++) {
      int day = 1 + i * DAYS / acts.size();
      double after = size.gap() * (0.5 + chance.nextDouble());
      entries.add(new Entry(acts.get(i), day, new Random(chance.nextLong()), after));
    }
    return entries;
  }
}
