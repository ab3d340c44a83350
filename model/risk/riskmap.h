// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/method.h"
#include "model/risk/targets.h"

#include <QHash>
#include <QSet>
#include <span>

namespace safeguard {

/// Where a cell of the coverage proof stands in the analysis that is open, or in the last one.
enum class CellState {
    Open,         ///< nobody has answered
    ToConfirm,    ///< answered in an earlier analysis, on the same ground
    InputChanged, ///< answered on another ground than that of now
    Assessed,
    DoesNotApply,
};
inline constexpr int cellStateCount = 5;
QString nameOf(CellState state);
QString keyOf(CellState state);
constexpr bool isDone(CellState state)
{
    return state == CellState::Assessed || state == CellState::DoesNotApply;
}

/// A system, a flow or the organization, and a threat that is asked about it.
struct RiskCell
{
    size_t target = 0; ///< index among RiskMap::targets()
    const Threat *threat = nullptr;
    const ThreatRule *rule = nullptr; ///< that asks; null when it was added by hand
    const Risk *risk = nullptr;       ///< null when nothing was written yet
    CellState state = CellState::Open;
};

/// Why a threat is asked about a target, in words: "Asked because of: Database; Tier 1".
QString whyAsked(const RiskCell &cell, const RiskTarget &target);

/// How many cells stand where.
class Coverage final
{
public:
    void add(CellState state) { ++m_counts.at(static_cast<size_t>(state)); }
    qint64 count(CellState state) const { return m_counts.at(static_cast<size_t>(state)); }
    qint64 all() const;
    qint64 done() const;
    /// Everything is answered, on the ground of now, in this analysis; and there was something.
    bool isComplete() const { return all() > 0 && done() == all(); }
    friend bool operator==(const Coverage &, const Coverage &) = default;

private:
    std::array<qint64, cellStateCount> m_counts{};
};

/// Which threats are asked about what, and how far the answers reach: a pure function of the
/// snapshot. The proof of 164.308(a)(1)(ii)(A): nothing in scope was left out, or which.
class RiskMap final
{
public:
    explicit RiskMap(const DataMap &map);

    const Snapshot &snapshot() const { return m_snapshot; }
    const RiskMethod &method() const { return m_method; }
    const std::vector<RiskTarget> &targets() const { return m_targets; }
    /// By target, then in the order of the threats.
    const std::vector<RiskCell> &cells() const { return m_cells; }
    std::span<const RiskCell> cellsOf(size_t target) const;
    /// The index of a target; none when the record is not in scope.
    std::optional<size_t> targetOf(const RecordRef &subject) const;
    /// Null when nothing asks that.
    const RiskCell *cell(const RecordRef &subject, const Id<Threat> &threat) const;
    /// Whether the risk is the answer of a cell.
    bool asksAbout(const Risk &risk) const;
    /// Answers to what is not asked any more, since the map or the rules changed.
    const std::vector<const Risk *> &noLongerAsked() const { return m_noLonger; }

    Coverage coverage() const;
    Coverage coverageOf(size_t target) const;
    /// The analysis that is open, else the last one; null when there was none.
    const Assessment *assessment() const { return m_assessment; }
    AnalysisState state() const { return m_state; }
    bool isOpen() const { return m_state == AnalysisState::Open; }

    /// What counts today: residual once all that was planned about the risk is done and verified,
    /// else inherent, since a plan lowers nothing. None when it is not rated.
    std::optional<Level> present(const Risk &risk) const;
    /// Where the risk is to be after treatment, as a pair of likelihood and impact: where it
    /// stands now when nobody has said.
    std::optional<std::pair<Level, Level>> remaining(const Risk &risk) const;

    /// What is different now from when the cell was answered; empty when nothing is.
    QStringList changesSince(const RiskCell &cell) const;
    /// Of all cells of a target, each change once.
    QStringList changesOf(size_t target) const;

private:
    void findAssessment();
    void addCells();
    void findTreated();
    CellState stateOf(const Risk *risk, const RiskTarget &target) const;
    bool restsOn(const Risk &risk, const RiskTarget &target) const;

    Snapshot m_snapshot;
    RiskMethod m_method;
    std::vector<RiskTarget> m_targets;
    std::vector<RiskCell> m_cells;
    std::vector<size_t> m_first;  ///< of m_cells, per target; and one beyond
    QHash<AnyId, size_t> m_index; ///< of targets, by their records
    std::vector<const Risk *> m_noLonger;
    QSet<AnyId> m_treated; ///< risks whose actions are all closed, and there are some
    const Assessment *m_assessment = nullptr;
    AnalysisState m_state = AnalysisState::None;
};

}
