-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE de_identifications ADD COLUMN flow_scope TEXT;
ALTER TABLE de_identifications ADD COLUMN element_scope TEXT;
