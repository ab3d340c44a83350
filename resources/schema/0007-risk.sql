-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE threats (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    description TEXT,
    example TEXT,
    source TEXT,
    mitigations TEXT,
    fda_controls TEXT,
    use TEXT,
    reason TEXT,
    catalog_key TEXT
) WITHOUT ROWID;
CREATE TABLE threats_stride (
    owner BLOB NOT NULL REFERENCES threats(id) DEFERRABLE INITIALLY DEFERRED,
    value TEXT NOT NULL,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE TABLE threats_harms (
    owner BLOB NOT NULL REFERENCES threats(id) DEFERRABLE INITIALLY DEFERRED,
    value TEXT NOT NULL,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;

CREATE TABLE threat_rules (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    threat BLOB REFERENCES threats(id) DEFERRABLE INITIALLY DEFERRED,
    target TEXT
) WITHOUT ROWID;
CREATE INDEX threat_rules_by_threat ON threat_rules (threat) WHERE threat IS NOT NULL;
CREATE TABLE threat_rules_kinds (
    owner BLOB NOT NULL REFERENCES threat_rules(id) DEFERRABLE INITIALLY DEFERRED,
    value TEXT NOT NULL,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE TABLE threat_rules_when_all (
    owner BLOB NOT NULL REFERENCES threat_rules(id) DEFERRABLE INITIALLY DEFERRED,
    value TEXT NOT NULL,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE TABLE threat_rules_unless_any (
    owner BLOB NOT NULL REFERENCES threat_rules(id) DEFERRABLE INITIALLY DEFERRED,
    value TEXT NOT NULL,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;

CREATE TABLE assessments (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    started TEXT,
    cause TEXT,
    scope TEXT,
    method TEXT,
    other_participants TEXT,
    sources TEXT,
    baseline BLOB REFERENCES baselines(id) DEFERRABLE INITIALLY DEFERRED,
    digest TEXT
) WITHOUT ROWID;
CREATE TABLE assessments_participants (
    owner BLOB NOT NULL REFERENCES assessments(id) DEFERRABLE INITIALLY DEFERRED,
    value BLOB NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE INDEX assessments_participants_by_value ON assessments_participants (value);
CREATE INDEX assessments_by_baseline ON assessments (baseline) WHERE baseline IS NOT NULL;

CREATE TABLE risk_bases (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    facts TEXT
) WITHOUT ROWID;

CREATE TABLE risks (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    subject TEXT,
    threat BLOB REFERENCES threats(id) DEFERRABLE INITIALLY DEFERRED,
    answer TEXT,
    reason TEXT,
    vulnerability TEXT,
    safeguards TEXT,
    likelihood TEXT,
    confidentiality TEXT,
    integrity TEXT,
    availability TEXT,
    patient_safety TEXT,
    justification TEXT,
    treatment TEXT,
    residual_likelihood TEXT,
    residual_impact TEXT,
    owner BLOB REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
    assessment BLOB REFERENCES assessments(id) DEFERRABLE INITIALLY DEFERRED,
    by_hand INTEGER,
    basis BLOB REFERENCES risk_bases(id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX risks_by_threat ON risks (threat) WHERE threat IS NOT NULL;
CREATE INDEX risks_by_owner ON risks (owner) WHERE owner IS NOT NULL;
CREATE INDEX risks_by_assessment ON risks (assessment) WHERE assessment IS NOT NULL;
CREATE INDEX risks_by_basis ON risks (basis) WHERE basis IS NOT NULL;

CREATE TABLE actions (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    title TEXT,
    description TEXT,
    owner BLOB REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
    due TEXT,
    cost INTEGER,
    status TEXT,
    reason TEXT,
    done TEXT,
    verification TEXT,
    verified TEXT,
    verified_by BLOB REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE TABLE actions_risks (
    owner BLOB NOT NULL REFERENCES actions(id) DEFERRABLE INITIALLY DEFERRED,
    value BLOB NOT NULL REFERENCES risks(id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE INDEX actions_risks_by_value ON actions_risks (value);
CREATE INDEX actions_by_owner ON actions (owner) WHERE owner IS NOT NULL;
CREATE INDEX actions_by_verified_by ON actions (verified_by) WHERE verified_by IS NOT NULL;

CREATE TABLE risk_acceptances (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    risk BLOB REFERENCES risks(id) DEFERRABLE INITIALLY DEFERRED,
    reason TEXT,
    approver BLOB REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
    accepted TEXT,
    expires TEXT
) WITHOUT ROWID;
CREATE INDEX risk_acceptances_by_risk ON risk_acceptances (risk) WHERE risk IS NOT NULL;
CREATE INDEX risk_acceptances_by_approver ON risk_acceptances (approver) WHERE approver IS NOT NULL;

CREATE TABLE risk_scale (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    scale TEXT,
    level TEXT,
    meaning TEXT
) WITHOUT ROWID;

CREATE TABLE risk_matrix (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    likelihood TEXT,
    impact TEXT,
    risk TEXT
) WITHOUT ROWID;

CREATE TABLE risk_policy (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    tolerance TEXT,
    review_months INTEGER,
    reason TEXT,
    catalog_version TEXT
) WITHOUT ROWID;
