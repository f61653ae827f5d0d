package io.cvpfunctions.lab.cloudvision;

/** The shapes in which {@code getCvpInfo.do} tells the release. */
public enum VersionAnswer {
  OBJECT,
  /** Two parts only, as {@code 2020.2}. */
  TWO_PARTS,
  /** Bare text that is not JSON (2026.1). */
  BARE_TEXT,
  /** 403, as the hosted service may answer. */
  REFUSED
}
