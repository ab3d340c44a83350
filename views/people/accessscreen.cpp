// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/people/accessscreen.h"

#include "model/binder/peoplesheets.h"
#include "model/inventory/data_element.h"
#include "model/inventory/system.h"
#include "views/kit/badge.h"
#include "views/kit/fieldeditor.h"
#include "views/kit/filters.h"
#include "views/kit/gridtable.h"
#include "views/kit/panelparts.h"
#include "views/kit/registerscreen.h"
#include "views/kit/tsv.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QRegularExpressionValidator>
#include <QSplitter>
#include <QTableView>

namespace safeguard {

namespace {

constexpr size_t namedPeople = 15; ///< in the panel; each is a link

/// Letters that a role has by the cell itself strong, those by the right to everything grey.
class AccessDelegate final : public GridDelegate
{
public:
    using GridDelegate::GridDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &,
                          const QModelIndex &) const override
    {
        auto *line = new QLineEdit(parent);
        line->setFrame(false);
        line->setAccessibleName(AccessScreen::tr("Create, read, update, delete"));
        return line;
    }
    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        static_cast<QLineEdit *>(editor)->setText(index.data(Qt::EditRole).toString());
    }
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override
    {
        model->setData(index, static_cast<QLineEdit *>(editor)->text());
    }

protected:
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override
    {
        const Tokens &tokens = Tokens::instance();
        const QString own = index.data(AccessModel::OwnRole).toString();
        QRect place = option.rect.adjusted(6, 0, -2, 0);
        for (const QChar letter : index.data(Qt::EditRole).toString()) {
            const bool isOwn = own.contains(letter);
            QFont font = option.font;
            font.setWeight(isOwn ? QFont::DemiBold : QFont::Normal);
            painter->setFont(font);
            painter->setPen(tokens.color(isOwn ? Ink::Text : Ink::Muted));
            painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft, letter);
            place.adjust(12, 0, 0, 0);
        }
        if (!index.data(AccessModel::IsUnreasonedRole).toBool())
            return;
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens.color(Ink::Warning));
        painter->drawEllipse(QRect(option.rect.right() - 8, option.rect.top() + 4, 5, 5));
    }
};

const Field &fieldOf(const Workspace &workspace, const char *key)
{
    return *workspace.project().registers().of<AccessRight>().field(QString::fromLatin1(key));
}

}

AccessScreen::AccessScreen(Workspace &workspace, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_model(new AccessModel(workspace, this))
    , m_table(new QTableView)
    , m_panel(new WhyPanel(workspace))
{
    setObjectName(QStringLiteral("screen-access-matrix"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(makeHeader());
    layout->addWidget(makeLegend());
    makeTable();
    makeControls();
    auto *splitter = new QSplitter;
    splitter->addWidget(panel::framed(m_table));
    splitter->addWidget(m_panel);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({760, 300});
    splitter->setChildrenCollapsible(false);
    layout->addWidget(splitter, 1);
    connect(m_model, &QAbstractItemModel::modelReset, this, &AccessScreen::refresh);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &AccessScreen::refresh);
    refresh();
}

ScreenHeader *AccessScreen::makeHeader()
{
    auto *header = new ScreenHeader(tr("Access matrix"), this);
    m_note = header->note();
    m_note->setObjectName(QStringLiteral("access-note"));
    addFilters(header);
    auto *save = new QPushButton(tr("Export\u2026"), header);
    save->setObjectName(QStringLiteral("export"));
    connect(save, &QPushButton::clicked, this, &AccessScreen::exportMatrix);
    header->addButton(save);
    return header;
}

void AccessScreen::addFilters(ScreenHeader *header)
{
    auto *search = findLine(tr("Find"), tr("Find in systems and data"), header);
    search->setFixedWidth(170);
    auto *tier = tierChoice(header);
    auto *all = new QCheckBox(tr("All data"), header);
    all->setObjectName(QStringLiteral("all-data"));
    all->setToolTip(tr("Also the data elements that no right names"));
    const auto narrow = [this, search, tier, all] {
        AccessFilter filter{search->text(), {}, all->isChecked()};
        if (tier->currentData().isValid())
            filter.tier = static_cast<Tier>(tier->currentData().toInt());
        m_model->setFilter(filter);
        showCounts();
    };
    connect(search, &QLineEdit::textChanged, this, narrow);
    connect(tier, &QComboBox::currentIndexChanged, this, narrow);
    connect(all, &QCheckBox::toggled, this, narrow);
    for (QWidget *choice : QList<QWidget *>{all, search, tier})
        header->addButton(choice);
}

QWidget *AccessScreen::makeLegend()
{
    auto *legend = panel::text(
        tr("C create   R read   U update   D delete   \u00b7   grey: by the right to everything "
           "in the system   \u00b7   dot: no reason said   \u00b7   figure: who reach it"),
        QStringLiteral("muted"), this);
    legend->setObjectName(QStringLiteral("legend"));
    return legend;
}

void AccessScreen::makeTable()
{
    m_table->setObjectName(QStringLiteral("access-matrix"));
    m_table->setAccessibleName(tr("Access matrix"));
    dressGrid(m_table, 150, 236, {54, 28});
    m_table->setItemDelegate(new AccessDelegate(m_table));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::AnyKeyPressed | QAbstractItemView::DoubleClicked |
                             QAbstractItemView::EditKeyPressed);
    m_table->installEventFilter(this);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &AccessScreen::showCell);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &AccessScreen::showCell);
}

void AccessScreen::makeControls()
{
    m_operations = new QWidget;
    auto *grid = new QGridLayout(m_operations);
    grid->setContentsMargins({});
    grid->setVerticalSpacing(4);
    for (size_t i = 0; i < m_boxes.size(); ++i) {
        const auto operation = static_cast<DataOperation>(i);
        m_boxes[i] = new QCheckBox(labelOf(operation), m_operations);
        m_boxes[i]->setObjectName(QStringLiteral("operation-%1").arg(i));
        connect(m_boxes[i], &QCheckBox::clicked, this, &AccessScreen::writeOperations);
        grid->addWidget(m_boxes[i], static_cast<int>(i / 2), static_cast<int>(i % 2));
    }
    m_panel->controls()->addWidget(m_operations);
    const Field &field = fieldOf(m_workspace, "reason");
    m_reasonName = panel::text(field.label, QStringLiteral("muted"), m_panel);
    m_panel->controls()->addWidget(m_reasonName);
    m_reason = FieldEditor::make(
        field, [this] { return m_workspace.project().snapshot(); }, m_panel);
    m_reason->setObjectName(QStringLiteral("reason"));
    connect(m_reason, &FieldEditor::accepted, this, &AccessScreen::writeReason);
    m_panel->controls()->addWidget(m_reason);
}

QModelIndexList AccessScreen::cells() const
{
    QModelIndexList cells = m_table->selectionModel()->selectedIndexes();
    if (cells.isEmpty() && m_table->currentIndex().isValid())
        cells += m_table->currentIndex();
    return cells;
}

void AccessScreen::writeOperations()
{
    std::vector<AccessModel::Writing> writings;
    const auto *pressed = static_cast<QCheckBox *>(sender());
    const auto at = std::find(m_boxes.begin(), m_boxes.end(), pressed) - m_boxes.begin();
    for (const QModelIndex &cell : cells()) {
        auto operations = m_model->cell(cell).operations;
        operations.set(static_cast<DataOperation>(at), pressed->isChecked());
        writings.push_back({cell, operations});
    }
    if (!m_model->write(writings))
        showCell();
}

void AccessScreen::writeReason()
{
    const auto value = m_reason->value();
    if (value && !m_model->writeReason(cells(), textOf(*value)))
        showCell();
}

void AccessScreen::showControls(const QModelIndex &at)
{
    const AccessMatrix::Cell cell = m_model->cell(at);
    const bool isOpen = at.isValid() && (m_model->flags(at) & Qt::ItemIsEditable);
    for (size_t i = 0; i < m_boxes.size(); ++i) {
        const auto operation = static_cast<DataOperation>(i);
        const bool isInherited = cell.inherited && cell.inherited->operations.contains(operation);
        m_boxes[i]->setChecked(cell.operations.contains(operation));
        m_boxes[i]->setEnabled(isOpen && !isInherited);
    }
    const bool hasOwn = cell.right && !cell.right->operations.isEmpty();
    m_operations->setVisible(at.isValid());
    m_reasonName->setVisible(hasOwn);
    m_reason->setVisible(hasOwn);
    m_reason->setReadOnly(!isOpen);
    if (!m_reason->isAncestorOf(QApplication::focusWidget()))
        m_reason->setValue(hasOwn && !cell.right->reason.isEmpty() ? Value(cell.right->reason)
                                                                   : Value());
}

/// "Ben: 20 data elements, up to Tier 1, as Support agent (GRT-012)".
static QString wholeReach(const Workforce &workforce, const AccessLine &access)
{
    const auto tier = workforce.tierOf(access);
    const RegisterType &type = workforce.snapshot().registers().of<AccessGrant>();
    QStringList parts{AccessScreen::tr("%n data elements", nullptr,
                                       static_cast<int>(workforce.reachesOf(access).size()))};
    if (tier)
        parts += AccessScreen::tr("up to %1").arg(tierName(*tier));
    parts += access.role ? AccessScreen::tr("as %1").arg(access.role->name)
                         : AccessScreen::tr("in no role, which counts as everything");
    return AccessScreen::tr("%1: %2 (%3)")
        .arg(access.person->name, parts.join(QStringLiteral(", ")), type.citeNumber(*access.grant));
}

/// By which line of access, and why; none where nothing of it is meant.
static std::optional<WhyLine> whyReaches(const Workforce &workforce, const Person &person,
                                         const AccessMatrix::Row &at)
{
    for (const AccessLine &access : workforce.accessesOf(idOf(person))) {
        if (access.system->id != at.system)
            continue;
        if (at.element.isNull())
            return WhyLine{wholeReach(workforce, access),
                           QString::fromLatin1(AccessGrant::registerKey), access.grant->id};
        for (const Reach &reach : workforce.reachesOf(access)) {
            if (reach.element == at.element)
                return WhyLine{
                    AccessScreen::tr("%1: %2").arg(person.name, workforce.why(access, reach)),
                    QString::fromLatin1(AccessGrant::registerKey), access.grant->id};
        }
    }
    return std::nullopt;
}

Why AccessScreen::whyReached(int row) const
{
    const auto people = m_model->whoReaches(row);
    Why why;
    for (size_t i = 0; i < people.size() && i < namedPeople; ++i) {
        if (auto line = whyReaches(m_model->derived()->workforce, *people[i], *m_model->row(row)))
            why.push_back(*std::move(line));
    }
    if (people.size() > namedPeople)
        why.push_back({tr("And %n more: export the matrix, or see the report on access.", nullptr,
                          static_cast<int>(people.size() - namedPeople)),
                       {},
                       {}});
    return why;
}

void AccessScreen::showCell()
{
    const QModelIndex at = m_table->currentIndex();
    if (const AccessMatrix::Row *row = m_model->row(at.row()))
        m_place = *row;
    showControls(at);
    const AccessRole *role = m_model->role(at.column());
    if (!at.isValid() || !role) {
        m_panel->show({m_model->columnCount() == 0 ? tr("No roles yet")
                       : m_model->rowCount() == 0  ? tr("Nothing matches")
                                                   : tr("Choose a cell"),
                       {},
                       m_model->columnCount() == 0
                           ? tr("A role is what a group of the workforce does. Each gets a column "
                                "here, systems and what they hold are the rows.")
                           : QString(),
                       m_model->columnCount() == 0 ? tr("Go to the roles") : QString(),
                       {QString::fromLatin1(AccessRole::registerKey)}});
        return;
    }
    WhyPanel::Detail detail;
    detail.heading = tr("%1: %2").arg(role->name, m_model->placeName(at.row()));
    const AccessMatrix::Cell cell = m_model->cell(at);
    if (!cell.right && cell.inherited)
        detail.why.push_back({tr("By the right to everything in the system.")});
    const Why reached = whyReached(at.row());
    detail.why.push_back({reached.empty() ? tr("Nobody reaches it by an access that is open today.")
                                          : tr("Who reaches it today, in whatever role:")});
    detail.why.insert(detail.why.end(), reached.begin(), reached.end());
    m_panel->show(detail);
}

void AccessScreen::refresh()
{
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(qMax(0, m_model->rowOf(m_place)), 0));
    showCounts();
    showCell();
}

void AccessScreen::showCounts()
{
    const auto &derived = m_model->derived();
    const int cells = derived ? static_cast<int>(derived->workforce.unreasoned().size()) : 0;
    const int people = derived ? static_cast<int>(derived->workforce.whoReachesTier1().size()) : 0;
    m_note->setText(QStringList{tr("%n people reach Tier 1", nullptr, people),
                                tr("%n rights without a reason", nullptr, cells)}
                        .join(QStringLiteral("   \u00b7   ")));
}

void AccessScreen::exportMatrix()
{
    RegisterExport::ask(
        m_workspace, m_workspace.project().registers().of<AccessRight>(),
        [](const Snapshot &snapshot) {
            const DataMap map(snapshot);
            const TrainingPlan training(snapshot);
            return accessMatrixSheet(map, Workforce(map, training));
        },
        this);
}

void AccessScreen::copy() const
{
    const QItemSelection selection = m_table->selectionModel()->selection();
    if (selection.isEmpty())
        return;
    QRect box;
    for (const QItemSelectionRange &range : selection)
        box |= QRect(range.left(), range.top(), range.width(), range.height());
    QList<QStringList> rows;
    for (int row = box.top(); row <= box.bottom(); ++row) {
        QStringList cells;
        for (int column = box.left(); column <= box.right(); ++column) {
            const QModelIndex index = m_model->index(row, column);
            const bool isIn = selection.contains(index);
            cells += isIn ? index.data(Qt::EditRole).toString() : QString();
        }
        rows += cells;
    }
    QApplication::clipboard()->setText(toTsv(rows));
}

void AccessScreen::paste()
{
    const QModelIndex from = m_table->currentIndex();
    const QList<QStringList> rows = fromTsv(QApplication::clipboard()->text());
    if (!from.isValid() || rows.isEmpty())
        return;
    std::vector<AccessModel::Writing> writings;
    const auto add = [&](const QModelIndex &at, const QString &letters) {
        const auto operations = AccessModel::parse(letters);
        if (at.isValid() && operations)
            writings.push_back({at, *operations});
        return operations.has_value();
    };
    bool isGood = true;
    const bool isOne = rows.size() == 1 && rows[0].size() == 1;
    if (isOne) { // one cell fills what is selected
        for (const QModelIndex &cell : cells())
            isGood = add(cell, rows[0][0]) && isGood;
    }
    for (int i = 0; !isOne && i < rows.size(); ++i) {
        for (int j = 0; j < rows[i].size(); ++j)
            isGood = add(m_model->index(from.row() + i, from.column() + j), rows[i][j]) && isGood;
    }
    if (isGood)
        m_model->write(writings);
    else
        m_workspace.say(tr("Nothing was pasted: cells hold only the letters C, R, U and D."));
}

void AccessScreen::clearCells()
{
    std::vector<AccessModel::Writing> writings;
    for (const QModelIndex &cell : cells()) {
        const AccessMatrix::Cell now = m_model->cell(cell);
        writings.push_back(
            {cell, now.inherited ? now.inherited->operations : ChoiceSet<DataOperation>()});
    }
    m_model->write(writings);
}

bool AccessScreen::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return Screen::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->matches(QKeySequence::Copy))
        copy();
    else if (key->matches(QKeySequence::Paste))
        paste();
    else if (key->key() == Qt::Key_Delete || key->key() == Qt::Key_Backspace)
        clearCells();
    else
        return false;
    return true;
}

void AccessScreen::reveal(const Address &address)
{
    const Snapshot snapshot = m_workspace.project().snapshot();
    const AccessRight *right = snapshot.find(Id<AccessRight>(address.record));
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const AccessMatrix::Row &at = *m_model->row(row);
        for (int column = 0; column < m_model->columnCount(); ++column) {
            const AccessRole &role = *m_model->role(column);
            const bool isIt = right ? right->role == role.id && right->system == at.system &&
                                          right->element == at.element
                                    : role.id == address.record || at.system == address.record;
            if (!isIt)
                continue;
            m_table->setCurrentIndex(m_model->index(row, column));
            m_table->setFocus();
            return;
        }
    }
}

}
