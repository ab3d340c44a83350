// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/celldelegate.h"

#include "views/kit/badge.h"
#include "views/kit/fieldeditor.h"
#include "views/kit/recordtablemodel.h"

#include <QPainter>

namespace safeguard {

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const QVariant ink = index.data(RecordTableModel::InkRole);
    if (!ink.isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem plain = option;
    initStyleOption(&plain, index);
    const QString text = std::exchange(plain.text, QString());
    const QWidget *widget = option.widget;
    widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, widget);
    if (!text.isEmpty())
        paintBadge(painter, option.rect.adjusted(8, 0, -4, 0), text, static_cast<Ink>(ink.toInt()));
}

QWidget *CellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                    const QModelIndex &index) const
{
    const auto *model = qobject_cast<const RecordTableModel *>(index.model());
    const Field *field = model ? model->field(index.column()) : nullptr;
    if (!field)
        return nullptr;
    Project &project = model->workspace().project();
    auto *editor = FieldEditor::make(
        *field, [&project] { return project.snapshot(); }, parent);
    editor->setAutoFillBackground(true);
    for (auto *part : editor->findChildren<QWidget *>()) {
        if (part->focusPolicy() != Qt::NoFocus)
            part->installEventFilter(const_cast<CellDelegate *>(this));
    }
    return editor;
}

/// The keyboard is in a part of the editor: leaving the part for elsewhere leaves the editor.
bool CellDelegate::eventFilter(QObject *watched, QEvent *event)
{
    QObject *editor = watched;
    while (editor && !qobject_cast<FieldEditor *>(editor))
        editor = editor->parent();
    if (editor == watched)
        return QStyledItemDelegate::eventFilter(watched, event);
    if (editor && event->type() == QEvent::FocusOut)
        QStyledItemDelegate::eventFilter(editor, event);
    return false;
}

void CellDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *model = qobject_cast<const RecordTableModel *>(index.model());
    auto *control = qobject_cast<FieldEditor *>(editor);
    if (model && control)
        control->setValue(control->field().get(*model->record(index.row())));
}

void CellDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                const QModelIndex &index) const
{
    auto *control = qobject_cast<FieldEditor *>(editor);
    auto *records = qobject_cast<RecordTableModel *>(model);
    if (!control || !records)
        return;
    const auto value = [control](Edit &edit) { return control->valueFor(edit); };
    const AnyId id = records->record(index.row())->id;
    if (!records->put(index, value))
        records->workspace().drafts().keep(id, control->field().key, control->typed());
}

void CellDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                        const QModelIndex &) const
{
    // Lists and long texts need more room than a cell has.
    QRect rect = option.rect;
    rect.setHeight(qMax(rect.height(), editor->sizeHint().height()));
    if (editor->sizeHint().height() > option.rect.height() + 12)
        rect.setWidth(qMax(rect.width(), 240));
    const QRect room = editor->parentWidget()->rect();
    if (rect.bottom() > room.bottom())
        rect.moveBottom(qMax(room.top() + rect.height(), room.bottom()));
    editor->setGeometry(rect);
}

}
