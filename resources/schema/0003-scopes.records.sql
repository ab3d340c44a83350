-- SPDX-License-Identifier: GPL-3.0-or-later
-- An empty list used to say "all"; without an answer it says "these", which are then none.

UPDATE de_identifications SET flow_scope = 'all'
WHERE id NOT IN (SELECT owner FROM de_identifications_flows);

UPDATE de_identifications SET element_scope = 'all'
WHERE id NOT IN (SELECT owner FROM de_identifications_elements);
