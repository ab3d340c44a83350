// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/recordtable.h"

#include "model/exchange/fieldtext.h"
#include "views/kit/editdialog.h"
#include "views/kit/message.h"
#include "views/kit/tsv.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>

namespace safeguard {

bool RecordTable::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    auto *key = static_cast<QKeyEvent *>(event);
    if (key->matches(QKeySequence::Copy))
        copy();
    else if (key->matches(QKeySequence::Paste))
        paste();
    else if (key->matches(QKeySequence::Delete))
        removeSelected();
    else
        return false;
    return true;
}

void RecordTable::showContextMenu(const QPoint &at)
{
    QMenu menu(this);
    const bool isOnRow = m_view->indexAt(at).isValid();
    const bool isEditable = m_model->workspace().project().mayEdit(m_model->type());
    const qsizetype count = m_view->selectionModel()->selectedRows().size();
    const RegisterType &type = m_model->type();
    auto *add = menu.addAction(tr("Add %1").arg(type.singular.toLower()),
                               QKeySequence(Qt::Key_Insert), this, &RecordTable::addAsked);
    add->setObjectName(QStringLiteral("add-here"));
    add->setEnabled(isEditable && !type.isFixed && type.addedElsewhere.isEmpty());
    add->setToolTip(type.addedElsewhere);
    menu.setToolTipsVisible(true);
    menu.addSeparator();
    menu.addAction(tr("Copy"), QKeySequence::Copy, this, &RecordTable::copy)->setEnabled(count > 0);
    menu.addAction(tr("Paste"), QKeySequence::Paste, this,
                   isOnRow ? &RecordTable::paste : &RecordTable::pasteAtEnd)
        ->setEnabled(isEditable);
    menu.addSeparator();
    menu.addAction(
            tr("Set a field for %n selected records\u2026", nullptr, static_cast<int>(count)), this,
            &RecordTable::editSelected)
        ->setEnabled(isEditable && count > 0);
    menu.addAction(tr("Remove"), QKeySequence::Delete, this, &RecordTable::removeSelected)
        ->setEnabled(isEditable && count > 0 && !type.isFixed);
    menu.exec(m_view->viewport()->mapToGlobal(at));
}

void RecordTable::copy()
{
    QList<QStringList> rows(1);
    std::vector<int> columns;
    const auto *header = m_view->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (m_view->isColumnHidden(column))
            continue;
        columns.push_back(column);
        rows[0] += m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    }
    QModelIndexList selected = m_view->selectionModel()->selectedRows();
    std::sort(selected.begin(), selected.end());
    for (const QModelIndex &index : selected) {
        QStringList cells;
        for (const int column : columns) {
            const Field *field = m_model->field(column);
            const RecordPtr record = m_model->record(index.row());
            cells += field ? displayText(*field, field->get(*record), m_model->snapshot())
                           : m_model->index(index.row(), column).data().toString();
        }
        rows += cells;
    }
    auto *data = new QMimeData;
    data->setText(toTsv(rows));
    data->setData(QStringLiteral("text/tab-separated-values"), toTsv(rows).toUtf8());
    QApplication::clipboard()->setMimeData(data);
}

void RecordTable::paste()
{
    pasteAt(m_view->currentIndex());
}

void RecordTable::pasteAtEnd()
{
    pasteAt({});
}

void RecordTable::pasteAt(const QModelIndex &index)
{
    const auto done =
        pasteTsv(QApplication::clipboard()->text(), *m_model, index, *m_view->horizontalHeader());
    if (!done)
        warn(this, tr("Nothing was pasted"), wholeText(done.error()));
}

bool RecordTable::confirmRemoval(const std::vector<AnyId> &ids)
{
    const Snapshot snapshot = m_model->snapshot();
    QStringList names;
    for (const Referrer &referrer : referrersOf(snapshot, m_model->type().key, ids)) {
        const bool goesToo = std::find(ids.begin(), ids.end(), referrer.record->id) != ids.end();
        if (!referrer.field->isOwner && !goesToo)
            names += snapshot.describe(referrer.type->key, referrer.record->id) +
                     (referrer.field->isRequired ? tr(" (is removed too)")
                                                 : tr(" (loses the reference)"));
    }
    names.removeDuplicates();
    if (names.isEmpty())
        return true;
    const int more = static_cast<int>(names.size()) - 8;
    names = names.mid(0, 8);
    if (more > 0)
        names += tr("and %n more", nullptr, more);
    QMessageBox box(QMessageBox::Question, tr("Other records refer to this"),
                    tr("These refer to what you are about to remove:\n\n%1\n\nIt can be undone.")
                        .arg(names.join(u'\n')),
                    QMessageBox::Cancel, this);
    box.setTextFormat(Qt::PlainText);
    auto *remove = box.addButton(tr("Remove"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == remove;
}

void RecordTable::removeSelected()
{
    const auto ids = selected();
    if (ids.empty() || !confirmRemoval(ids))
        return;
    const RegisterType &type = m_model->type();
    const QString sentence =
        ids.size() == 1 ? tr("Remove %1").arg(m_model->snapshot().describe(type.key, ids.front()))
                        : tr("Remove %n records from %1", nullptr, static_cast<int>(ids.size()))
                              .arg(type.plural);
    m_model->workspace().perform(sentence,
                                 [&](Edit &edit) { return edit.removeWithDependents(type, ids); });
}

void RecordTable::editSelected()
{
    const auto ids = selected();
    if (!ids.empty())
        EditDialog(m_model->workspace(), m_model->type(), ids, this).exec();
}

}
