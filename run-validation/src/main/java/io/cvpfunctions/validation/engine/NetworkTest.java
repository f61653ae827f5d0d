package io.cvpfunctions.validation.engine;

import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One question put to a device: what to ask, with which inputs, and how to judge the replies.
 *
 * <p>Declared once per test of ANTA and does no I/O. Immutable.
 */
public final class NetworkTest {
  /** Models that have no hardware to look at. */
  public static final Set<String> VIRTUAL = Set.of("cEOSLab", "vEOS-lab", "cEOSCloudLab", "vEOS");

  /** Models of a lab, which lack what only the virtual ones in a cloud have besides hardware. */
  public static final Set<String> LAB = Set.of("cEOSLab", "vEOS-lab");

  private final String module;
  private final String name;
  private final String description;
  private final List<String> categories;
  private final Set<String> notOn;
  private final InputObject inputs;
  private final Function<Inputs, List<Command>> commands;
  private final boolean sendsInputs;
  private final boolean perItem;
  private final Consumer<Judgement> judge;

  private NetworkTest(Builder builder, boolean perItem, Consumer<Judgement> judge) {
    this.module = builder.module;
    this.name = builder.name;
    this.description = builder.description;
    this.categories = builder.categories;
    this.notOn = builder.notOn;
    this.inputs = builder.inputs;
    this.commands = builder.commands;
    this.sendsInputs = builder.sendsInputs;
    this.perItem = perItem;
    this.judge = judge;
  }

  /** Declares the test of that name in ANTA's module of that name, with one sentence about it. */
  public static Builder of(String module, String name, String description) {
    return new Builder(module, name, description);
  }

  public String module() {
    return module;
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  public List<String> categories() {
    return categories;
  }

  /** What it takes under its name in a catalog. */
  public InputObject inputs() {
    return inputs;
  }

  /** What to ask, in this order. */
  public List<Command> commands(Inputs given) {
    return commands.apply(given);
  }

  /** Whether values of its inputs go into what it asks. */
  public boolean sendsInputs() {
    return sendsInputs;
  }

  /** Whether the test means nothing on that model of switch. */
  public boolean notOn(String model) {
    return notOn.contains(model);
  }

  /** Judges the replies, which line up with {@link #commands}, and came at that time. */
  public Finding judge(Inputs given, List<Tree> replies, Instant now) {
    Judgement judgement = new Judgement(given, replies, now);
    if (!perItem) judgement.looked();
    try {
      judge.accept(judgement);
      return judgement.finish();
    } catch (UnexpectedReplyException unexpected) {
      return judgement.broken(unexpected.getMessage());
    }
  }

  @Override
  public String toString() {
    return name;
  }

  /** Gathers a test's declaration. Not thread-safe. */
  public static final class Builder {
    private final String module;
    private final String name;
    private final String description;
    private List<String> categories;
    private Set<String> notOn = Set.of();
    private InputObject inputs = InputObject.object();
    private Function<Inputs, List<Command>> commands = given -> List.of();
    private boolean sendsInputs;

    private Builder(String module, String name, String description) {
      this.module = module;
      this.name = name;
      this.description = description;
      this.categories = List.of(module.substring(module.lastIndexOf('.') + 1));
    }

    /** What reports group the test by, where that is not the last part of its module's name. */
    public Builder in(String... names) {
      categories = List.of(names);
      return this;
    }

    /** Models on which the test is skipped without asking anything. */
    public Builder notOn(Set<String> models) {
      notOn = models;
      return this;
    }

    public Builder takes(InputObject fields) {
      inputs = fields;
      return this;
    }

    /** What to ask, whatever the inputs. */
    public Builder asks(Command... fixed) {
      List<Command> list = List.of(fixed);
      commands = given -> list;
      return this;
    }

    /** What to ask, made of the inputs. */
    public Builder asks(Function<Inputs, List<Command>> rendered) {
      commands = rendered;
      sendsInputs = true;
      return this;
    }

    /** A test that succeeds unless it finds a reason to fail. */
    public NetworkTest judgedBy(Consumer<Judgement> judge) {
      return new NetworkTest(this, false, judge);
    }

    /** A test of each item of a list that it is given; without items it has not looked at all. */
    public NetworkTest judgedEach(Consumer<Judgement> judge) {
      return new NetworkTest(this, true, judge);
    }
  }
}
