-- What the first version made, with one that waits, taken by a watcher that is gone, and a dead letter.
create table baselines (dimension text primary key, at bigint not null);
create table placements (dimension text not null, device text not null, container text not null,
  facts text not null, since bigint not null, primary key (dimension, device));
create table messages (seq integer primary key autoincrement, id text not null, type text not null,
  subject text not null, body text not null, size bigint not null, depth integer not null,
  created_at bigint not null, routed_at bigint);
create index messages_unrouted on messages (seq) where routed_at is null;
create table deliveries (seq integer primary key autoincrement, message bigint not null,
  function text not null, async integer not null, subject text not null, state text not null,
  attempts integer not null, first_attempt_at bigint, next_at bigint not null, owner text,
  lease_until bigint, created_at bigint not null, ended_at bigint, status integer, detail text);
create index deliveries_message on deliveries (message);
create index deliveries_waiting on deliveries (function, seq) where state = 'waiting';
create index deliveries_order on deliveries (function, subject, seq) where state = 'waiting';
create index deliveries_dead on deliveries (seq) where state = 'dead';
create index deliveries_ended on deliveries (ended_at) where state = 'done';
create table functions (name text primary key, annotations text not null, listed_at bigint not null);
create table warnings (cause text primary key, since bigint not null, told_at bigint not null,
  is_open integer not null);
create table threads (correlation text primary key, thread text not null, at bigint not null);
create table schema_version (version integer not null);
insert into schema_version values (1);
insert into messages values (1, 'e1', 'cvp.device.moved', 'SN1',
  '{"specversion":"1.0","id":"e1","source":"https://cv","type":"cvp.device.moved","subject":"SN1","time":"2026-03-01T10:00:00Z","data":{"device":{"serialNumber":"SN1"}}}',
  166, 0, 1772359200000, 1772359200000);
insert into deliveries values (1, 1, 'device-move', 0, 'SN1', 'dead', 3, 1772359200000,
  1772359200000, null, null, 1772359200000, 1772359200000, 422, 'no');
insert into deliveries values (2, 1, 'notify-slack', 0, 'SN1', 'waiting', 2, 1772359200000,
  1772359200000, 'old', 1772359200000, 1772359200000, null, null, null);
