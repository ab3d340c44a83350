-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE expunctions ADD COLUMN content TEXT;
