// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/referenceeditor.h"

#include "model/exchange/fieldtext.h"
#include "model/project/newrecord.h"
#include "views/kit/combobox.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QStandardItemModel>

namespace safeguard {

namespace {
enum CompletionRole { NameRole = Qt::UserRole + 1, RecordRole, IsNewRole };
}

bool NewReference::isPossible(const Field &field, const Registers &registers)
{
    const RegisterType *type = registers.find(field.reference);
    return type && !type->isFixed && !type->isProtected() && !type->isSingleton && !type->isPart &&
           type->addedElsewhere.isEmpty();
}

QString NewReference::offer(const Field &field, const QString &name, const Registers &registers)
{
    return ReferenceEditor::tr("New %1 \u201c%2\u201d")
        .arg(registers.find(field.reference)->singular.toLower(), name);
}

AnyId NewReference::make(const Field &field, const QString &name, Edit &edit)
{
    const RegisterType &type = *edit.registers().find(field.reference);
    auto record = newRecord(type, edit.now());
    const auto called = std::find_if(type.fields.begin(), type.fields.end(), [](const Field &each) {
        return each.kind == Kind::Text && (each.isRequired || each.isUnique);
    });
    if (called != type.fields.end())
        called->set(*record, name);
    return edit.putAny(type, std::move(record));
}

ReferenceEditor::ReferenceEditor(const Field &field, std::function<Snapshot()> snapshot,
                                 QWidget *parent)
    : FieldEditor(field, parent)
    , m_snapshot(std::move(snapshot))
    , m_combo(new ComboBox(this))
    , m_completer(new QCompleter(this))
    , m_completions(new QStandardItemModel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_combo);
    setFocusProxy(m_combo);
    m_combo->setAccessibleName(field.label);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(10);
    m_combo->setMaxVisibleItems(16);
    m_combo->setEditable(true);
    m_combo->setInsertPolicy(QComboBox::NoInsert);
    m_combo->setCompleter(nullptr);
    m_completer->setModel(m_completions);
    m_completer->setCompletionRole(NameRole);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->popup()->setProperty("role", QStringLiteral("popup"));
    QLineEdit *line = m_combo->lineEdit();
    line->setCompleter(m_completer);
    line->setAccessibleName(field.label);
    connect(line, &QLineEdit::textEdited, this, &ReferenceEditor::fillCompletions);
    connect(line, &QLineEdit::textEdited, this, &FieldEditor::edited);
    connect(line, &QLineEdit::editingFinished, this, [this] {
        if (!m_completer->popup()->isVisible())
            Q_EMIT accepted();
    });
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) {
                choose(index.data(RecordRole), index.data(NameRole).toString(),
                       index.data(IsNewRole).toBool());
                // The line takes the text over after this.
                QMetaObject::invokeMethod(this, &FieldEditor::accepted, Qt::QueuedConnection);
            });
    m_combo->onList = [this] { fillList(); };
    m_combo->onLeave = [this] { Q_EMIT accepted(); };
    connect(m_combo, &QComboBox::activated, this, [this](int index) {
        choose(m_combo->itemData(index), m_combo->itemText(index), false);
        m_combo->isUnderKey() ? Q_EMIT edited() : Q_EMIT accepted();
    });
}

ReferenceEditor::~ReferenceEditor()
{
    m_combo->onLeave = [] {};
    m_combo->lineEdit()->disconnect(this);
}

QString ReferenceEditor::typed() const
{
    return m_combo->currentText().trimmed();
}

void ReferenceEditor::retype(const QString &typed)
{
    m_newName.clear();
    m_combo->setEditText(typed);
}

void ReferenceEditor::choose(const QVariant &id, const QString &name, bool isNew)
{
    const auto parsed = AnyId::fromText(id.toString());
    m_value = parsed ? Value(*parsed) : Value();
    m_title = name.trimmed();
    m_newName = isNew ? m_title : QString();
}

void ReferenceEditor::setValue(const Value &value)
{
    m_value = value;
    m_title = displayText(m_field, value, m_snapshot()).trimmed();
    m_newName.clear();
    if (m_combo->currentText() != m_title)
        m_combo->setEditText(m_title);
    m_isListStale = true;
}

bool ReferenceEditor::makesRecord() const
{
    return !m_newName.isEmpty() && typed() == m_newName;
}

Result<Value> ReferenceEditor::value() const
{
    return typed() == m_title && !makesRecord() ? Result<Value>(m_value)
                                                : valueFromText(m_field, typed(), m_snapshot());
}

Result<Value> ReferenceEditor::valueFor(Edit &edit) const
{
    return makesRecord() ? Value(NewReference::make(m_field, m_newName, edit)) : value();
}

const std::vector<std::pair<QString, AnyId>> &ReferenceEditor::names()
{
    const Snapshot snapshot = m_snapshot();
    const RowSet &rows = snapshot.rows(m_field.reference);
    if (m_namesOf && m_namesOf->isSameAs(rows))
        return m_names;
    m_namesOf = rows;
    m_isListStale = true;
    m_names.clear();
    for (const RecordPtr &record : rows)
        m_names.emplace_back(snapshot.title(m_field.reference, record->id), record->id);
    std::sort(m_names.begin(), m_names.end(),
              [](auto &a, auto &b) { return QString::localeAwareCompare(a.first, b.first) < 0; });
    return m_names;
}

void ReferenceEditor::fillList()
{
    const auto &all = names();
    if (std::exchange(m_isListStale, false)) {
        const QSignalBlocker blocker(m_combo);
        const QString text = m_combo->currentText();
        m_combo->clear();
        m_combo->addItem(QString(), QString());
        for (const auto &[name, id] : all)
            m_combo->addItem(name, id.toText());
        m_combo->setEditText(text);
    }
    const AnyId *id = std::get_if<AnyId>(&m_value);
    const QSignalBlocker blocker(m_combo);
    if (typed() == m_title)
        m_combo->setCurrentIndex(qMax(0, m_combo->findData(id ? id->toText() : QString())));
}

/// What has the typed text in its name, and a new record unless one is called so.
void ReferenceEditor::fillCompletions(const QString &text)
{
    constexpr int most = 200;
    const QString wanted = text.trimmed();
    m_newName.clear();
    m_completions->clear();
    bool isKnown = wanted.isEmpty();
    const auto add = [this](const QString &shown, const QString &name, const QString &id) {
        auto *item = new QStandardItem(shown);
        item->setData(name, NameRole);
        item->setData(id, RecordRole);
        item->setData(id.isEmpty(), IsNewRole);
        m_completions->appendRow(item);
    };
    for (const auto &[name, id] : names()) {
        isKnown = isKnown || name.compare(wanted, Qt::CaseInsensitive) == 0;
        if (m_completions->rowCount() < most && name.contains(wanted, Qt::CaseInsensitive))
            add(name, name, id.toText());
    }
    const Snapshot snapshot = m_snapshot();
    if (!isKnown && NewReference::isPossible(m_field, snapshot.registers()))
        add(NewReference::offer(m_field, wanted, snapshot.registers()), wanted, {});
}

void ReferenceEditor::markWrong(bool wrong)
{
    setMark(m_combo, wrong);
}

void ReferenceEditor::setReadOnly(bool readOnly)
{
    m_combo->setEnabled(!readOnly);
}

void ReferenceEditor::selectAll()
{
    m_combo->lineEdit()->selectAll();
}

}
