// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/typist.h"

#include "model/exchange/fieldtext.h"

#include <QApplication>
#include <QComboBox>
#include <QListWidget>

namespace safeguard::testing {

std::vector<RecordPtr> Typist::wanted(const RegisterType &type) const
{
    const RowSet &rows = m_wanted.rows(type.key);
    std::vector<RecordPtr> records(rows.begin(), rows.end());
    std::sort(records.begin(), records.end(),
              [](auto &a, auto &b) { return a->number < b->number; });
    return records;
}

QString Typist::wordsOf(const Field &field, const Record &wanted) const
{
    return displayText(field, field.get(wanted), m_wanted);
}

void Typist::fillForm(const RegisterType &type, const AnyId &id, const Record &wanted,
                      const QSet<QString> &later)
{
    auto *form = m_hands.see(QStringLiteral("form-") + type.key);
    const QString about = type.key + QLatin1Char(' ') + type.title(wanted);
    for (const Field &field : type.fields) {
        const bool isFixedKey = type.isFixed && &field == &type.fields.front();
        if (field.isGeometry || field.isOwner || isFixedKey || later.contains(field.key) ||
            !m_hands.isFine())
            continue;
        const RecordPtr now = m_now().rows(type.key).find(id);
        if (!now)
            return m_hands.fail(about + QStringLiteral(" is gone"));
        const QString words = wordsOf(field, wanted);
        if (words != displayText(field, field.get(*now), m_now()))
            fillField(form->findChild<QWidget *>(QStringLiteral("field-") + field.key), field,
                      words);
    }
    m_hands.press(Qt::Key_Tab);
    const RecordPtr made = m_now().rows(type.key).find(id);
    for (const Field &field : type.fields) {
        const QString words = displayText(field, field.get(*made), m_now());
        if (!field.isGeometry && !later.contains(field.key) && words != wordsOf(field, wanted))
            m_hands.fail(QStringLiteral("%1, %2: typed \"%3\", there is \"%4\"")
                             .arg(about, field.label, wordsOf(field, wanted), words));
    }
}

void Typist::fillField(QWidget *editor, const Field &field, const QString &words)
{
    m_hands.tabTo(editor);
    if (!m_hands.isFine())
        return;
    switch (field.kind) {
    case Kind::Choice:
        return choose(editor->findChild<QComboBox *>(), words);
    case Kind::YesNo:
        return m_hands.press(Qt::Key_Space);
    case Kind::Choices:
    case Kind::References:
        return tick(editor, words.split(QStringLiteral("; "), Qt::SkipEmptyParts));
    default:
        m_hands.press(Qt::Key_A, Qt::ControlModifier);
        if (words.isEmpty())
            m_hands.press(Qt::Key_Delete);
        m_hands.type(words);
    }
}

void Typist::choose(QWidget *control, const QString &label)
{
    auto *combo = qobject_cast<QComboBox *>(control);
    if (!combo)
        return m_hands.fail(label + QStringLiteral(" is not in a list"));
    m_hands.press(Qt::Key_Home);
    for (int i = 0; i < combo->count() && combo->currentText() != label; ++i)
        m_hands.press(Qt::Key_Down);
    if (combo->currentText() != label)
        m_hands.fail(label + QStringLiteral(" is not in the list"));
}

void Typist::tick(QWidget *editor, const QStringList &titles)
{
    auto *list = editor->findChild<QListWidget *>();
    m_hands.tabTo(list);
    m_hands.press(Qt::Key_Home);
    for (int row = 0; row < list->count() && m_hands.isFine(); ++row) {
        if (row > 0)
            m_hands.press(Qt::Key_Down);
        const QListWidgetItem *item = list->currentItem();
        if (!item || list->currentRow() != row)
            return m_hands.fail(QStringLiteral("The arrow keys do not lead down the list"));
        if (titles.contains(item->text()) != (item->checkState() == Qt::Checked))
            m_hands.press(Qt::Key_Space);
    }
}

QStringList wordsOf(const Snapshot &snapshot)
{
    QStringList lines;
    for (const RegisterType &type : snapshot.registers()) {
        if (type.isProtected())
            continue;
        for (const RecordPtr &record : snapshot.rows(type.key)) {
            QStringList cells{type.key, type.citeNumber(*record)};
            for (const Field &field : type.fields) {
                if (!field.isGeometry)
                    cells += displayText(field, field.get(*record), snapshot);
            }
            lines += cells.join(u'|');
        }
    }
    lines.sort();
    return lines;
}

}
