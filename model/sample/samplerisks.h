// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/sample/sampletable.h"

namespace safeguard::sample {

/// Begins the analysis that the table describes. Errors: as startAnalysis(), setFields().
Status beginAnalysis(Edit &edit, const Table &table);

/// Answers a cell per row, anew from the first field to the last: "subject" is the name of a system
/// or a flow, or "organization"; "threat" a key of the catalogue or a name of our own; the other
/// columns are fields of a risk. Errors: as answer(); NotFound, for a cell that nothing asks.
Status answerRisks(Edit &edit, const Table &table);

/// Makes ids of the columns "risk" and "risks", in which a risk is spelled "THR-25: Staging
/// database" and several are separated by semicolons. Error: NotFound, for a risk that nobody has
/// answered.
Result<Table> withRisks(const Edit &edit, Table table);

/// Confirms what was answered in an earlier analysis: per row a "subject", and the keys of its
/// "threats", separated by spaces; where there are none, all of them. Errors: as answer().
Status confirmRisks(Edit &edit, const Table &table);

}
