// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inventory/matrixscreen.h"

#include "views/kit/badge.h"
#include "views/kit/registerscreen.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

namespace safeguard {

namespace {

constexpr std::array flagLetters{u'C', u'S', u'R', u'T'};

/// Four small letters in a cell: typed ones strong, derived ones grey, all in the ink of the tier.
class MatrixDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Tokens &tokens = Tokens::instance();
        const int flags = index.data(MatrixModel::CellRole).toInt();
        const QVariant tier = index.data(MatrixModel::TierRole);
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, tokens.color(Ink::AccentSoft));
        if (tier.isValid()) {
            const Ink ink = inkOf(static_cast<Tier>(tier.toInt()));
            const QRect mark(option.rect.left() + 4, option.rect.center().y() - 7, 14, 15);
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setBrush(tokens.color(ink));
            painter->setPen(Qt::NoPen);
            painter->drawRoundedRect(mark, 4, 4);
            QFont digit = tokens.smallFont();
            digit.setWeight(QFont::DemiBold);
            painter->setFont(digit);
            painter->setPen(tokens.color(Ink::OnTier));
            painter->drawText(mark, Qt::AlignCenter, QString::number(tier.toInt() + 1));
        }
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
        painter->setPen(tokens.color(Ink::Hairline));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(QPen(tokens.color(Ink::Accent), 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
        }
        painter->restore();
    }
};

/// Names of systems stand upright so that a column needs little room.
class UprightHeader final : public QHeaderView
{
public:
    explicit UprightHeader(QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
    {
        setSectionsClickable(true);
        setHighlightSections(false);
    }
    QSize sizeHint() const override { return {QHeaderView::sizeHint().width(), 150}; }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        const Tokens &tokens = Tokens::instance();
        painter->save();
        painter->fillRect(rect, tokens.color(Ink::Panel));
        painter->setPen(tokens.color(Ink::Hairline));
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
        painter->translate(rect.left() + rect.width() / 2 + 5, rect.bottom() - 8);
        painter->rotate(-90);
        painter->setPen(tokens.color(Ink::Text));
        const QString text =
            model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        painter->drawText(
            0, 0, painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.height() - 16));
        painter->restore();
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
        if (system.status != SystemStatus::Retired)
            systems.push_back(&system);
    }
    for (const DataElement &element : derived->map.snapshot().rows<DataElement>())
        elements.push_back(&element);
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
    if (role == Qt::ToolTipRole && !isSystem && elementAt(section)) {
        const DataElement &element = *elementAt(section);
        QString tip = choices(element.content).at(static_cast<size_t>(element.content)).label;
        if (element.identifier)
            tip += tr("\nIdentifier %1")
                       .arg(choices(*element.identifier)
                                .at(static_cast<size_t>(*element.identifier))
                                .label);
        return tip;
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
    auto *header = new ScreenHeader(tr("Classification matrix"), this);
    header->note()->setText(tr(
        "C creates and S stores: type C or S. R receives and T transmits follow from the flows."));
    layout->addWidget(header);
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->addWidget(m_table);
    layout->addWidget(panel, 1);
    m_table->setObjectName(QStringLiteral("table-matrix"));
    m_table->setAccessibleName(tr("Classification matrix"));
    m_table->setHorizontalHeader(new UprightHeader(m_table));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new MatrixDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->horizontalHeader()->setDefaultSectionSize(76);
    m_table->horizontalHeader()->setMinimumSectionSize(76);
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->verticalHeader()->setFixedWidth(210);
    m_table->verticalHeader()->setHighlightSections(false);
    m_table->installEventFilter(this);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QTableView::doubleClicked, this,
            [this](const QModelIndex &index) { m_model->toggle(index, MatrixModel::Stores); });
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
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
    });
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
