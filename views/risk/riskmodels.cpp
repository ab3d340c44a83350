// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/riskmodels.h"

#include "views/kit/recordtablemodel.h"
#include "views/risk/levelbar.h"

namespace safeguard {

std::vector<size_t> RiskTargetModel::listed(const RecordRef &current) const
{
    std::vector<size_t> rows;
    for (size_t i = 0; m_derived && i < m_derived->risks.targets().size(); ++i) {
        const Coverage coverage = m_derived->risks.coverageOf(i);
        if (!m_openOnly || coverage.done() < coverage.all() ||
            m_derived->risks.targets()[i].subject == current)
            rows.push_back(i);
    }
    return rows;
}

void RiskTargetModel::setDerived(std::shared_ptr<const Derived> derived, const RecordRef &current)
{
    std::vector<RecordRef> before;
    for (int row = 0; row < rowCount(); ++row)
        before.push_back(target(row)->subject);
    m_derived = std::move(derived);
    auto rows = listed(current);
    // Mostly the same targets with other counts: the selection stays where it is.
    const bool isSame = std::equal(rows.begin(), rows.end(), before.begin(), before.end(),
                                   [this](size_t i, const RecordRef &b) {
                                       return m_derived->risks.targets()[i].subject == b;
                                   });
    if (!isSame)
        beginResetModel();
    m_rows = std::move(rows);
    if (!isSame)
        endResetModel();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void RiskTargetModel::setOpenOnly(bool openOnly, const RecordRef &current)
{
    beginResetModel();
    m_openOnly = openOnly;
    m_rows = listed(current);
    endResetModel();
}

const RiskTarget *RiskTargetModel::target(int row) const
{
    return row >= 0 && row < rowCount()
               ? &m_derived->risks.targets()[m_rows[static_cast<size_t>(row)]]
               : nullptr;
}

int RiskTargetModel::rowOf(const RecordRef &subject) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (target(row)->subject == subject)
            return row;
    }
    return -1;
}

int RiskTargetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RiskTargetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RiskTargetModel::data(const QModelIndex &index, int role) const
{
    const RiskTarget *shown = index.isValid() ? target(index.row()) : nullptr;
    if (!shown)
        return {};
    const Coverage coverage = m_derived->risks.coverageOf(m_rows[static_cast<size_t>(index.row())]);
    const bool isDone = coverage.done() == coverage.all();
    const bool isAsked = coverage.all() > 0;
    if (role == Qt::ForegroundRole)
        return Tokens::instance().color(index.column() != DoneColumn ? Ink::Text
                                        : !isAsked                   ? Ink::Muted
                                        : isDone                     ? Ink::Good
                                                                     : Ink::Warning);
    if (role == Qt::TextAlignmentRole && index.column() == DoneColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const Snapshot &snapshot = m_derived->map.snapshot();
    if (index.column() == NameColumn)
        return role == Qt::ToolTipRole
                   ? snapshot.describe(shown->subject)
                   : snapshot.title(shown->subject.registerKey, shown->subject.id);
    if (!isAsked)
        return role == Qt::ToolTipRole ? tr("No threat is asked about it.")
                                       : QStringLiteral("\u2013");
    return tr("%1 of %2").arg(coverage.done()).arg(coverage.all());
}

QVariant RiskTargetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Asked about") : tr("Done");
}

void RiskCellModel::show(std::shared_ptr<const Derived> derived, const RecordRef &subject)
{
    std::span<const RiskCell> cells;
    if (derived) {
        if (const auto target = derived->risks.targetOf(subject))
            cells = derived->risks.cellsOf(*target);
    }
    const bool isSame =
        m_subject == subject && std::equal(cells.begin(), cells.end(), m_cells.begin(),
                                           m_cells.end(), [](const RiskCell &a, const RiskCell &b) {
                                               return a.threat->id == b.threat->id;
                                           });
    if (!isSame)
        beginResetModel();
    const auto before = std::exchange(m_derived, std::move(derived)); // cells may be of it
    m_subject = subject;
    m_cells = cells;
    if (!isSame)
        endResetModel();
    else if (!m_cells.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const RiskCell *RiskCellModel::cell(int row) const
{
    return row >= 0 && row < rowCount() ? &m_cells[static_cast<size_t>(row)] : nullptr;
}

int RiskCellModel::rowOf(const Id<Threat> &threat) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (cell(row)->threat->id == threat)
            return row;
    }
    return -1;
}

int RiskCellModel::openRow(int row) const
{
    for (int i = 0; i < rowCount(); ++i) {
        const int at = (row + i) % rowCount();
        if (!isDone(cell(at)->state))
            return at;
    }
    return -1;
}

int RiskCellModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_cells.size());
}

int RiskCellModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RiskCellModel::data(const QModelIndex &index, int role) const
{
    const RiskCell *shown = index.isValid() ? cell(index.row()) : nullptr;
    if (!shown)
        return {};
    const auto level = shown->risk ? m_derived->risks.present(*shown->risk) : std::nullopt;
    if (role == RecordTableModel::InkRole && index.column() == RiskColumn && level)
        return int(inkOf(*level));
    if (role == Qt::ForegroundRole && index.column() == StateColumn)
        return Tokens::instance().color(isDone(shown->state) ? Ink::Good : Ink::Warning);
    if (role == Qt::ToolTipRole && index.column() == ThreatColumn)
        return shown->threat->description;
    const bool isWord = role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    return role == Qt::DisplayRole || isWord ? text(*shown, index.column(), isWord) : QVariant();
}

/// Levels of likelihood and impact by the keys that set them, or as words.
QString RiskCellModel::text(const RiskCell &cell, int column, bool asWord) const
{
    const Risk none;
    const Risk &risk = cell.risk ? *cell.risk : none;
    const auto told = [asWord](std::optional<Level> level) {
        if (!level)
            return QString();
        return asWord ? labelOf(*level) : QString::number(static_cast<int>(*level) + 1);
    };
    switch (column) {
    case ThreatColumn:
        return cell.threat->name;
    case StateColumn:
        return nameOf(cell.state);
    case LikelihoodColumn:
        return told(risk.likelihood);
    case ImpactColumn:
        return told(risk.impact());
    default:
        const auto level = m_derived->risks.present(risk);
        return level ? labelOf(*level) : QString();
    }
}

QVariant RiskCellModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const QStringList titles{tr("Threat"), tr("State"), tr("Likelihood"), tr("Impact"), tr("Risk")};
    const bool isShort = section == LikelihoodColumn || section == ImpactColumn;
    if (role == Qt::DisplayRole && isShort)
        return titles.value(section).left(1);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    return titles.value(section);
}

}
