CREATE TABLE device (
  serial           VARCHAR(255) NOT NULL PRIMARY KEY CHECK (length(serial) BETWEEN 1 AND 255),
  hostname         TEXT,
  fqdn             TEXT,
  ip_address       TEXT,
  mac_address      TEXT,
  model            TEXT,
  software_version TEXT,
  container        TEXT,
  container_key    TEXT,
  container_path   TEXT,
  status           TEXT NOT NULL,
  facts_as_of      TIMESTAMP WITH TIME ZONE NOT NULL,
  place_as_of      TIMESTAMP WITH TIME ZONE NOT NULL,
  created_at       TIMESTAMP WITH TIME ZONE NOT NULL,
  updated_at       TIMESTAMP WITH TIME ZONE NOT NULL,
  revision         BIGINT NOT NULL
);

CREATE TABLE device_move (
  event_id       VARCHAR(512) NOT NULL PRIMARY KEY CHECK (length(event_id) BETWEEN 1 AND 512),
  event_type     TEXT NOT NULL,
  serial         VARCHAR(255) NOT NULL,
  hostname       TEXT,
  from_container TEXT,
  from_key       TEXT,
  to_container   TEXT,
  to_key         TEXT,
  label          TEXT,
  detail         TEXT,
  moved_by       TEXT,
  observed_by    TEXT,
  moved_at       TIMESTAMP WITH TIME ZONE NOT NULL,
  recorded_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  action         TEXT NOT NULL
);

CREATE INDEX device_move_of_device ON device_move (serial, moved_at);
CREATE INDEX device_in_container ON device (container);
