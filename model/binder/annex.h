// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/binder.h"

namespace safeguard {

/// One of the two states that an annex compares.
struct ComparedState
{
    QString name;     ///< of the baseline; empty for the present state
    qint64 entry = 0; ///< the last one of the history that it covers
    QDateTime time;   ///< when it was taken, UTC
    Snapshot content;
};

/// "What changed since the last review": what is new, gone and changed between two states, register
/// by register, field by field and on each diagram, with what proves both and who signed. A pure
/// function like auditBinder(); diagrams need a QGuiApplication.
report::Document changesAnnex(const ComparedState &before, const ComparedState &after,
                              const BinderFacts &facts);
Result<report::Rendered> renderAnnex(const ComparedState &before, const ComparedState &after,
                                     const BinderFacts &facts,
                                     const report::Progress &progress = {});

}
