// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/vendors/needsscreen.h"

#include "views/kit/badge.h"
#include "views/kit/recordtablemodel.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QTableView>

namespace safeguard {

namespace {

Ink inkOf(const VendorNeed &need)
{
    if (need.isGap())
        return Ink::Danger;
    return need.need == Need::Unclear ? Ink::Warning : Ink::Good;
}

template <class T>
QString titlesOf(const Snapshot &snapshot, const std::vector<Id<T>> &ids)
{
    QStringList titles;
    for (const Id<T> &id : ids)
        titles += snapshot.title(QString::fromLatin1(T::registerKey), id);
    return titles.join(QStringLiteral(", "));
}

/// What wants attention first.
int rankOf(const VendorNeed &need)
{
    if (need.isGap())
        return 0;
    switch (need.need) {
    case Need::Unclear:
        return 1;
    case Need::Required:
        return 2;
    case Need::Exempt:
        return 3;
    case Need::NotRequired:
        break;
    }
    return 4;
}

}

NeedsModel::NeedsModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    connect(&workspace.deriver(), &Deriver::derived, this, &NeedsModel::refresh);
    refresh();
}

void NeedsModel::refresh()
{
    beginResetModel();
    m_derived = m_workspace.deriver().latest();
    m_rows.clear();
    if (m_derived) {
        for (const VendorNeed &need : m_derived->vendors.needs()) {
            if (!m_isGapsOnly || rankOf(need) <= 1)
                m_rows.push_back(&need);
        }
        std::stable_sort(m_rows.begin(), m_rows.end(),
                         [](const auto *a, const auto *b) { return rankOf(*a) < rankOf(*b); });
    }
    endResetModel();
}

void NeedsModel::showGapsOnly(bool only)
{
    m_isGapsOnly = only;
    refresh();
}

const VendorNeed *NeedsModel::need(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<size_t>(row)] : nullptr;
}

int NeedsModel::gapCount() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
                                          [](const auto *need) { return need->isGap(); }));
}

int NeedsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int NeedsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString NeedsModel::textOf(const VendorNeed &need, int column) const
{
    const Snapshot &snapshot = m_derived->map.snapshot();
    const bool isMeant = need.need == Need::Required || need.need == Need::Unclear;
    switch (column) {
    case CompanyColumn:
        return snapshot.title(QString::fromLatin1(Company::registerKey), need.company);
    case DirectionColumn:
        return labelOf(need.direction);
    case NeedColumn:
        return nameOf(need.need);
    case CoverColumn:
        return isMeant ? nameOf(need.cover) : QString();
    case TierColumn:
        return need.systems.empty() && need.others.empty() ? QString()
                                                           : standingName(need.standing);
    case SystemsColumn:
        return titlesOf(snapshot, need.systems);
    default:
        return {};
    }
}

QVariant NeedsModel::data(const QModelIndex &index, int role) const
{
    const VendorNeed *found = need(index.row());
    if (!found || !index.isValid())
        return {};
    if (role == RecordTableModel::InkRole && index.column() == CoverColumn &&
        !textOf(*found, CoverColumn).isEmpty())
        return int(inkOf(*found));
    if (role == RecordTableModel::InkRole && index.column() == TierColumn &&
        !textOf(*found, TierColumn).isEmpty())
        return int(safeguard::inkOf(found->standing));
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return textOf(*found, index.column());
    return {};
}

QVariant NeedsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Company"), tr("Direction"), tr("Agreement"),
                             tr("Cover"),   tr("Tier"),      tr("Systems")};
    return titles.value(section);
}

NeedsScreen::NeedsScreen(Workspace &workspace, QWidget *parent)
    : NeedsScreen(workspace, new NeedsModel(workspace), parent)
{}

NeedsScreen::NeedsScreen(Workspace &workspace, NeedsModel *model, QWidget *parent)
    : WhyScreen(workspace, QStringLiteral("agreement-needs"), tr("Who needs an agreement"), model,
                parent)
    , m_model(model)
{
    model->setParent(this);
    auto *gaps = new QCheckBox(tr("Gaps only"));
    connect(gaps, &QCheckBox::toggled, model, &NeedsModel::showGapsOnly);
    addChoice(gaps);
    table()->horizontalHeader()->setSectionResizeMode(NeedsModel::SystemsColumn,
                                                      QHeaderView::Stretch);
    table()->setColumnWidth(NeedsModel::CompanyColumn, 164);
    table()->setColumnWidth(NeedsModel::DirectionColumn, 104);
    table()->setColumnWidth(NeedsModel::NeedColumn, 92);
    table()->setColumnWidth(NeedsModel::CoverColumn, 136);
    table()->setColumnWidth(NeedsModel::TierColumn, 72);
    start(NeedsModel::CompanyColumn);
}

QString NeedsScreen::countText() const
{
    return tr("%n companies without cover", nullptr, m_model->gapCount());
}

WhyScreen::Detail NeedsScreen::detail(int row) const
{
    const VendorNeed *need = m_model->need(row);
    if (!need)
        return {tr("No company is without cover"),
                {{tr("Enter the companies that operate systems or services for you, and the "
                     "customers for whom you do. Who needs an agreement follows from the map.")}},
                {},
                tr("Go to vendors and customers"),
                {Workspace::screenOf(QString::fromLatin1(Company::registerKey))}};
    const Snapshot &snapshot = m_model->derived().map.snapshot();
    const QString companies = QString::fromLatin1(Company::registerKey);
    const bool opensAgreement = !need->agreement.isNull() && need->through.isNull();
    return {tr("%1: %2").arg(snapshot.title(companies, need->company), nameOf(need->need)),
            whyNeeded(m_model->derived().map, *need), tr("45 CFR 164.308(b), 164.504(e)(2)"),
            opensAgreement ? tr("Open the agreement") : tr("Open the company"),
            opensAgreement
                ? Address{Workspace::screenOf(QString::fromLatin1(Agreement::registerKey)),
                          need->agreement}
                : Address{Workspace::screenOf(companies), need->company}};
}

}
