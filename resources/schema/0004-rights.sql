-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE users ADD COLUMN status TEXT;
CREATE TABLE users_areas (
    owner BLOB NOT NULL REFERENCES users(id) DEFERRABLE INITIALLY DEFERRED,
    value TEXT NOT NULL,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
