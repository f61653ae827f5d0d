package io.cvpfunctions.watcher.state;

/** The term of a watcher that has its state for itself. */
final class SoleTerm implements Term {
  private final Database database;
  private volatile boolean ended;

  SoleTerm(Database database) {
    this.database = database;
  }

  @Override
  public boolean lasts() {
    return !ended;
  }

  @Override
  public boolean confirm() {
    return lasts();
  }

  @Override
  public <T> T write(Work<T> work) {
    return database.write(work);
  }

  @Override
  public void end() {
    ended = true;
  }
}
