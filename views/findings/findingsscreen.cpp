// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/findingsscreen.h"

#include "views/kit/badge.h"
#include "views/kit/celldelegate.h"
#include "views/kit/recordtablemodel.h"
#include "views/kit/registerscreen.h"
#include "views/kit/tabledress.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
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
    : Screen(parent)
    , m_workspace(workspace)
    , m_model(new FindingsModel(workspace, this))
    , m_table(new QTableView)
{
    setObjectName(QStringLiteral("screen-findings"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    auto *header = new ScreenHeader(tr("Findings"), this);
    m_count = header->note();
    auto *least = new QComboBox(header);
    least->setAccessibleName(tr("Least severity"));
    least->addItem(tr("All severities"), int(Severity::Low));
    least->addItem(tr("Medium and high"), int(Severity::Medium));
    least->addItem(tr("High only"), int(Severity::High));
    connect(least, &QComboBox::currentIndexChanged, this, [this, least] {
        m_model->setLeast(static_cast<Severity>(least->currentData().toInt()));
    });
    header->addButton(least);
    layout->addWidget(header);

    auto *splitter = new QSplitter;
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->addWidget(m_table);
    splitter->addWidget(panel);
    m_table->setObjectName(QStringLiteral("table-findings"));
    m_table->setAccessibleName(tr("Findings"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CellDelegate(m_table));
    dressTable(m_table);
    m_table->setWordWrap(true);
    const int twoLines = 2 * m_table->fontMetrics().lineSpacing() + 12;
    m_table->verticalHeader()->setDefaultSectionSize(qMax(Tokens::rowHeight, twoLines));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(FindingsModel::FindingColumn,
                                                      QHeaderView::Stretch);
    m_table->setColumnWidth(FindingsModel::SeverityColumn, 84);
    m_table->setColumnWidth(FindingsModel::WhereColumn, 190);
    m_table->setColumnWidth(FindingsModel::CitationColumn, 140);

    auto *detail = new QFrame;
    detail->setProperty("role", QStringLiteral("panel"));
    detail->setMinimumWidth(280);
    auto *text = new QVBoxLayout(detail);
    text->setContentsMargins(16, 12, 16, 12);
    text->setSpacing(8);
    const auto label = [&](const QString &role) {
        auto *made = new QLabel(detail);
        made->setTextFormat(Qt::PlainText);
        made->setWordWrap(true);
        made->setProperty("role", role);
        made->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->addWidget(made);
        return made;
    };
    m_sentence = label(QStringLiteral("heading"));
    m_why = label({});
    m_citation = label(QStringLiteral("muted"));
    auto *fixing = new QPushButton(detail);
    fixing->setObjectName(QStringLiteral("fix"));
    fixing->setProperty("role", QStringLiteral("primary"));
    connect(fixing, &QPushButton::clicked, this, &FindingsScreen::fix);
    m_fix = fixing;
    text->addWidget(fixing, 0, Qt::AlignLeft);
    text->addStretch(1);
    splitter->addWidget(detail);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({760, 300});
    splitter->setChildrenCollapsible(false);
    layout->addWidget(splitter, 1);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &FindingsScreen::showCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        if (m_model->rowCount() > 0)
            m_table->setCurrentIndex(m_model->index(0, FindingsModel::FindingColumn));
        showCurrent();
    });
    connect(m_table, &QTableView::activated, this, &FindingsScreen::fix);
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, FindingsModel::FindingColumn));
    showCurrent();
}

void FindingsScreen::showCurrent()
{
    m_count->setText(tr("%n open", nullptr, m_model->rowCount()));
    const Finding *finding = m_model->finding(m_table->currentIndex().row());
    m_fix->setVisible(finding);
    if (!finding) {
        m_sentence->setText(tr("Nothing is found"));
        m_why->setText(
            tr("Each rule looks at the whole project after every edit. What it finds stands here "
               "until its cause is gone."));
        m_citation->clear();
        return;
    }
    m_sentence->setText(finding->sentence);
    m_why->setText(tr("Why? %1").arg(finding->why));
    m_citation->setText(tr("45 CFR %1   \u00b7   rule %2").arg(finding->citation, finding->rule));
    static_cast<QPushButton *>(m_fix)->setText(
        QString(finding->fix).replace(u'&', QStringLiteral("&&")));
}

void FindingsScreen::fix()
{
    const Finding *finding = m_model->finding(m_table->currentIndex().row());
    if (!finding)
        return;
    const bool isAnalysis = finding->registerKey == QLatin1String(Assessment::registerKey);
    m_workspace.go(
        {isAnalysis ? QStringLiteral("risk-analysis") : Workspace::screenOf(finding->registerKey),
         finding->id, finding->field});
}

}
