-- SPDX-License-Identifier: GPL-3.0-or-later
-- Released steps never change: a project keeps the hash of each step that made it.

CREATE TABLE schema_columns (
    version INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (version, tbl, position)
) WITHOUT ROWID;

CREATE TABLE history (
    sequence INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    user BLOB NOT NULL,
    time INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    schema INTEGER NOT NULL,
    parent BLOB,
    parent2 BLOB,
    target INTEGER NOT NULL,
    hash BLOB NOT NULL,
    signature BLOB NOT NULL,
    payload BLOB NOT NULL
);

CREATE TABLE numbers (
    register TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE view_state (
    user BLOB NOT NULL,
    key TEXT NOT NULL,
    state BLOB NOT NULL,
    PRIMARY KEY (user, key)
) WITHOUT ROWID;

CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    full_name TEXT,
    role TEXT,
    public_key TEXT
) WITHOUT ROWID;

CREATE TABLE project (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    document_number TEXT,
    revision TEXT,
    prepared_by TEXT,
    reviewed_by TEXT,
    approved_by TEXT,
    scope TEXT,
    method TEXT
) WITHOUT ROWID;

CREATE TABLE organization (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    address TEXT,
    cloud_accounts TEXT,
    hipaa_role TEXT,
    role_reason TEXT,
    excludes_tier_2 INTEGER,
    tier_2_reason TEXT
) WITHOUT ROWID;

CREATE TABLE products (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    model TEXT,
    submission TEXT,
    description TEXT
) WITHOUT ROWID;

CREATE TABLE people (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    position TEXT,
    employment TEXT,
    contact TEXT,
    start TEXT,
    separated TEXT
) WITHOUT ROWID;

CREATE TABLE vendors (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    contact TEXT,
    services TEXT
) WITHOUT ROWID;

CREATE TABLE cloud_services (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    provider BLOB REFERENCES vendors(id) DEFERRABLE INITIALLY DEFERRED,
    eligible TEXT,
    source TEXT,
    source_date TEXT
) WITHOUT ROWID;
CREATE INDEX cloud_services_by_provider ON cloud_services (provider) WHERE provider IS NOT NULL;

CREATE TABLE trust_boundaries (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    kind TEXT,
    parent BLOB REFERENCES trust_boundaries(id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX trust_boundaries_by_parent ON trust_boundaries (parent) WHERE parent IS NOT NULL;

CREATE TABLE touchpoint_prompts (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    kind TEXT,
    answer TEXT,
    reason TEXT
) WITHOUT ROWID;

CREATE TABLE data_elements (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    content TEXT,
    links_to_person TEXT,
    identifier TEXT,
    description TEXT,
    examples TEXT
) WITHOUT ROWID;

CREATE TABLE systems (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    kind TEXT,
    lane TEXT,
    status TEXT,
    owner BLOB REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
    description TEXT,
    environment TEXT,
    production_data TEXT,
    operator TEXT,
    vendor BLOB REFERENCES vendors(id) DEFERRABLE INITIALLY DEFERRED,
    cloud_service BLOB REFERENCES cloud_services(id) DEFERRABLE INITIALLY DEFERRED,
    boundary BLOB REFERENCES trust_boundaries(id) DEFERRABLE INITIALLY DEFERRED,
    encryption_at_rest TEXT,
    key_custody TEXT,
    authentication TEXT,
    logoff_minutes INTEGER,
    audit_logging TEXT,
    backup TEXT,
    last_review TEXT,
    evidence TEXT
) WITHOUT ROWID;
CREATE INDEX systems_by_owner ON systems (owner) WHERE owner IS NOT NULL;
CREATE INDEX systems_by_vendor ON systems (vendor) WHERE vendor IS NOT NULL;
CREATE INDEX systems_by_cloud_service ON systems (cloud_service) WHERE cloud_service IS NOT NULL;
CREATE INDEX systems_by_boundary ON systems (boundary) WHERE boundary IS NOT NULL;
CREATE TABLE systems_creates (
    owner BLOB NOT NULL REFERENCES systems(id) DEFERRABLE INITIALLY DEFERRED,
    value BLOB NOT NULL REFERENCES data_elements(id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE INDEX systems_creates_by_value ON systems_creates (value);
CREATE TABLE systems_stores (
    owner BLOB NOT NULL REFERENCES systems(id) DEFERRABLE INITIALLY DEFERRED,
    value BLOB NOT NULL REFERENCES data_elements(id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE INDEX systems_stores_by_value ON systems_stores (value);

CREATE TABLE flows (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    source BLOB REFERENCES systems(id) DEFERRABLE INITIALLY DEFERRED,
    target BLOB REFERENCES systems(id) DEFERRABLE INITIALLY DEFERRED,
    protocol TEXT,
    description TEXT,
    in_transit_protection TEXT,
    public_network TEXT,
    peer_authentication TEXT,
    certificate_pinning TEXT,
    integrity TEXT,
    payload_encryption TEXT,
    decrypted_at BLOB REFERENCES systems(id) DEFERRABLE INITIALLY DEFERRED,
    is_relay INTEGER,
    tier_override TEXT,
    tier_reason TEXT,
    evidence TEXT
) WITHOUT ROWID;
CREATE INDEX flows_by_source ON flows (source) WHERE source IS NOT NULL;
CREATE INDEX flows_by_target ON flows (target) WHERE target IS NOT NULL;
CREATE TABLE flows_elements (
    owner BLOB NOT NULL REFERENCES flows(id) DEFERRABLE INITIALLY DEFERRED,
    value BLOB NOT NULL REFERENCES data_elements(id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE INDEX flows_elements_by_value ON flows_elements (value);
CREATE INDEX flows_by_decrypted_at ON flows (decrypted_at) WHERE decrypted_at IS NOT NULL;

CREATE TABLE de_identifications (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    method TEXT,
    description TEXT,
    actual_knowledge TEXT,
    expert TEXT,
    determined TEXT,
    expires TEXT,
    report TEXT,
    reidentification_code INTEGER
) WITHOUT ROWID;
CREATE TABLE de_identifications_flows (
    owner BLOB NOT NULL REFERENCES de_identifications(id) DEFERRABLE INITIALLY DEFERRED,
    value BLOB NOT NULL REFERENCES flows(id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE INDEX de_identifications_flows_by_value ON de_identifications_flows (value);
CREATE TABLE de_identifications_elements (
    owner BLOB NOT NULL REFERENCES de_identifications(id) DEFERRABLE INITIALLY DEFERRED,
    value BLOB NOT NULL REFERENCES data_elements(id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;
CREATE INDEX de_identifications_elements_by_value ON de_identifications_elements (value);
CREATE TABLE de_identifications_removed (
    owner BLOB NOT NULL REFERENCES de_identifications(id) DEFERRABLE INITIALLY DEFERRED,
    value TEXT NOT NULL,
    PRIMARY KEY (owner, value)
) WITHOUT ROWID;

CREATE TABLE diagrams (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT,
    purpose TEXT,
    shows_lanes INTEGER,
    description TEXT
) WITHOUT ROWID;

CREATE TABLE placements (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    diagram BLOB REFERENCES diagrams(id) DEFERRABLE INITIALLY DEFERRED,
    system BLOB REFERENCES systems(id) DEFERRABLE INITIALLY DEFERRED,
    x REAL,
    y REAL,
    width REAL,
    height REAL,
    pinned INTEGER
) WITHOUT ROWID;
CREATE INDEX placements_by_diagram ON placements (diagram) WHERE diagram IS NOT NULL;
CREATE INDEX placements_by_system ON placements (system) WHERE system IS NOT NULL;

CREATE TABLE routes (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    diagram BLOB REFERENCES diagrams(id) DEFERRABLE INITIALLY DEFERRED,
    flow BLOB REFERENCES flows(id) DEFERRABLE INITIALLY DEFERRED,
    bends TEXT,
    hidden INTEGER
) WITHOUT ROWID;
CREATE INDEX routes_by_diagram ON routes (diagram) WHERE diagram IS NOT NULL;
CREATE INDEX routes_by_flow ON routes (flow) WHERE flow IS NOT NULL;

CREATE TABLE boundary_shapes (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    diagram BLOB REFERENCES diagrams(id) DEFERRABLE INITIALLY DEFERRED,
    boundary BLOB REFERENCES trust_boundaries(id) DEFERRABLE INITIALLY DEFERRED,
    x REAL,
    y REAL,
    width REAL,
    height REAL
) WITHOUT ROWID;
CREATE INDEX boundary_shapes_by_diagram ON boundary_shapes (diagram) WHERE diagram IS NOT NULL;
CREATE INDEX boundary_shapes_by_boundary ON boundary_shapes (boundary) WHERE boundary IS NOT NULL;

CREATE TABLE diagram_notes (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    text TEXT,
    diagram BLOB REFERENCES diagrams(id) DEFERRABLE INITIALLY DEFERRED,
    x REAL,
    y REAL,
    width REAL
) WITHOUT ROWID;
CREATE INDEX diagram_notes_by_diagram ON diagram_notes (diagram) WHERE diagram IS NOT NULL;

