// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/systempicker.h"

#include "views/kit/icon.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QListWidget>

namespace safeguard {

namespace {

enum Role { IdRole = Qt::UserRole, IsBoundaryRole };

}

SystemPicker::SystemPicker(const DiagramEditor &editor, QWidget *parent)
    : QDialog(parent)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("system-picker"));
    setWindowTitle(tr("Place from the inventory"));
    resize(440, 420);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    m_search->setObjectName(QStringLiteral("picker-search"));
    m_search->setPlaceholderText(tr("Find a system or a trust boundary"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("picker-list"));
    m_list->setAccessibleName(tr("Not on this diagram yet"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setUniformItemSizes(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *place = buttons->addButton(tr("Place"), QDialogButtonBox::AcceptRole);
    place->setProperty("role", QStringLiteral("primary"));
    place->setDefault(true);
    for (QAbstractButton *button : buttons->buttons())
        button->setIcon({});
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    fill(editor);
    connect(m_search, &QLineEdit::textChanged, this, &SystemPicker::filter);
    connect(m_list, &QListWidget::itemActivated, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    filter({});
}

void SystemPicker::fill(const DiagramEditor &editor)
{
    const Snapshot snapshot = editor.snapshot();
    const auto add = [&](const char *key, const AnyId &id, bool isBoundary) {
        auto *item = new QListWidgetItem(
            icon(isBoundary ? QStringLiteral("boundary") : QStringLiteral("systems")),
            snapshot.describe(QString::fromLatin1(key), id), m_list);
        item->setData(IdRole, id.toBytes());
        item->setData(IsBoundaryRole, isBoundary);
    };
    for (const Id<System> &id : editor.unplaced())
        add(System::registerKey, id, false);
    QSet<AnyId> shown;
    for (const BoundaryShape &shape : snapshot.rows<BoundaryShape>()) {
        if (shape.diagram == editor.diagram())
            shown.insert(shape.boundary);
    }
    for (const TrustBoundary &boundary : snapshot.rows<TrustBoundary>()) {
        if (!shown.contains(boundary.id))
            add(TrustBoundary::registerKey, boundary.id, true);
    }
}

void SystemPicker::filter(const QString &text)
{
    QListWidgetItem *first = nullptr;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        const bool matches = item->text().contains(text, Qt::CaseInsensitive);
        item->setHidden(!matches);
        if (matches && !first)
            first = item;
    }
    m_list->clearSelection();
    m_list->setCurrentItem(first);
}

/// Up and down go through the list while the keyboard is in the search field.
bool SystemPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

std::vector<Id<System>> SystemPicker::chosenSystems() const
{
    std::vector<Id<System>> ids;
    for (const QListWidgetItem *item : m_list->selectedItems()) {
        if (!item->isHidden() && !item->data(IsBoundaryRole).toBool())
            ids.emplace_back(AnyId::fromBytes(item->data(IdRole).toByteArray()));
    }
    return ids;
}

std::vector<Id<TrustBoundary>> SystemPicker::chosenBoundaries() const
{
    std::vector<Id<TrustBoundary>> ids;
    for (const QListWidgetItem *item : m_list->selectedItems()) {
        if (!item->isHidden() && item->data(IsBoundaryRole).toBool())
            ids.emplace_back(AnyId::fromBytes(item->data(IdRole).toByteArray()));
    }
    return ids;
}

}
