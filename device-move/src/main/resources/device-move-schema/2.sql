ALTER TABLE device ADD COLUMN site TEXT;
ALTER TABLE device ADD COLUMN location TEXT;
ALTER TABLE device ADD COLUMN role TEXT;
ALTER TABLE device ADD COLUMN tags TEXT;
ALTER TABLE device ADD COLUMN streaming TEXT;
ALTER TABLE device_move ADD COLUMN link TEXT;
CREATE INDEX device_by_hostname ON device (hostname);
