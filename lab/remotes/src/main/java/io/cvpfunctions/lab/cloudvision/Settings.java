package io.cvpfunctions.lab.cloudvision;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How the simulated cluster behaves, changeable while it runs. Thread-safe. */
final class Settings {
  private final Generation generation;
  private final boolean cookiesRequired;
  private final GrpcPort grpcPort;
  private final int ownGrpcPort;
  private final Map<String, String> users = new ConcurrentHashMap<>();
  private volatile SessionLost sessionLost;
  private volatile LoginRefusal loginRefusal = LoginRefusal.STATUS_400;
  private volatile Snapshot snapshot = Snapshot.COMPLETE;
  private volatile VersionAnswer versionAnswer = VersionAnswer.OBJECT;
  private volatile boolean tellsOnlyChanges = true;

  Settings(Generation generation, boolean cookiesRequired, GrpcPort grpcPort, int ownGrpcPort) {
    this.generation = generation;
    this.grpcPort = grpcPort;
    this.ownGrpcPort = ownGrpcPort;
    this.cookiesRequired = cookiesRequired;
    this.sessionLost = generation.usualSessionLost();
  }

  Generation generation() {
    return generation;
  }

  boolean cookiesRequired() {
    return cookiesRequired;
  }

  GrpcPort grpcPort() {
    return grpcPort;
  }

  /** Its number, where it is one of its own; 0 is any free one. */
  int ownGrpcPort() {
    return ownGrpcPort;
  }

  /** Whether an update holds what differs only, or all. */
  boolean tellsOnlyChanges() {
    return tellsOnlyChanges;
  }

  void tellsOnlyChanges(boolean chosen) {
    tellsOnlyChanges = chosen;
  }

  Map<String, String> users() {
    return users;
  }

  SessionLost sessionLost() {
    return sessionLost;
  }

  void sessionLost(SessionLost style) {
    sessionLost = style;
  }

  LoginRefusal loginRefusal() {
    return loginRefusal;
  }

  void loginRefusal(LoginRefusal style) {
    loginRefusal = style;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  void snapshot(Snapshot truth) {
    snapshot = truth;
  }

  VersionAnswer versionAnswer() {
    return versionAnswer;
  }

  void versionAnswer(VersionAnswer shape) {
    versionAnswer = shape;
  }
}
