// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/fieldeditor.h"

#include "model/exchange/fieldtext.h"
#include "views/kit/combobox.h"
#include "views/kit/referenceeditor.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QCheckBox>
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
            m_line->setPlaceholderText(tr("YYYY-MM-DD"));
        m_line->installEventFilter(this);
        connect(m_line, &QLineEdit::textEdited, this, &FieldEditor::edited);
        connect(m_line, &QLineEdit::editingFinished, this, &FieldEditor::accepted);
    }
    void setValue(const Value &value) override
    {
        const QString text = displayText(m_field, value, m_snapshot());
        if (m_line->text() != text) {
            m_line->setText(text);
            m_line->setCursorPosition(0); // a long text is shown from its beginning
        }
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
    void markWrong(bool wrong) override { setMark(m_line, wrong); }
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
    void markWrong(bool wrong) override { setMark(m_text, wrong); }
    void setReadOnly(bool readOnly) override { m_text->setReadOnly(readOnly); }

private:
    PlainTextEdit *m_text;
};

/// One of a closed list.
class ChoiceEditor final : public FieldEditor
{
public:
    ChoiceEditor(const Field &field, const Snapshot &snapshot, QWidget *parent)
        : FieldEditor(field, parent)
        , m_combo(fill(this, new ComboBox(this)))
    {
        m_combo->setAccessibleName(field.label);
        m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_combo->setMinimumContentsLength(10);
        m_combo->setMaxVisibleItems(16);
        if (mayBeEmpty(snapshot))
            m_combo->addItem(QString(), QString());
        for (const Choice &choice : *m_field.choices) {
            m_combo->addItem(choice.label, choice.key);
            m_combo->setItemData(m_combo->count() - 1, choice.help, Qt::ToolTipRole);
        }
        // One edit per visit: what keys pass over on the way to a choice is not stored.
        connect(m_combo, &QComboBox::activated, this,
                [this] { m_combo->isUnderKey() ? Q_EMIT edited() : Q_EMIT accepted(); });
        m_combo->onLeave = [this] { Q_EMIT accepted(); };
    }
    void setValue(const Value &value) override
    {
        const QSignalBlocker blocker(m_combo);
        m_combo->setCurrentIndex(qMax(0, m_combo->findData(textOf(value))));
    }
    Result<Value> value() const override
    {
        const QString key = m_combo->currentData().toString();
        return key.isEmpty() ? Value() : Value(key);
    }
    QString typed() const override { return m_combo->currentData().toString(); }
    void retype(const QString &typed) override
    {
        const QSignalBlocker blocker(m_combo);
        m_combo->setCurrentIndex(qMax(0, m_combo->findData(typed)));
    }
    void markWrong(bool wrong) override { setMark(m_combo, wrong); }
    void setReadOnly(bool readOnly) override { m_combo->setEnabled(!readOnly); }

private:
    /// A fresh record has no answer there.
    bool mayBeEmpty(const Snapshot &snapshot) const
    {
        for (const RegisterType &type : snapshot.registers()) {
            if (!type.fields.empty() && &m_field >= type.fields.data() &&
                &m_field < type.fields.data() + type.fields.size())
                return isEmpty(m_field.get(*type.make()));
        }
        return false;
    }

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
    void markWrong(bool wrong) override { setMark(m_box, wrong); }
    void setReadOnly(bool readOnly) override { m_box->setEnabled(!readOnly); }

private:
    inline static const QString yes = QStringLiteral("yes");
    QCheckBox *m_box;
};

/// Several of a list, ticked in place; long lists can be narrowed by typing. A name that nothing
/// has is offered as a new record.
class SeveralEditor final : public FieldEditor
{
public:
    SeveralEditor(const Field &field, std::function<Snapshot()> snapshot, QWidget *parent)
        : FieldEditor(field, parent)
        , m_snapshot(std::move(snapshot))
        , m_search(new QLineEdit(this))
        , m_list(new QListWidget(this))
        , m_new(new QPushButton(this))
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins({});
        layout->setSpacing(4);
        layout->addWidget(m_search);
        layout->addWidget(m_new, 0, Qt::AlignLeft);
        layout->addWidget(m_list);
        m_search->setPlaceholderText(
            QCoreApplication::translate("FieldEditor", "Find in the list"));
        m_search->setAccessibleName(
            QCoreApplication::translate("FieldEditor", "Find in %1").arg(field.label));
        m_search->setClearButtonEnabled(true);
        m_list->setAccessibleName(field.label);
        m_list->setFixedHeight(132);
        m_list->setProperty("role", QStringLiteral("panel"));
        m_new->setProperty("role", QStringLiteral("quiet"));
        m_new->setAutoDefault(false);
        m_new->hide();
        setFocusProxy(m_list);
        connect(m_search, &QLineEdit::textChanged, this, &SeveralEditor::narrow);
        connect(m_list, &QListWidget::itemChanged, this, &FieldEditor::accepted);
        connect(m_new, &QPushButton::clicked, this, [this] {
            m_newName = m_search->text().trimmed();
            Q_EMIT accepted();
        });
    }
    void setValue(const Value &value) override
    {
        const QSignalBlocker blocker(m_list);
        if (!std::exchange(m_newName, {}).isEmpty())
            m_search->clear();
        fillList();
        for (int i = 0; i < m_list->count(); ++i) {
            auto *item = m_list->item(i);
            item->setCheckState(
                contains(value, item->data(Qt::UserRole).toString()) ? Qt::Checked : Qt::Unchecked);
        }
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
    bool makesRecord() const override { return !m_newName.isEmpty(); }
    Result<Value> valueFor(Edit &edit) const override
    {
        auto ticked = value();
        if (!ticked || !makesRecord())
            return ticked;
        const auto *old = std::get_if<std::vector<AnyId>>(&*ticked);
        std::vector<AnyId> ids = old ? *old : std::vector<AnyId>();
        ids.push_back(NewReference::make(m_field, m_newName, edit));
        std::sort(ids.begin(), ids.end());
        return Value(std::move(ids));
    }
    void markWrong(bool wrong) override { setMark(m_list, wrong); }
    void setReadOnly(bool readOnly) override
    {
        m_isReadOnly = readOnly;
        m_list->setEnabled(!readOnly);
    }

private:
    static bool contains(const Value &value, const QString &key)
    {
        if (const auto *keys = std::get_if<QStringList>(&value))
            return keys->contains(key);
        const auto *ids = std::get_if<std::vector<AnyId>>(&value);
        const auto id = AnyId::fromText(key);
        return ids && id && std::find(ids->begin(), ids->end(), *id) != ids->end();
    }
    void narrow(const QString &text)
    {
        const bool isKnown = text.trimmed().isEmpty();
        bool hasAny = false;
        for (int i = 0; i < m_list->count(); ++i) {
            QListWidgetItem *item = m_list->item(i);
            const bool shows = item->text().contains(text, Qt::CaseInsensitive);
            item->setHidden(!shows);
            hasAny = hasAny || shows;
        }
        const Snapshot snapshot = m_snapshot();
        const bool offers = !isKnown && !hasAny && !m_isReadOnly && m_field.isReference() &&
                            NewReference::isPossible(m_field, snapshot.registers());
        m_new->setVisible(offers);
        if (offers)
            m_new->setText(NewReference::offer(m_field, text.trimmed(), snapshot.registers())
                               .replace(u'&', QStringLiteral("&&")));
    }
    /// Only when the list is not the same any more.
    void fillList()
    {
        const Snapshot snapshot = m_snapshot();
        if (m_field.kind == Kind::Choices) {
            for (const Choice &choice : *m_field.choices) {
                if (m_list->count() < static_cast<int>(m_field.choices->size()))
                    addItem(choice.label, choice.key);
            }
            m_search->setVisible(m_list->count() > 8);
            return;
        }
        const RowSet &rows = snapshot.rows(m_field.reference);
        if (m_shown && m_shown->isSameAs(rows))
            return;
        m_shown = rows;
        const int current = m_list->currentRow();
        m_list->clear();
        std::vector<std::pair<QString, QString>> names;
        for (const RecordPtr &record : rows)
            names.emplace_back(snapshot.title(m_field.reference, record->id), record->id.toText());
        std::sort(names.begin(), names.end(), [](auto &a, auto &b) {
            return QString::localeAwareCompare(a.first, b.first) < 0;
        });
        for (const auto &[name, id] : names)
            addItem(name, id);
        m_list->setCurrentRow(qMin(current, m_list->count() - 1));
        m_search->setVisible(m_list->count() > 8 ||
                             NewReference::isPossible(m_field, snapshot.registers()));
        narrow(m_search->text());
    }
    void addItem(const QString &name, const QString &key)
    {
        auto *item = new QListWidgetItem(name, m_list);
        item->setData(Qt::UserRole, key);
        item->setFlags(Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    }

    std::function<Snapshot()> m_snapshot;
    QLineEdit *m_search;
    QListWidget *m_list;
    QPushButton *m_new;
    std::optional<RowSet> m_shown;
    QString m_newName;
    bool m_isReadOnly = false;
};

}

void FieldEditor::setMark(QWidget *control, bool isWrong)
{
    if (control->property("wrong").toBool() == isWrong)
        return;
    control->setProperty("wrong", isWrong);
    control->style()->unpolish(control);
    control->style()->polish(control);
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
        editor = new ChoiceEditor(field, snapshot(), parent);
        break;
    case Kind::Reference:
        editor = new ReferenceEditor(field, std::move(snapshot), parent);
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
