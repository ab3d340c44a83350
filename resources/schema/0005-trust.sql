-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE evidence (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    title TEXT,
    proves TEXT,
    reference TEXT,
    effective TEXT,
    expires TEXT,
    retained_until TEXT,
    file_name TEXT,
    content TEXT,
    size INTEGER
) WITHOUT ROWID;

CREATE TABLE evidence_links (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    evidence BLOB REFERENCES evidence(id) DEFERRABLE INITIALLY DEFERRED,
    subject TEXT
) WITHOUT ROWID;
CREATE INDEX evidence_links_by_evidence ON evidence_links (evidence) WHERE evidence IS NOT NULL;

CREATE TABLE comments (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    text TEXT,
    subject TEXT,
    author BLOB REFERENCES users(id) DEFERRABLE INITIALLY DEFERRED,
    written TEXT,
    resolved INTEGER
) WITHOUT ROWID;

CREATE TABLE signatures (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    printed_name TEXT,
    meaning TEXT,
    subject TEXT,
    signer BLOB REFERENCES users(id) DEFERRABLE INITIALLY DEFERRED,
    signed_at TEXT,
    text TEXT,
    signature TEXT
) WITHOUT ROWID;

CREATE TABLE baselines (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    note TEXT,
    entry INTEGER,
    digest TEXT,
    taken_by BLOB REFERENCES users(id) DEFERRABLE INITIALLY DEFERRED,
    taken TEXT
) WITHOUT ROWID;

CREATE TABLE expunctions (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    reason TEXT,
    by BLOB REFERENCES users(id) DEFERRABLE INITIALLY DEFERRED,
    at TEXT,
    entries TEXT
) WITHOUT ROWID;

-- What entries said before something was taken out of them: SHA-256 of sentence and of payload, for
-- the chain covers these.
CREATE TABLE expunged (
    sequence INTEGER NOT NULL PRIMARY KEY,
    sentence BLOB NOT NULL,
    payload BLOB NOT NULL
);

-- Content of evidence, in parts, under the number of its content times 2^24.
CREATE TABLE attachments (
    number INTEGER NOT NULL PRIMARY KEY,
    sha256 BLOB NOT NULL,
    size INTEGER NOT NULL,
    complete INTEGER NOT NULL
);
CREATE INDEX attachments_by_sha256 ON attachments (sha256);
CREATE TABLE attachment_parts (
    id INTEGER NOT NULL PRIMARY KEY,
    data BLOB NOT NULL
);
