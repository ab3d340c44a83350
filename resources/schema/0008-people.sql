-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE organization ADD COLUMN time_zone TEXT;
ALTER TABLE organization ADD COLUMN revocation_hours INTEGER;
ALTER TABLE organization ADD COLUMN access_review_months INTEGER;
ALTER TABLE organization ADD COLUMN vendor_review_months INTEGER;
ALTER TABLE organization ADD COLUMN agreement_review_months INTEGER;
ALTER TABLE organization ADD COLUMN training_days INTEGER;

ALTER TABLE people ADD COLUMN staff_number TEXT;
ALTER TABLE people ADD COLUMN security_officer INTEGER;
ALTER TABLE people ADD COLUMN appointed TEXT;
ALTER TABLE people ADD COLUMN clearance TEXT;
ALTER TABLE people ADD COLUMN cleared TEXT;
ALTER TABLE people ADD COLUMN separated_time TEXT;

ALTER TABLE vendors ADD COLUMN subcontractor_of BLOB REFERENCES vendors(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE vendors ADD COLUMN risk_tier TEXT;
ALTER TABLE vendors ADD COLUMN reviewed TEXT;
ALTER TABLE vendors ADD COLUMN ended TEXT;
ALTER TABLE vendors ADD COLUMN exemption TEXT;
CREATE INDEX vendors_by_subcontractor_of ON vendors (subcontractor_of) WHERE subcontractor_of IS NOT NULL;

CREATE TABLE access_roles (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    duties TEXT
) WITHOUT ROWID;

CREATE TABLE people_roles (
    owner BLOB NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
    value BLOB NOT NULL REFERENCES access_roles(id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE INDEX people_roles_by_value ON people_roles (value);
CREATE TABLE people_separation_steps (
    owner BLOB NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
    value TEXT NOT NULL,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;

CREATE TABLE vendors_relation (
    owner BLOB NOT NULL REFERENCES vendors(id) DEFERRABLE INITIALLY DEFERRED,
    value TEXT NOT NULL,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE TABLE vendors_elements (
    owner BLOB NOT NULL REFERENCES vendors(id) DEFERRABLE INITIALLY DEFERRED,
    value BLOB NOT NULL REFERENCES data_elements(id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE INDEX vendors_elements_by_value ON vendors_elements (value);

CREATE TABLE access_rights (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    role BLOB REFERENCES access_roles(id) DEFERRABLE INITIALLY DEFERRED,
    system BLOB REFERENCES systems(id) DEFERRABLE INITIALLY DEFERRED,
    element BLOB REFERENCES data_elements(id) DEFERRABLE INITIALLY DEFERRED,
    reason TEXT
) WITHOUT ROWID;
CREATE INDEX access_rights_by_role ON access_rights (role) WHERE role IS NOT NULL;
CREATE INDEX access_rights_by_system ON access_rights (system) WHERE system IS NOT NULL;
CREATE INDEX access_rights_by_element ON access_rights (element) WHERE element IS NOT NULL;
CREATE TABLE access_rights_operations (
    owner BLOB NOT NULL REFERENCES access_rights(id) DEFERRABLE INITIALLY DEFERRED,
    value TEXT NOT NULL,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;

CREATE TABLE access_grants (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    person BLOB REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
    system BLOB REFERENCES systems(id) DEFERRABLE INITIALLY DEFERRED,
    role BLOB REFERENCES access_roles(id) DEFERRABLE INITIALLY DEFERRED,
    account TEXT,
    shared INTEGER,
    authorized_by BLOB REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
    granted TEXT,
    reviewed TEXT,
    reviewed_by BLOB REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
    revoked TEXT,
    revoked_time TEXT
) WITHOUT ROWID;
CREATE INDEX access_grants_by_person ON access_grants (person) WHERE person IS NOT NULL;
CREATE INDEX access_grants_by_system ON access_grants (system) WHERE system IS NOT NULL;
CREATE INDEX access_grants_by_role ON access_grants (role) WHERE role IS NOT NULL;
CREATE INDEX access_grants_by_authorized_by ON access_grants (authorized_by) WHERE authorized_by IS NOT NULL;
CREATE INDEX access_grants_by_reviewed_by ON access_grants (reviewed_by) WHERE reviewed_by IS NOT NULL;

CREATE TABLE courses (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    topic TEXT,
    minutes INTEGER,
    pass_score INTEGER,
    retired INTEGER,
    everyone INTEGER,
    due_days INTEGER,
    refresher_months INTEGER,
    version TEXT,
    version_since TEXT,
    new_version_owed INTEGER
) WITHOUT ROWID;
CREATE TABLE courses_roles (
    owner BLOB NOT NULL REFERENCES courses(id) DEFERRABLE INITIALLY DEFERRED,
    value BLOB NOT NULL REFERENCES access_roles(id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE INDEX courses_roles_by_value ON courses_roles (value);

CREATE TABLE training_records (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    person BLOB REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
    course BLOB REFERENCES courses(id) DEFERRABLE INITIALLY DEFERRED,
    completed TEXT,
    result TEXT,
    score INTEGER,
    version TEXT,
    proof TEXT
) WITHOUT ROWID;
CREATE INDEX training_records_by_person ON training_records (person) WHERE person IS NOT NULL;
CREATE INDEX training_records_by_course ON training_records (course) WHERE course IS NOT NULL;

CREATE TABLE phishing_campaigns (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    sent_on TEXT,
    recipients INTEGER,
    clicked INTEGER,
    entered INTEGER,
    reported INTEGER,
    notes TEXT
) WITHOUT ROWID;

CREATE TABLE vendor_answers (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    vendor BLOB REFERENCES vendors(id) DEFERRABLE INITIALLY DEFERRED,
    question TEXT,
    answer TEXT,
    note TEXT
) WITHOUT ROWID;
CREATE INDEX vendor_answers_by_vendor ON vendor_answers (vendor) WHERE vendor IS NOT NULL;

CREATE TABLE agreements (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    counterparty BLOB REFERENCES vendors(id) DEFERRABLE INITIALLY DEFERRED,
    direction TEXT,
    status TEXT,
    executed TEXT,
    effective TEXT,
    expires TEXT,
    renews INTEGER,
    renewal_months INTEGER,
    notice_days INTEGER,
    terminated TEXT,
    services TEXT,
    breach_notice_days INTEGER,
    reviewed TEXT
) WITHOUT ROWID;
CREATE INDEX agreements_by_counterparty ON agreements (counterparty) WHERE counterparty IS NOT NULL;
CREATE TABLE agreements_systems (
    owner BLOB NOT NULL REFERENCES agreements(id) DEFERRABLE INITIALLY DEFERRED,
    value BLOB NOT NULL REFERENCES systems(id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE INDEX agreements_systems_by_value ON agreements_systems (value);

CREATE TABLE agreement_provisions (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    agreement BLOB REFERENCES agreements(id) DEFERRABLE INITIALLY DEFERRED,
    provision TEXT,
    answer TEXT,
    place TEXT
) WITHOUT ROWID;
CREATE INDEX agreement_provisions_by_agreement ON agreement_provisions (agreement) WHERE agreement IS NOT NULL;
