// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/heatmap.h"

#include "views/kit/celldelegate.h"
#include "views/kit/panelparts.h"
#include "views/kit/recordtablemodel.h"
#include "views/kit/registerscreen.h"
#include "views/kit/tabledress.h"
#include "views/risk/levelbar.h"

#include <QBoxLayout>
#include <QPainter>

namespace safeguard {

namespace {

/// A cell: how many, and below it the level.
class HeatDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Tokens &tokens = Tokens::instance();
        const auto level = static_cast<Level>(index.data(HeatModel::LevelRole).toInt());
        const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
        const QRectF box = QRectF(option.rect).adjusted(2, 2, -2, -2);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(
            QPen(tokens.color(isCurrent ? Ink::Accent : Ink::Hairline), isCurrent ? 2 : 1));
        painter->setBrush(tintOf(level));
        painter->drawRoundedRect(box, Tokens::radius, Tokens::radius);
        const QRectF upper(box.left(), box.top() + 4, box.width(), box.height() / 2);
        const QRectF lower(box.left(), box.center().y(), box.width(), box.height() / 2 - 2);
        painter->setPen(tokens.color(Ink::Text));
        painter->setFont(tokens.headingFont());
        painter->drawText(upper, Qt::AlignCenter, index.data().toString());
        painter->setFont(tokens.smallFont());
        painter->drawText(lower, Qt::AlignCenter, labelOf(level));
        painter->restore();
    }
};

Level likelihoodOf(int row)
{
    return static_cast<Level>(levelCount - 1 - row);
}

}

void HeatModel::setDerived(std::shared_ptr<const Derived> derived)
{
    m_risks = {};
    m_derived = std::move(derived);
    for (const RiskCell &cell : m_derived ? m_derived->risks.cells() : std::vector<RiskCell>()) {
        if (!cell.risk || cell.risk->answer != RiskAnswer::Assessed)
            continue;
        const auto impact = cell.risk->impact();
        auto at = m_derived->risks.remaining(*cell.risk);
        if (m_of == Of::Inherent && at)
            at = std::pair(*cell.risk->likelihood, *impact);
        if (at)
            m_risks[static_cast<size_t>(at->first)][static_cast<size_t>(at->second)].push_back(
                cell.risk);
    }
    Q_EMIT dataChanged(index(0, 0), index(levelCount - 1, levelCount - 1));
}

int HeatModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : levelCount;
}

int HeatModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : levelCount;
}

std::vector<const Risk *> HeatModel::risksAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return m_risks[static_cast<size_t>(likelihoodOf(index.row()))]
                  [static_cast<size_t>(index.column())];
}

QVariant HeatModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Level likelihood = likelihoodOf(index.row());
    const auto impact = static_cast<Level>(index.column());
    const Level level = m_derived ? m_derived->risks.method().risk(likelihood, impact)
                                  : RiskMethod::nistRisk(likelihood, impact);
    const int count = static_cast<int>(risksAt(index).size());
    if (role == LevelRole)
        return int(level);
    if (role == Qt::DisplayRole)
        return count > 0 ? QString::number(count) : QString();
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return tr("%1 likelihood, %2 impact, risk %3: %n risks", nullptr, count)
            .arg(labelOf(likelihood), labelOf(impact), labelOf(level));
    return {};
}

QVariant HeatModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignCenter);
    if (role != Qt::DisplayRole || section < 0 || section >= levelCount)
        return {};
    return labelOf(orientation == Qt::Horizontal ? static_cast<Level>(section)
                                                 : likelihoodOf(section));
}

void HeatListModel::show(std::shared_ptr<const Derived> derived, std::vector<const Risk *> risks)
{
    beginResetModel();
    m_derived = std::move(derived);
    m_risks = std::move(risks);
    endResetModel();
}

const Risk *HeatListModel::risk(int row) const
{
    return row >= 0 && row < rowCount() ? m_risks[static_cast<size_t>(row)] : nullptr;
}

int HeatListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_risks.size());
}

int HeatListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HeatListModel::data(const QModelIndex &index, int role) const
{
    const Risk *shown = index.isValid() ? risk(index.row()) : nullptr;
    if (!shown)
        return {};
    const auto level = m_derived->risks.present(*shown);
    if (role == RecordTableModel::InkRole && index.column() == RiskColumn && level)
        return int(inkOf(*level));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const Snapshot &snapshot = m_derived->map.snapshot();
    if (index.column() == ThreatColumn)
        return snapshot.title(QString::fromLatin1(Threat::registerKey), shown->threat);
    if (index.column() == SubjectColumn)
        return snapshot.describe(shown->subject);
    return level ? labelOf(*level) : QString();
}

QVariant HeatListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Threat"), tr("Of"), tr("Risk now")};
    return titles.value(section);
}

HeatMapScreen::HeatMapScreen(Workspace &workspace, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_inherent(new HeatModel(HeatModel::Of::Inherent, this))
    , m_residual(new HeatModel(HeatModel::Of::Residual, this))
    , m_list(new HeatListModel(this))
{
    setObjectName(QStringLiteral("screen-heat-map"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    auto *header = new ScreenHeader(tr("Heat map"), this);
    m_note = header->note();
    m_note->setObjectName(QStringLiteral("heat-note"));
    layout->addWidget(header);
    auto *grids = new QHBoxLayout;
    grids->setSpacing(8);
    grids->addWidget(makeGrid(tr("Before treatment"), "heat-inherent", m_inherent));
    grids->addWidget(makeGrid(tr("When all that is planned is done"), "heat-residual", m_residual));
    layout->addLayout(grids, 3);
    layout->addWidget(makeList(), 2);
    connect(&workspace.deriver(), &Deriver::derived, this, &HeatMapScreen::refresh);
    refresh();
}

QWidget *HeatMapScreen::makeGrid(const QString &title, const char *objectName, HeatModel *model)
{
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->addWidget(panel::text(title, QStringLiteral("heading"), panel));
    layout->addWidget(panel::text(tr("Likelihood from bottom to top, impact from left to right"),
                                  QStringLiteral("muted"), panel));
    auto *grid = new QTableView(panel);
    grid->setObjectName(QLatin1String(objectName));
    grid->setAccessibleName(title);
    grid->setModel(model);
    grid->setItemDelegate(new HeatDelegate(grid));
    grid->setShowGrid(false);
    grid->setTabKeyNavigation(false);
    grid->setSelectionMode(QAbstractItemView::SingleSelection);
    for (QHeaderView *header : {grid->horizontalHeader(), grid->verticalHeader()}) {
        header->setSectionResizeMode(QHeaderView::Stretch);
        header->setSectionsClickable(false);
        header->setHighlightSections(false);
    }
    grid->verticalHeader()->setMinimumSectionSize(34);
    layout->addWidget(grid, 1);
    m_grids.push_back(grid);
    connect(grid->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this, grid] { showCell(grid); });
    connect(grid, &QTableView::clicked, this, [this, grid] { showCell(grid); });
    connect(grid, &QTableView::activated, this, [this, grid] {
        showCell(grid);
        m_table->setFocus();
        m_table->selectRow(0);
    });
    return panel;
}

QWidget *HeatMapScreen::makeList()
{
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(1, 8, 1, 1);
    m_where = panel::text({}, QStringLiteral("heading"), panel);
    m_where->setObjectName(QStringLiteral("heat-where"));
    m_where->setContentsMargins(12, 0, 12, 0);
    layout->addWidget(m_where);
    m_table = new QTableView(panel);
    m_table->setObjectName(QStringLiteral("heat-risks"));
    m_table->setAccessibleName(tr("Risks of the cell"));
    m_table->setModel(m_list);
    m_table->setItemDelegate(new CellDelegate(m_table));
    dressTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(HeatListModel::ThreatColumn,
                                                      QHeaderView::Stretch);
    m_table->setColumnWidth(HeatListModel::SubjectColumn, 340);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const Risk *risk = m_list->risk(index.row()))
            m_workspace.go({QStringLiteral("risk-analysis"), risk->id});
    });
    layout->addWidget(m_table, 1);
    return panel;
}

void HeatMapScreen::refresh()
{
    m_derived = m_workspace.deriver().latest();
    m_inherent->setDerived(m_derived);
    m_residual->setDerived(m_derived);
    const auto count = [](const HeatModel *model) {
        int all = 0;
        for (int row = 0; row < levelCount; ++row) {
            for (int column = 0; column < levelCount; ++column)
                all += static_cast<int>(model->risksAt(model->index(row, column)).size());
        }
        return all;
    };
    m_note->setText(tr("%n rated, %1 of them after treatment too", nullptr, count(m_inherent))
                        .arg(count(m_residual)));
    showCell(m_shown);
}

void HeatMapScreen::showCell(QTableView *grid)
{
    for (QTableView *other : m_grids) {
        if (other != grid)
            other->clearSelection();
    }
    m_shown = grid;
    const QModelIndex at = grid ? grid->currentIndex() : QModelIndex();
    const auto *model = grid == m_grids[0] ? m_inherent : m_residual;
    m_list->show(m_derived, model->risksAt(at));
    m_where->setText(at.isValid() ? at.data(Qt::AccessibleTextRole).toString()
                                  : tr("Choose a cell to list its risks"));
}

}
