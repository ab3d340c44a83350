// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/snapshot.h"

#include <QJsonArray>
#include <QJsonObject>

namespace safeguard {

/// One record as JSON: id, number, and each field by its key. Texts as they are, dates as ISO 8601,
/// choices as keys, references as ids, several values as arrays; what is empty is null.
QJsonObject toJson(const RegisterType &type, const Record &record);

/// The field table of a register: key, label, kind, choices, required, reference, help, citation.
QJsonArray fieldsToJson(const RegisterType &type);

/// The whole content with the field tables that explain it, readable without this program.
QJsonObject projectToJson(const Snapshot &snapshot);

}
