package bench;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.CmdbMode;
import io.cvpfunctions.devicemove.CmdbPolicy;
import io.cvpfunctions.devicemove.Observation;
import io.cvpfunctions.devicemove.mapping.Mapping;
import io.cvpfunctions.devicemove.netbox.NetBox;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.lab.cmdb.NetBoxServer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.Settings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Requests per move, moves per second beside as many bare requests, and how long it takes to fill a
 * CMDB.
 */
public final class Bench {
  private static final int THREADS = 8;
  private static final int DEVICES = 64;
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private Bench() {}

  public static void main(String[] args) throws Exception {
    int moves = Integer.getInteger("bench.moves", 1000);
    try (NetBoxServer netbox = NetBoxServer.start("4.6.8");
        Cmdb cmdb = cmdb(netbox)) {
      for (int i = 0; i < DEVICES; i++) record(cmdb, i, 0);
      System.out.println("requests for a repeated move: " + requests(netbox, () -> record(cmdb, 0, 0)));
      System.out.println("requests for a move of a known device: " + requests(netbox, () -> record(cmdb, 0, 1)));
      double ours = perSecond(moves, i -> record(cmdb, i % DEVICES, 2 + i));
      OkHttpClient http = new OkHttpClient();
      Request get =
          new Request.Builder()
              .url(netbox.url() + "/api/dcim/devices/?serial=S1")
              .header("Authorization", "Bearer " + netbox.token())
              .build();
      double bare = perSecond(4 * moves, i -> call(http, get)) / 4;
      System.out.printf("moves per second, %d in flight: %.0f%n", THREADS, ours);
      System.out.printf("four bare okhttp requests each instead: %.0f%n", bare);
    }
    int devices = Integer.getInteger("bench.devices", 10_000);
    fillDatabase(devices);
    fillNetBox(devices / 10);
  }

  private static void fillDatabase(int devices) throws Exception {
    Path file = Files.createTempDirectory("bench").resolve("cmdb.db");
    try (Fill fill = new Fill(Map.of("cmdb", "jdbc", "cmdb_url", "jdbc:sqlite:" + file))) {
      System.out.printf("%d devices into jdbc: %.1f s%n", devices, fill.seconds(devices, "created"));
      System.out.printf("the same again: %.1f s%n", fill.seconds(devices, "unchanged"));
    }
  }

  private static void fillNetBox(int devices) throws Exception {
    try (NetBoxServer netbox = NetBoxServer.start("4.6.8")) {
      Map<String, String> settings = new HashMap<>(settings(netbox));
      settings.put("cmdb", "netbox");
      Files.writeString(
          Path.of(settings.get("secret_mount_path"), "mapping.yml"),
          "default: {site: DC1, role: leaf}");
      try (Fill fill = new Fill(settings)) {
        double seconds = fill.seconds(devices, "created");
        int requests = netbox.http().requests().size();
        System.out.printf("%d devices into NetBox: %.1f s, %d requests%n", devices, seconds, requests);
      }
    }
  }

  private static Cmdb cmdb(NetBoxServer netbox) throws Exception {
    CmdbPolicy policy =
        CmdbPolicy.of(CmdbMode.CREATE, false).mapping(Mapping.parse("default: {site: DC1, role: leaf}"));
    return NetBox.from(Settings.of(settings(netbox)::get), policy).get();
  }

  private static Map<String, String> settings(NetBoxServer netbox) throws Exception {
    Path secrets = Files.createTempDirectory("bench");
    Files.writeString(secrets.resolve("cmdb-token"), netbox.token());
    return Map.of("cmdb_url", netbox.url(), "secret_mount_path", secrets.toString());
  }

  private static void record(Cmdb cmdb, int device, int move) {
    Device moved =
        Device.builder().serialNumber("S" + device).hostname("leaf" + device).modelName("M").build();
    DeviceMove data =
        DeviceMove.moved(moved, Container.of("A", "a"), Container.of("C" + move, "c" + move), "poll");
    CloudEvent event =
        Events.first(
            EventTypes.DEVICE_MOVED,
            "e" + device + "-" + move,
            URI.create("https://cvp"),
            moved.identity(),
            START.plusSeconds(move),
            data.toJson());
    cmdb.record(Observation.of(event, START), Budget.of(Duration.ofSeconds(24)));
  }

  private static int requests(NetBoxServer netbox, Runnable work) {
    netbox.http().forgetRequests();
    work.run();
    return netbox.http().requests().size();
  }

  /** One that fails fails all of it: what was not done is not to be counted. */
  private static double perSecond(int times, IntConsumer work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      long begin = System.nanoTime();
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        int index = i;
        all.add(threads.submit(() -> work.accept(index)));
      }
      for (Future<?> each : all) each.get(10, TimeUnit.MINUTES);
      return times / ((System.nanoTime() - begin) / 1e9);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void call(OkHttpClient http, Request request) {
    try (Response response = http.newCall(request).execute()) {
      response.body().bytes();
      if (!response.isSuccessful()) throw new IllegalStateException("answered " + response.code());
    } catch (java.io.IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }
}
