-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE sites (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    kind TEXT,
    address TEXT,
    access_control TEXT
) WITHOUT ROWID;

ALTER TABLE systems ADD COLUMN site BLOB REFERENCES sites(id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX systems_by_site ON systems (site) WHERE site IS NOT NULL;
