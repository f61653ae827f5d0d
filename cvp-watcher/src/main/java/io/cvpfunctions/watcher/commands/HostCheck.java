package io.cvpfunctions.watcher.commands;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resolves a name as the watcher would. */
final class HostCheck {
  private HostCheck() {}

  /** Whether it could be resolved; the findings say to what. */
  static boolean resolves(String host, String setting, Findings findings) {
    try {
      findings.ok(
          Stream.of(InetAddress.getAllByName(host))
              .map(InetAddress::getHostAddress)
              .collect(Collectors.joining(", ", host + " is ", "")));
      return true;
    } catch (UnknownHostException unknown) {
      findings.failure(host + " cannot be resolved", "Check " + setting + " and the DNS.");
      return false;
    }
  }
}
