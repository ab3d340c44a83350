// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/binder.h"
#include "model/project/project.h"
#include "model/risk/yearoveryear.h"

namespace safeguard {

/// Which states of the project a report of the risk analysis is made from, as the last entry of
/// each (Project::contentAt()).
struct AnalysisEntries
{
    Id<Assessment> id;  ///< null when there is none
    qint64 content = 0; ///< frozen as; 0 while it is open: the present state
    qint64 before = 0;  ///< the same of the analysis before it; 0 when there was none
};
/// Of an analysis; of the last one when it is null.
AnalysisEntries entriesOf(const Snapshot &now, const Id<Assessment> &id = {});

/// What a report of the risk analysis is made from: what was approved, not what became of it.
struct AnalysisFile
{
    Snapshot now; ///< approval, signatures
    std::shared_ptr<const Derived> content;
    std::shared_ptr<const Derived> before; ///< null when there was none
    BinderFacts facts = {};
    Id<Assessment> id = {}; ///< null: the one that is the last in the content

    const RiskMap &risks() const { return content->risks; }
    /// As it is now: with its approval. Null when there is no analysis.
    const Assessment *assessment() const;
    AnalysisState state() const { return stateOf(assessment(), now); }
    bool isFrozen() const;
    /// Whether no other analysis came after it.
    bool isLatest() const;
    /// When it was frozen; none while it is open.
    std::optional<QDateTime> frozenAt() const;
    /// Of the analysis before; empty when there was none.
    QString nameBefore() const;
};
/// Questions of the last analysis that what was frozen does not answer any more, or never did.
qint64 questionsOutOfDate(const AnalysisFile &file);

/// Reads the states that it takes. \a derived: of the present state. Errors: as
/// Project::contentAt().
Result<AnalysisFile> readAnalysis(const Project &project, std::shared_ptr<const Derived> derived,
                                  const Id<Assessment> &id = {},
                                  const VaultProgress &progress = {});

/// The same for a window, which must not wait: made on the thread of the project, where the old
/// states begin to be read, one after the other and once nothing longer is under way, it is ended
/// in a worker. Edits are refused while a state is being read.
class AnalysisReading final
{
public:
    explicit AnalysisReading(Project &project, const Id<Assessment> &id = {},
                             const VaultProgress &progress = {});
    /// Waits for the states and derives what follows from them; not on the thread of the project.
    /// Errors: as readAnalysis(); Cancelled when the project was closed meanwhile.
    Result<AnalysisFile> file() const;

private:
    using State = std::optional<QFuture<Result<Snapshot>>>; ///< none where nothing is to be read

    Id<Assessment> m_id;
    Snapshot m_now;
    BinderFacts m_facts;
    State m_content;
    State m_before;
};

}
