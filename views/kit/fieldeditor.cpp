// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/fieldeditor.h"

#include "model/exchange/fieldtext.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>

namespace safeguard {

namespace {

void setWrong(QWidget *widget, bool wrong)
{
    if (widget->property("wrong").toBool() == wrong)
        return;
    widget->setProperty("wrong", wrong);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

template <class W>
W *fill(QWidget *parent, W *child)
{
    auto *layout = new QVBoxLayout(parent);
    layout->setContentsMargins({});
    layout->addWidget(child);
    parent->setFocusProxy(child);
    return child;
}

/// Leaves undo and redo to the project while nothing is typed that is not stored yet: a control
/// takes the keys for itself only when this does not tell it otherwise.
bool isProjectUndo(QEvent *event, bool isModified)
{
    if (event->type() != QEvent::ShortcutOverride || isModified)
        return false;
    auto *key = static_cast<QKeyEvent *>(event);
    if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo))
        return false;
    event->ignore();
    return true;
}

/// Texts, numbers and dates: what is typed, read back by the field's own reader.
class LineEditor final : public FieldEditor
{
public:
    LineEditor(const Field &field, std::function<Snapshot()> snapshot, QWidget *parent)
        : FieldEditor(field, parent)
        , m_snapshot(std::move(snapshot))
        , m_line(fill(this, new QLineEdit(this)))
    {
        m_line->setAccessibleName(field.label);
        if (field.kind == Kind::Date)
            m_line->setPlaceholderText(QStringLiteral("2026-02-28"));
        m_line->installEventFilter(this);
        connect(m_line, &QLineEdit::textEdited, this, &FieldEditor::edited);
        connect(m_line, &QLineEdit::editingFinished, this, &FieldEditor::accepted);
    }
    void setValue(const Value &value) override
    {
        const QString text = displayText(m_field, value, m_snapshot());
        if (m_line->text() != text)
            m_line->setText(text);
        m_line->setModified(false);
    }
    Result<Value> value() const override
    {
        return valueFromText(m_field, m_line->text(), m_snapshot());
    }
    QString typed() const override { return m_line->text(); }
    void retype(const QString &typed) override
    {
        m_line->setText(typed);
        m_line->setModified(true);
    }
    void markWrong(bool wrong) override { setWrong(m_line, wrong); }
    void setReadOnly(bool readOnly) override { m_line->setReadOnly(readOnly); }
    void selectAll() override { m_line->selectAll(); }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        return isProjectUndo(event, m_line->isModified());
    }

private:
    std::function<Snapshot()> m_snapshot;
    QLineEdit *m_line;
};

class PlainTextEdit final : public QPlainTextEdit
{
public:
    using QPlainTextEdit::QPlainTextEdit;
    std::function<void()> onLeave;

protected:
    bool event(QEvent *event) override
    {
        return isProjectUndo(event, document()->isModified()) || QPlainTextEdit::event(event);
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        QPlainTextEdit::focusOutEvent(event);
        if (event->reason() != Qt::PopupFocusReason)
            onLeave();
    }
};

class TextEditor final : public FieldEditor
{
public:
    TextEditor(const Field &field, QWidget *parent)
        : FieldEditor(field, parent)
        , m_text(fill(this, new PlainTextEdit(this)))
    {
        m_text->setAccessibleName(field.label);
        m_text->setTabChangesFocus(true);
        m_text->setFixedHeight(76);
        m_text->onLeave = [this] { Q_EMIT accepted(); };
        connect(m_text, &QPlainTextEdit::textChanged, this, &FieldEditor::edited);
    }
    void setValue(const Value &value) override
    {
        const QString text = textOf(value);
        if (m_text->toPlainText() != text) {
            const QSignalBlocker blocker(m_text);
            m_text->setPlainText(text);
        }
        m_text->document()->setModified(false);
    }
    Result<Value> value() const override
    {
        const QString text = m_text->toPlainText();
        return text.isEmpty() ? Value() : Value(text);
    }
    QString typed() const override { return m_text->toPlainText(); }
    void retype(const QString &typed) override
    {
        const QSignalBlocker blocker(m_text);
        m_text->setPlainText(typed);
        m_text->document()->setModified(true);
    }
    void markWrong(bool wrong) override { setWrong(m_text, wrong); }
    void setReadOnly(bool readOnly) override { m_text->setReadOnly(readOnly); }

private:
    PlainTextEdit *m_text;
};

/// Tells a choice made in passing, by arrow keys or by typing its first letters, from one that
/// was made to stay.
class ComboBox final : public QComboBox
{
public:
    using QComboBox::QComboBox;
    bool isUnderKey() const { return m_isUnderKey; }
    std::function<void()> onLeave;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        m_isUnderKey = event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter;
        QComboBox::keyPressEvent(event);
        if (!m_isUnderKey)
            onLeave();
        m_isUnderKey = false;
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        QComboBox::focusOutEvent(event);
        if (event->reason() != Qt::PopupFocusReason)
            onLeave();
    }

private:
    bool m_isUnderKey = false;
};

/// A closed list; records of another register when the field is a reference, by type-ahead.
class ChoiceEditor final : public FieldEditor
{
public:
    ChoiceEditor(const Field &field, std::function<Snapshot()> snapshot, QWidget *parent)
        : FieldEditor(field, parent)
        , m_snapshot(std::move(snapshot))
        , m_combo(fill(this, new ComboBox(this)))
    {
        m_combo->setAccessibleName(field.label);
        m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_combo->setMinimumContentsLength(10);
        m_combo->setMaxVisibleItems(16);
        m_combo->installEventFilter(this);
        if (field.isReference()) {
            m_combo->setEditable(true);
            m_combo->setInsertPolicy(QComboBox::NoInsert);
            m_combo->completer()->setFilterMode(Qt::MatchContains);
            m_combo->completer()->setCompletionMode(QCompleter::PopupCompletion);
            m_combo->lineEdit()->setAccessibleName(field.label);
            connect(m_combo->lineEdit(), &QLineEdit::editingFinished, this, &FieldEditor::accepted);
        }
        fillChoices();
        // One edit per visit: what keys pass over on the way to a choice is not stored.
        connect(m_combo, &QComboBox::activated, this,
                [this] { m_combo->isUnderKey() ? Q_EMIT edited() : Q_EMIT accepted(); });
        m_combo->onLeave = [this] { Q_EMIT accepted(); };
    }
    void setValue(const Value &value) override
    {
        if (m_field.isReference())
            fillChoices();
        const QSignalBlocker blocker(m_combo);
        const int at = m_combo->findData(dataOf(value));
        m_combo->setCurrentIndex(qMax(0, at));
    }
    Result<Value> value() const override
    {
        if (m_field.isReference())
            return valueFromText(m_field, m_combo->currentText(), m_snapshot());
        const QString key = m_combo->currentData().toString();
        return key.isEmpty() ? Value() : Value(key);
    }
    QString typed() const override
    {
        return m_field.isReference() ? m_combo->currentText() : m_combo->currentData().toString();
    }
    void retype(const QString &typed) override
    {
        const QSignalBlocker blocker(m_combo);
        if (m_field.isReference())
            m_combo->setEditText(typed);
        else
            m_combo->setCurrentIndex(qMax(0, m_combo->findData(typed)));
    }
    void markWrong(bool wrong) override { setWrong(m_combo, wrong); }
    void setReadOnly(bool readOnly) override { m_combo->setEnabled(!readOnly); }

protected:
    // A wheel over a form scrolls the form; it does not change an answer in passing.
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel || m_combo->hasFocus())
            return false;
        event->ignore();
        return true;
    }

private:
    static QString dataOf(const Value &value)
    {
        const AnyId *id = std::get_if<AnyId>(&value);
        return id ? id->toText() : textOf(value);
    }
    void fillChoices()
    {
        const QSignalBlocker blocker(m_combo);
        m_combo->clear();
        const bool mayBeEmpty = m_field.isReference() || isEmpty(m_field.get(*blank()));
        if (mayBeEmpty)
            m_combo->addItem(QString(), QString());
        if (!m_field.isReference()) {
            for (const Choice &choice : *m_field.choices) {
                m_combo->addItem(choice.label, choice.key);
                m_combo->setItemData(m_combo->count() - 1, choice.help, Qt::ToolTipRole);
            }
            return;
        }
        const Snapshot snapshot = m_snapshot();
        std::vector<std::pair<QString, QString>> names;
        for (const RecordPtr &record : snapshot.rows(m_field.reference))
            names.emplace_back(snapshot.title(m_field.reference, record->id), record->id.toText());
        std::sort(names.begin(), names.end(), [](auto &a, auto &b) {
            return QString::localeAwareCompare(a.first, b.first) < 0;
        });
        for (const auto &[name, id] : names)
            m_combo->addItem(name, id);
    }
    std::shared_ptr<Record> blank() const
    {
        for (const RegisterType &type : m_snapshot().registers()) {
            if (!type.fields.empty() && &m_field >= type.fields.data() &&
                &m_field < type.fields.data() + type.fields.size())
                return type.make();
        }
        return nullptr;
    }

    std::function<Snapshot()> m_snapshot;
    ComboBox *m_combo;
};

class YesNoEditor final : public FieldEditor
{
public:
    YesNoEditor(const Field &field, QWidget *parent)
        : FieldEditor(field, parent)
        , m_box(fill(this, new QCheckBox(this)))
    {
        m_box->setAccessibleName(field.label);
        connect(m_box, &QCheckBox::clicked, this, &FieldEditor::accepted);
    }
    void setValue(const Value &value) override
    {
        const bool *is = std::get_if<bool>(&value);
        m_box->setChecked(is && *is);
    }
    Result<Value> value() const override { return Value(m_box->isChecked()); }
    QString typed() const override { return m_box->isChecked() ? yes : QString(); }
    void retype(const QString &typed) override { m_box->setChecked(typed == yes); }
    void markWrong(bool wrong) override { setWrong(m_box, wrong); }
    void setReadOnly(bool readOnly) override { m_box->setEnabled(!readOnly); }

private:
    inline static const QString yes = QStringLiteral("yes");
    QCheckBox *m_box;
};

/// Several of a list, ticked in place; long lists can be narrowed by typing.
class SeveralEditor final : public FieldEditor
{
public:
    SeveralEditor(const Field &field, std::function<Snapshot()> snapshot, QWidget *parent)
        : FieldEditor(field, parent)
        , m_snapshot(std::move(snapshot))
        , m_search(new QLineEdit(this))
        , m_list(new QListWidget(this))
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins({});
        layout->setSpacing(4);
        layout->addWidget(m_search);
        layout->addWidget(m_list);
        m_search->setPlaceholderText(
            QCoreApplication::translate("FieldEditor", "Find in the list"));
        m_search->setAccessibleName(
            QCoreApplication::translate("FieldEditor", "Find in %1").arg(field.label));
        m_search->setClearButtonEnabled(true);
        m_list->setAccessibleName(field.label);
        m_list->setFixedHeight(132);
        m_list->setProperty("role", QStringLiteral("panel"));
        setFocusProxy(m_list);
        connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
            for (int i = 0; i < m_list->count(); ++i)
                m_list->item(i)->setHidden(
                    !m_list->item(i)->text().contains(text, Qt::CaseInsensitive));
        });
        connect(m_list, &QListWidget::itemChanged, this, &FieldEditor::accepted);
    }
    void setValue(const Value &value) override
    {
        const QSignalBlocker blocker(m_list);
        const QString current = m_list->currentItem()
                                    ? m_list->currentItem()->data(Qt::UserRole).toString()
                                    : QString();
        m_list->clear();
        for (const auto &[name, key] : entries()) {
            auto *item = new QListWidgetItem(name, m_list);
            item->setData(Qt::UserRole, key);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
            item->setCheckState(contains(value, key) ? Qt::Checked : Qt::Unchecked);
            item->setHidden(!name.contains(m_search->text(), Qt::CaseInsensitive));
            if (key == current)
                m_list->setCurrentItem(item);
        }
        m_search->setVisible(m_list->count() > 8);
    }
    Result<Value> value() const override { return valueFromText(m_field, typed(), m_snapshot()); }
    QString typed() const override
    {
        QStringList keys;
        for (int i = 0; i < m_list->count(); ++i) {
            if (m_list->item(i)->checkState() == Qt::Checked)
                keys += m_list->item(i)->data(Qt::UserRole).toString();
        }
        return keys.join(u';');
    }
    void retype(const QString &typed) override
    {
        const QSignalBlocker blocker(m_list);
        const QStringList keys = typed.split(u';');
        for (int i = 0; i < m_list->count(); ++i) {
            QListWidgetItem *item = m_list->item(i);
            const bool isTicked = keys.contains(item->data(Qt::UserRole).toString());
            item->setCheckState(isTicked ? Qt::Checked : Qt::Unchecked);
        }
    }
    void markWrong(bool wrong) override { setWrong(m_list, wrong); }
    void setReadOnly(bool readOnly) override { m_list->setEnabled(!readOnly); }

private:
    static bool contains(const Value &value, const QString &key)
    {
        if (const auto *keys = std::get_if<QStringList>(&value))
            return keys->contains(key);
        const auto *ids = std::get_if<std::vector<AnyId>>(&value);
        const auto id = AnyId::fromText(key);
        return ids && id && std::find(ids->begin(), ids->end(), *id) != ids->end();
    }
    std::vector<std::pair<QString, QString>> entries() const
    {
        std::vector<std::pair<QString, QString>> entries;
        if (m_field.kind == Kind::Choices) {
            for (const Choice &choice : *m_field.choices)
                entries.emplace_back(choice.label, choice.key);
            return entries;
        }
        const Snapshot snapshot = m_snapshot();
        for (const RecordPtr &record : snapshot.rows(m_field.reference))
            entries.emplace_back(snapshot.title(m_field.reference, record->id),
                                 record->id.toText());
        std::sort(entries.begin(), entries.end(), [](auto &a, auto &b) {
            return QString::localeAwareCompare(a.first, b.first) < 0;
        });
        return entries;
    }

    std::function<Snapshot()> m_snapshot;
    QLineEdit *m_search;
    QListWidget *m_list;
};

}

FieldEditor *FieldEditor::make(const Field &field, std::function<Snapshot()> snapshot,
                               QWidget *parent)
{
    FieldEditor *editor = nullptr;
    switch (field.kind) {
    case Kind::LongText:
        editor = new TextEditor(field, parent);
        break;
    case Kind::YesNo:
        editor = new YesNoEditor(field, parent);
        break;
    case Kind::Choice:
    case Kind::Reference:
        editor = new ChoiceEditor(field, std::move(snapshot), parent);
        break;
    case Kind::Choices:
    case Kind::References:
        editor = new SeveralEditor(field, std::move(snapshot), parent);
        break;
    default:
        editor = new LineEditor(field, std::move(snapshot), parent);
    }
    editor->setObjectName(QStringLiteral("field-") + field.key);
    return editor;
}

}
