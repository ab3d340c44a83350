// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inventory/matrixscreen.h"

#include "views/kit/badge.h"
#include "views/kit/filters.h"
#include "views/kit/gridtable.h"
#include "views/kit/namesheader.h"
#include "views/kit/panelparts.h"
#include "views/kit/registerscreen.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QTableView>

namespace safeguard {

namespace {

constexpr std::array flagLetters{u'C', u'S', u'R', u'T'};

/// A tier's digit, in the legend.
class TierMark final : public QWidget
{
public:
    TierMark(Tier tier, QWidget *parent)
        : QWidget(parent)
        , m_tier(tier)
    {
        setFixedSize(14, 17);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintTierMark(&painter, QPoint(0, 1), m_tier);
    }

private:
    Tier m_tier;
};

/// Four small letters in a cell: typed ones strong, derived ones grey, all in the ink of the tier.
class MatrixDelegate final : public GridDelegate
{
public:
    using GridDelegate::GridDelegate;

protected:
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override
    {
        const Tokens &tokens = Tokens::instance();
        const int flags = index.data(MatrixModel::CellRole).toInt();
        const QVariant tier = index.data(MatrixModel::TierRole);
        if (tier.isValid())
            paintTierMark(painter, QPoint(option.rect.left() + 4, option.rect.center().y() - 7),
                          static_cast<Tier>(tier.toInt()));
        QFont font = option.font;
        for (size_t i = 0; i < flagLetters.size(); ++i) {
            if (!(flags & (1 << i)))
                continue;
            const bool isTyped = i < 2;
            font.setWeight(isTyped ? QFont::DemiBold : QFont::Normal);
            painter->setFont(font);
            painter->setPen(tokens.color(isTyped ? Ink::Text : Ink::Muted));
            const QRect place(option.rect.left() + 23 + static_cast<int>(i) * 12, option.rect.top(),
                              14, option.rect.height());
            painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                              QString(QChar(flagLetters[i])));
        }
    }
};

}

MatrixModel::MatrixModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    connect(&workspace.deriver(), &Deriver::derived, this, &MatrixModel::refresh);
    refresh();
}

void MatrixModel::refresh()
{
    auto derived = m_workspace.deriver().latest();
    if (!derived)
        return;
    std::vector<const System *> systems;
    std::vector<const DataElement *> elements;
    for (const System &system : derived->map.snapshot().rows<System>()) {
        if (!system.isRetired())
            systems.push_back(&system);
    }
    for (const DataElement &element : derived->map.snapshot().rows<DataElement>()) {
        if (passes(element, *derived))
            elements.push_back(&element);
    }
    std::sort(systems.begin(), systems.end(), [](auto *a, auto *b) {
        return std::pair(a->lane, a->number) < std::pair(b->lane, b->number);
    });
    std::sort(elements.begin(), elements.end(),
              [](auto *a, auto *b) { return a->number < b->number; });
    // A change of cells alone keeps the place and the selection.
    const auto sameIds = [](const auto &a, const auto &b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                          [](auto *x, auto *y) { return x->id == y->id; });
    };
    const bool isSame = m_derived && sameIds(systems, m_systems) && sameIds(elements, m_elements);
    if (!isSame)
        beginResetModel();
    m_derived = std::move(derived);
    m_snapshot = m_derived->map.snapshot();
    m_systems = std::move(systems);
    m_elements = std::move(elements);
    m_received.clear();
    m_sent.clear();
    for (const System *system : m_systems) {
        m_received.push_back(m_derived->map.receivedBy(idOf(*system)));
        m_sent.push_back(m_derived->map.sentBy(idOf(*system)));
    }
    if (!isSame)
        endResetModel();
    else if (rowCount() > 0 && columnCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

QString MatrixModel::identifierLabel(const DataElement &element) const
{
    return element.identifier ? labelOf(*element.identifier) : QString();
}

QString MatrixModel::identifierLetter(int row) const
{
    const DataElement *element = elementAt(row);
    return element && element->identifier ? QString(letterOf(*element->identifier)) : QString();
}

bool MatrixModel::passes(const DataElement &element, const Derived &derived) const
{
    const QString said = element.name + u'\n' + identifierLabel(element);
    if (!m_text.isEmpty() && !said.toCaseFolded().contains(m_text))
        return false;
    if (!m_tier)
        return true;
    const auto isThere = [&](const System &system) {
        const auto &held = derived.map.heldBy(idOf(system));
        return !system.isRetired() &&
               std::any_of(held.begin(), held.end(), [&](const Presence &presence) {
                   return presence.element == idOf(element) && presence.tier == *m_tier;
               });
    };
    const auto systems = derived.map.snapshot().rows<System>();
    return std::any_of(systems.begin(), systems.end(), isThere);
}

void MatrixModel::setFilter(const QString &text, std::optional<Tier> tier)
{
    m_text = text.trimmed().toCaseFolded();
    m_tier = tier;
    refresh();
}

int MatrixModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_elements.size());
}

int MatrixModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_systems.size());
}

const System *MatrixModel::systemAt(int column) const
{
    return column >= 0 && column < columnCount() ? m_systems[static_cast<size_t>(column)] : nullptr;
}

const DataElement *MatrixModel::elementAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_elements[static_cast<size_t>(row)] : nullptr;
}

int MatrixModel::flagsOf(const System &system, const DataElement &element) const
{
    const auto at = static_cast<size_t>(std::find(m_systems.begin(), m_systems.end(), &system) -
                                        m_systems.begin());
    const auto id = idOf(element);
    return (system.creates.contains(id) ? Creates : 0) | (system.stores.contains(id) ? Stores : 0) |
           (m_received[at].contains(id) ? Receives : 0) | (m_sent[at].contains(id) ? Sends : 0);
}

QVariant MatrixModel::data(const QModelIndex &index, int role) const
{
    const System *system = systemAt(index.column());
    const DataElement *element = elementAt(index.row());
    if (!system || !element)
        return {};
    const int flags = flagsOf(*system, *element);
    switch (role) {
    case CellRole:
        return flags;
    case TierRole:
        for (const Presence &presence : m_derived->map.heldBy(idOf(*system))) {
            if (presence.element == idOf(*element))
                return int(presence.tier);
        }
        return {};
    case Qt::DisplayRole: {
        QString letters;
        for (size_t i = 0; i < flagLetters.size(); ++i)
            letters += flags & (1 << i) ? QString(QChar(flagLetters[i])) : QString();
        return letters;
    }
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
        const QStringList words{tr("creates"), tr("stores"), tr("receives"), tr("sends")};
        QStringList said;
        for (int i = 0; i < 4; ++i) {
            if (flags & (1 << i))
                said += words[i];
        }
        const QVariant tier = data(index, TierRole);
        return tr("%1, %2: %3%4")
            .arg(element->name, system->name,
                 said.isEmpty() ? tr("nothing") : said.join(QStringLiteral(", ")),
                 tier.isValid() ? tr(", %1").arg(tierName(static_cast<Tier>(tier.toInt())))
                                : QString());
    }
    default:
        return {};
    }
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool isSystem = orientation == Qt::Horizontal;
    if (role == Qt::DisplayRole)
        return isSystem ? (systemAt(section) ? systemAt(section)->name : QString())
                        : (elementAt(section) ? elementAt(section)->name : QString());
    if (role == Qt::AccessibleTextRole && !isSystem && elementAt(section))
        return QString(elementAt(section)->name + u' ' + identifierLabel(*elementAt(section)));
    if (role == NamesHeader::FigureRole && !isSystem)
        return identifierLetter(section);
    if (role == NamesHeader::FigureInkRole)
        return int(Ink::Accent);
    if (role == Qt::ToolTipRole && isSystem && systemAt(section))
        return systemAt(section)->name;
    if (role == Qt::ToolTipRole && !isSystem && elementAt(section)) {
        const DataElement &element = *elementAt(section);
        QString tip = labelOf(element.content);
        if (element.identifier)
            tip += tr("\nIdentifier %1").arg(identifierLabel(element));
        return element.name + u'\n' + tip;
    }
    return {};
}

bool MatrixModel::toggle(const QModelIndex &index, CellFlag flag)
{
    const System *system = systemAt(index.column());
    const DataElement *element = elementAt(index.row());
    if (!system || !element || (flag != Creates && flag != Stores))
        return false;
    const auto member = flag == Creates ? &System::creates : &System::stores;
    const auto id = idOf(*element);
    // The latest record, which may be newer than what is derived.
    const System *now = m_workspace.project().snapshot().find(idOf(*system));
    const bool isOn = now && (now->*member).contains(id);
    const QString sentence = flag == Creates
                                 ? (isOn ? tr("%1 does not create %2") : tr("%1 creates %2"))
                                 : (isOn ? tr("%1 does not store %2") : tr("%1 stores %2"));
    return m_workspace.perform(sentence.arg(system->name, element->name), [&](Edit &edit) {
        edit.change(idOf(*system), [&](System &changed) {
            if (isOn)
                (changed.*member).remove(id);
            else
                (changed.*member).insert(id);
        });
        return Status();
    });
}

MatrixScreen::MatrixScreen(Workspace &workspace, QWidget *parent)
    : Screen(parent)
    , m_model(new MatrixModel(workspace, this))
    , m_table(new QTableView)
{
    setObjectName(QStringLiteral("screen-matrix"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(makeHeader());
    layout->addWidget(makeLegend());
    layout->addWidget(panel::framed(m_table), 1);
    m_table->setObjectName(QStringLiteral("table-matrix"));
    m_table->setAccessibleName(tr("Classification matrix"));
    dressGrid(m_table, 150, 230, {76, 28});
    m_table->setModel(m_model);
    m_table->setItemDelegate(new MatrixDelegate(m_table));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->installEventFilter(this);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QTableView::doubleClicked, this,
            [this](const QModelIndex &index) { m_model->toggle(index, MatrixModel::Stores); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &MatrixScreen::showMenu);
}

QWidget *MatrixScreen::makeHeader()
{
    auto *header = new ScreenHeader(tr("Classification matrix"), this);
    const QString what = tr("Find in data elements");
    auto *search = findLine(what, what, header);
    search->setFixedWidth(200);
    auto *tier = tierChoice(header);
    const auto narrow = [this, header, search, tier] {
        const QVariant chosen = tier->currentData();
        m_model->setFilter(search->text(), chosen.isValid()
                                               ? std::optional(static_cast<Tier>(chosen.toInt()))
                                               : std::nullopt);
        header->note()->setText(m_model->isFiltering()
                                    ? tr("%n data elements match", nullptr, m_model->rowCount())
                                    : tr("Type C or S in a cell; R and T follow from the flows."));
    };
    connect(search, &QLineEdit::textChanged, this, narrow);
    connect(tier, &QComboBox::currentIndexChanged, this, narrow);
    connect(m_model, &QAbstractItemModel::modelReset, header, [this, header] {
        if (m_model->isFiltering())
            header->note()->setText(tr("%n data elements match", nullptr, m_model->rowCount()));
    });
    narrow();
    header->addButton(search);
    header->addButton(tier);
    return header;
}

/// What the digits, the letters in the cells and those beside the names mean.
QWidget *MatrixScreen::makeLegend()
{
    auto *legend = new QWidget(this);
    legend->setObjectName(QStringLiteral("legend"));
    auto *layout = new QHBoxLayout(legend);
    layout->setContentsMargins({});
    layout->setSpacing(5);
    const auto say = [&](const QString &text) {
        auto *label = new QLabel(text, legend);
        label->setProperty("role", QStringLiteral("muted"));
        layout->addWidget(label);
        layout->addSpacing(8);
    };
    for (const Tier tier : {Tier::One, Tier::Two, Tier::Three, Tier::Four}) {
        layout->addWidget(new TierMark(tier, legend));
        say(labelOf(tier));
    }
    say(tr("C creates   S stores   R receives   T transmits"));
    say(tr("A\u2013R identifier"));
    layout->addStretch(1);
    return legend;
}

void MatrixScreen::showMenu(const QPoint &at)
{
    const QModelIndex index = m_table->indexAt(at);
    if (!index.isValid())
        return;
    QMenu menu(this);
    const int flags = index.data(MatrixModel::CellRole).toInt();
    const auto add = [&](const QString &text, MatrixModel::CellFlag flag) {
        auto *action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(flags & flag);
        connect(action, &QAction::triggered, this,
                [this, index, flag] { m_model->toggle(index, flag); });
    };
    add(tr("Creates"), MatrixModel::Creates);
    add(tr("Stores"), MatrixModel::Stores);
    menu.exec(m_table->viewport()->mapToGlobal(at));
}

bool MatrixScreen::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_C && key != Qt::Key_S)
        return false;
    if (static_cast<QKeyEvent *>(event)->modifiers() & Qt::ControlModifier)
        return false;
    return m_model->toggle(m_table->currentIndex(),
                           key == Qt::Key_C ? MatrixModel::Creates : MatrixModel::Stores);
}

}
