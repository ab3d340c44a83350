// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/coveragemodel.h"

#include "views/kit/namesheader.h"

#include <QSet>

namespace safeguard {

CoverageMark markOf(const RiskCell &cell, const RiskMap &risks)
{
    switch (cell.state) {
    case CellState::Open:
        return CoverageMark::Open;
    case CellState::ToConfirm:
        return CoverageMark::ToConfirm;
    case CellState::InputChanged:
        return CoverageMark::Changed;
    case CellState::DoesNotApply:
        return CoverageMark::DoesNotApply;
    case CellState::Assessed:
        break;
    }
    const auto level = risks.present(*cell.risk);
    return level ? static_cast<CoverageMark>(*level) : CoverageMark::Unrated;
}

QString nameOf(CoverageMark mark)
{
    switch (mark) {
    case CoverageMark::Unrated:
        return CoverageModel::tr("Not rated");
    case CoverageMark::DoesNotApply:
        return nameOf(CellState::DoesNotApply);
    case CoverageMark::Open:
        return nameOf(CellState::Open);
    case CoverageMark::ToConfirm:
        return nameOf(CellState::ToConfirm);
    case CoverageMark::Changed:
        return nameOf(CellState::InputChanged);
    default:
        return labelOf(static_cast<Level>(mark));
    }
}

QString letterOf(CoverageMark mark)
{
    switch (mark) {
    case CoverageMark::VeryLow:
        return CoverageModel::tr("VL", "very low");
    case CoverageMark::Low:
        return CoverageModel::tr("L", "low");
    case CoverageMark::Moderate:
        return CoverageModel::tr("M", "moderate");
    case CoverageMark::High:
        return CoverageModel::tr("H", "high");
    case CoverageMark::VeryHigh:
        return CoverageModel::tr("VH", "very high");
    case CoverageMark::Unrated:
        return CoverageModel::tr("A", "assessed");
    case CoverageMark::DoesNotApply:
        return QStringLiteral("\u2013");
    case CoverageMark::Open:
        return QStringLiteral("?");
    case CoverageMark::ToConfirm:
        return CoverageModel::tr("C", "to confirm");
    case CoverageMark::Changed:
        return QStringLiteral("\u2260");
    }
    return {};
}

/// In the order of the threats, as the cells of each target are.
std::vector<const Threat *> CoverageModel::askedThreats(const RiskMap &risks) const
{
    QSet<AnyId> asked;
    for (const RiskCell &cell : risks.cells())
        asked.insert(cell.threat->id);
    std::vector<const Threat *> threats;
    for (const Threat *threat : risks.snapshot().inOrder<Threat>()) {
        if (asked.contains(threat->id))
            threats.push_back(threat);
    }
    return threats;
}

CoverageModel::Cells CoverageModel::spread(const RiskMap &risks,
                                           const std::vector<const Threat *> &threats) const
{
    Cells cells(risks.targets().size() * threats.size());
    for (size_t i = 0; i < risks.targets().size(); ++i) {
        size_t column = 0;
        for (const RiskCell &cell : risks.cellsOf(i)) {
            while (threats[column]->id != cell.threat->id)
                ++column;
            cells[i * threats.size() + column] = &cell;
        }
    }
    return cells;
}

std::vector<size_t> CoverageModel::listed(const RiskMap &risks) const
{
    std::vector<size_t> rows;
    for (size_t i = 0; i < risks.targets().size(); ++i) {
        const auto cells = risks.cellsOf(i);
        if (!m_openOnly || std::any_of(cells.begin(), cells.end(),
                                       [](const RiskCell &cell) { return !isDone(cell.state); }))
            rows.push_back(i);
    }
    return rows;
}

void CoverageModel::setDerived(std::shared_ptr<const Derived> derived)
{
    const RiskMap *risks = derived ? &derived->risks : nullptr;
    auto threats = risks ? askedThreats(*risks) : std::vector<const Threat *>();
    auto rows = risks ? listed(*risks) : std::vector<size_t>();
    const bool isSame =
        m_derived && risks &&
        std::equal(threats.begin(), threats.end(), m_threats.begin(), m_threats.end(),
                   [](auto *a, auto *b) { return a->id == b->id; }) &&
        std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), [&](size_t a, size_t b) {
            return risks->targets()[a].subject == m_derived->risks.targets()[b].subject;
        });
    if (!isSame)
        beginResetModel();
    m_cells = risks ? spread(*risks, threats) : Cells();
    m_threats = std::move(threats);
    m_rows = std::move(rows);
    m_counts = {};
    for (size_t i = 0; risks && i < risks->cells().size(); ++i)
        ++m_counts.at(static_cast<size_t>(markOf(risks->cells()[i], *risks)));
    m_derived = std::move(derived);
    if (!isSame) {
        endResetModel();
    } else if (rowCount() > 0 && columnCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        Q_EMIT headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
    }
}

void CoverageModel::setOpenOnly(bool openOnly)
{
    beginResetModel();
    m_openOnly = openOnly;
    m_rows = m_derived ? listed(m_derived->risks) : std::vector<size_t>();
    endResetModel();
}

int CoverageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CoverageModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_threats.size());
}

const RiskTarget *CoverageModel::target(int row) const
{
    return row >= 0 && row < rowCount()
               ? &m_derived->risks.targets()[m_rows[static_cast<size_t>(row)]]
               : nullptr;
}

const RiskCell *CoverageModel::cell(const QModelIndex &index) const
{
    return index.isValid() ? m_cells[m_rows[static_cast<size_t>(index.row())] * m_threats.size() +
                                     static_cast<size_t>(index.column())]
                           : nullptr;
}

QModelIndex CoverageModel::indexOf(const RecordRef &subject, const Id<Threat> &threat) const
{
    const auto target = m_derived ? m_derived->risks.targetOf(subject) : std::nullopt;
    if (!target)
        return {};
    const auto row = std::lower_bound(m_rows.begin(), m_rows.end(), *target);
    const auto column = std::find_if(m_threats.begin(), m_threats.end(),
                                     [&](auto *one) { return idOf(*one) == threat; });
    if (row == m_rows.end() || *row != *target || column == m_threats.end())
        return {};
    return index(static_cast<int>(row - m_rows.begin()),
                 static_cast<int>(column - m_threats.begin()));
}

/// A line per fact, the first of all what it is about.
QString CoverageModel::told(const RiskCell &cell) const
{
    const RiskMap &risks = m_derived->risks;
    const RiskTarget &target = risks.targets()[cell.target];
    QStringList lines{risks.snapshot().describe(target.subject), cell.threat->name,
                      nameOf(cell.state)};
    const auto level = cell.risk ? risks.present(*cell.risk) : std::nullopt;
    if (level && cell.state == CellState::Assessed)
        lines.last() = tr("%1, risk now: %2").arg(lines.last(), labelOf(*level));
    else if (level)
        lines.last() = tr("%1, risk as answered before: %2").arg(lines.last(), labelOf(*level));
    if (cell.state == CellState::DoesNotApply && !cell.risk->reason.isEmpty())
        lines += tr("Because: %1").arg(cell.risk->reason);
    lines += whyAsked(cell, target);
    for (const QString &change : risks.changesSince(cell))
        lines += tr("Changed: %1").arg(change);
    return lines.join(u'\n');
}

QVariant CoverageModel::data(const QModelIndex &index, int role) const
{
    const RiskCell *shown = cell(index);
    switch (role) {
    case Qt::DisplayRole:
        return shown ? letterOf(markOf(*shown, m_derived->risks)) : QString();
    case MarkRole:
        return shown ? QVariant(int(markOf(*shown, m_derived->risks))) : QVariant();
    case Qt::ToolTipRole:
        return shown ? told(*shown) : QString();
    case Qt::AccessibleTextRole:
        if (shown)
            return told(*shown).replace(u'\n', QStringLiteral(". "));
        return tr("%1. %2. Not asked")
            .arg(rowHeader(index.row(), Qt::DisplayRole).toString(),
                 columnHeader(index.column(), Qt::DisplayRole).toString());
    default:
        return {};
    }
}

static QString iconOf(RuleTarget type)
{
    switch (type) {
    case RuleTarget::Systems:
        return QStringLiteral("systems");
    case RuleTarget::Flows:
        return QStringLiteral("flows");
    case RuleTarget::Organization:
        break;
    }
    return QStringLiteral("organization");
}

QVariant CoverageModel::rowHeader(int row, int role) const
{
    const RiskTarget *shown = target(row);
    if (!shown)
        return {};
    const Snapshot &snapshot = m_derived->risks.snapshot();
    const auto coverage = [&] {
        return m_derived->risks.coverageOf(m_rows[static_cast<size_t>(row)]);
    };
    switch (role) {
    case Qt::DisplayRole:
        return snapshot.title(shown->subject.registerKey, shown->subject.id);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1: %2 of %3 done")
            .arg(snapshot.describe(shown->subject))
            .arg(coverage().done())
            .arg(coverage().all());
    case NamesHeader::IconRole:
        return iconOf(shown->type);
    case NamesHeader::FigureRole:
        return QStringLiteral("%1/%2").arg(coverage().done()).arg(coverage().all());
    case NamesHeader::FigureInkRole:
        return int(coverage().done() == coverage().all() ? Ink::Good : Ink::Accent);
    case NamesHeader::EndsGroupRole:
        return target(row + 1) && target(row + 1)->type != shown->type;
    default:
        return {};
    }
}

QVariant CoverageModel::columnHeader(int column, int role) const
{
    if (column < 0 || column >= columnCount())
        return {};
    const Threat &threat = *m_threats[static_cast<size_t>(column)];
    if (role == Qt::DisplayRole)
        return threat.name;
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return QString(threat.name + u'\n' + threat.description).trimmed();
    return {};
}

QVariant CoverageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Vertical ? rowHeader(section, role) : columnHeader(section, role);
}

}
