// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/findingsscreen.h"

#include "views/kit/badge.h"
#include "views/kit/recordtablemodel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QTableView>

namespace safeguard {

FindingsModel::FindingsModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    connect(&workspace.deriver(), &Deriver::derived, this, &FindingsModel::refresh);
    refresh();
}

void FindingsModel::refresh()
{
    beginResetModel();
    m_derived = m_workspace.deriver().latest();
    m_rows.clear();
    if (m_derived) {
        for (const Finding &finding : m_derived->findings) {
            if (finding.severity >= m_least)
                m_rows.push_back(&finding);
        }
    }
    endResetModel();
}

void FindingsModel::setLeast(Severity severity)
{
    m_least = severity;
    refresh();
}

const Finding *FindingsModel::finding(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<size_t>(row)] : nullptr;
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FindingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    const Finding *found = finding(index.row());
    if (!found || !index.isValid())
        return {};
    if (role == RecordTableModel::InkRole && index.column() == SeverityColumn)
        return int(inkOf(found->severity));
    if (role == Qt::ToolTipRole) {
        const QString whole = data(index, Qt::DisplayRole).toString();
        return index.column() == SeverityColumn ? found->why : whole;
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case SeverityColumn:
        return severityName(found->severity);
    case FindingColumn:
        return found->sentence;
    case WhereColumn:
        return m_derived->map.snapshot().describe(found->registerKey, found->id);
    case CitationColumn:
        return found->citation;
    default:
        return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Severity"), tr("Finding"), tr("Where"), tr("45 CFR")};
    return titles.value(section);
}

FindingsScreen::FindingsScreen(Workspace &workspace, QWidget *parent)
    : FindingsScreen(workspace, new FindingsModel(workspace), parent)
{}

FindingsScreen::FindingsScreen(Workspace &workspace, FindingsModel *model, QWidget *parent)
    : WhyScreen(workspace, QStringLiteral("findings"), tr("Findings"), model, parent)
    , m_model(model)
{
    model->setParent(this);
    auto *least = new QComboBox;
    least->setAccessibleName(tr("Least severity"));
    least->addItem(tr("All severities"), int(Severity::Low));
    least->addItem(tr("Medium and high"), int(Severity::Medium));
    least->addItem(tr("High only"), int(Severity::High));
    connect(least, &QComboBox::currentIndexChanged, this, [this, least] {
        m_model->setLeast(static_cast<Severity>(least->currentData().toInt()));
    });
    addChoice(least);
    table()->horizontalHeader()->setSectionResizeMode(FindingsModel::FindingColumn,
                                                      QHeaderView::Stretch);
    table()->setColumnWidth(FindingsModel::SeverityColumn, 84);
    table()->setColumnWidth(FindingsModel::WhereColumn, 190);
    table()->setColumnWidth(FindingsModel::CitationColumn, 140);
    start(FindingsModel::FindingColumn);
}

QString FindingsScreen::countText() const
{
    return tr("%n open", nullptr, m_model->rowCount());
}

WhyScreen::Detail FindingsScreen::detail(int row) const
{
    const Finding *finding = m_model->finding(row);
    if (!finding)
        return {tr("Nothing is found"),
                {{tr("Each rule looks at the whole project after every edit. What it finds stands "
                     "here until its cause is gone.")}},
                {},
                {},
                {}};
    const bool isAnalysis = finding->registerKey == QLatin1String(Assessment::registerKey);
    return {
        finding->sentence,
        {{tr("Why? %1").arg(finding->why)}},
        tr("45 CFR %1   \u00b7   rule %2").arg(finding->citation, finding->rule),
        finding->fix,
        {isAnalysis ? QStringLiteral("risk-analysis") : Workspace::screenOf(finding->registerKey),
         finding->id, finding->field}};
}

}
