// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/findings/findings.h"
#include "model/reports/pdf.h"

namespace safeguard {

class Project;

/// What the binder says about the file that it was made from.
struct BinderFacts
{
    QString projectId; ///< SHA-256 of the genesis entry, hexadecimal
    QString headHash;  ///< of the last edit, hexadecimal
    QDateTime headTime;
    qint64 entryCount = 0;
    report::Paper paper = report::Paper::A4;
};

BinderFacts factsOf(const Project &project);

/// Everything that the project holds and what follows from it, for an auditor. A pure function:
/// dated by the snapshot's day, the same for the same content, day and facts, whoever makes it.
/// Diagrams are drawn with fonts, so it needs a QGuiApplication; works in any thread.
report::Document auditBinder(const Derived &derived, const BinderFacts &facts);

/// The same as PDF. Errors: as report::toPdf().
Result<report::Rendered> renderBinder(const Derived &derived, const BinderFacts &facts,
                                      const report::Progress &progress = {});

}
