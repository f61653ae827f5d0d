package io.cvpfunctions.devicemove.netbox;

import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Note;
import io.cvpfunctions.remote.Budget;
import java.util.List;
import java.util.Map;

/** What devices have been through: the journal of NetBox, the notes of Nautobot. */
interface History {
  /** Those that it tells are no longer provisioned. */
  List<CmdbRecord> unprovisioned(List<CmdbRecord> records, Budget budget);

  boolean has(String device, Note note, Budget budget);

  /** Nothing keeps two of us from adding the same at once: the later one takes its own back. */
  void add(String device, Note note, Budget budget);

  /** The same for several devices, one note each. */
  void addAll(Map<String, Note> byDevice, Budget budget);
}
