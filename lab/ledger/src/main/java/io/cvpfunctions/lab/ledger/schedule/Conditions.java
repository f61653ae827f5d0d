package io.cvpfunctions.lab.ledger.schedule;

import io.cvpfunctions.lab.ledger.stage.Alarms;
import java.util.ArrayList;
import java.util.List;

/** What the schedule has let CloudVision raise so far, so that what it plans makes sense. */
final class Conditions {
  private final int devices;
  private final List<Condition> active = new ArrayList<>();
  private final List<Condition> over = new ArrayList<>();
  private int count;

  private record Condition(int number, int device, int severity) {}

  Conditions(int devices) {
    this.devices = devices;
  }

  /** Plans one thing that CloudVision notices, or that a person does about it. */
  void change(Plan plan) {
    int dice = plan.random().nextInt(10);
    if (active.isEmpty() || dice < 4) raise(plan);
    else if (dice < 6) severity(plan);
    else if (dice < 7) acknowledge(plan);
    else if (dice < 9 || over.isEmpty()) resolve(plan);
    else recur(plan);
  }

  private static int other(Plan plan, int severity) {
    int step = 1 + plan.random().nextInt(Alarms.severities() - 1);
    return (severity + step) % Alarms.severities();
  }

  private void raise(Plan plan) {
    int number = count++;
    int device = plan.random().nextInt(devices);
    int severity = plan.random().nextInt(Alarms.severities());
    String what = "raise %d on device %d, severity %d".formatted(number, device, severity);
    plan.now(what, stage -> stage.alarms().raise(number, device, severity));
    if (plan.random().nextInt(3) == 0) endSoon(plan, number);
    else active.add(new Condition(number, device, severity));
  }

  private static void endSoon(Plan plan, int number) {
    int millis = plan.between(300, 2500);
    plan.later(millis, "resolve " + number, stage -> stage.alarms().resolve(number, false));
  }

  private void severity(Plan plan) {
    int at = plan.random().nextInt(active.size());
    Condition was = active.get(at);
    int severity = other(plan, was.severity());
    active.set(at, new Condition(was.number(), was.device(), severity));
    String what = "change %d to severity %d".formatted(was.number(), severity);
    plan.now(what, stage -> stage.alarms().severity(was.number(), severity));
  }

  private void acknowledge(Plan plan) {
    int number = plan.oneOf(active).number();
    plan.now("acknowledge " + number, stage -> stage.alarms().acknowledge(number));
  }

  private void resolve(Plan plan) {
    Condition was = active.remove(plan.random().nextInt(active.size()));
    boolean deleted = plan.random().nextInt(3) == 0;
    if (!deleted) over.add(was);
    String what = (deleted ? "delete " : "resolve ") + was.number();
    plan.now(what, stage -> stage.alarms().resolve(was.number(), deleted));
  }

  private void recur(Plan plan) {
    Condition was = over.remove(plan.random().nextInt(over.size()));
    Condition now = new Condition(count++, was.device(), was.severity());
    active.add(now);
    String what = was.number() + " again, as " + now.number();
    plan.now(what, s -> s.alarms().recur(was.number(), now.number(), now.device(), now.severity()));
  }
}
