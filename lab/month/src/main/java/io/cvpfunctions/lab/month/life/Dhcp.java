package io.cvpfunctions.lab.month.life;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The few addresses that new switches are given; each is soon another one's. */
final class Dhcp {
  private static final int ADDRESSES = 8;

  private final BlockingQueue<String> free = new LinkedBlockingQueue<>();

  Dhcp() {
    for (int i = 1; i <= ADDRESSES; i++) free.add("127.20.0." + i);
  }

  String lease() throws InterruptedException {
    return free.take();
  }

  void release(String address) {
    free.add(address);
  }
}
