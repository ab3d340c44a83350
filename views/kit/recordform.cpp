// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/recordform.h"

#include "model/project/signing.h"
#include "model/project/validation.h"
#include "views/kit/filework.h"
#include "views/kit/recordevidence.h"
#include "views/kit/recordremarks.h"

#include <QBoxLayout>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>

namespace safeguard {

namespace {
QLabel *label(const QString &text, const QString &role, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText); // names are no markup
    label->setProperty("role", role);
    label->setWordWrap(true);
    return label;
}
}

RecordForm::RecordForm(Workspace &workspace, const RegisterType &type, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_type(type)
{
    setObjectName(QStringLiteral("form-") + type.key);
    setMinimumWidth(320);
    build();
    connect(&workspace.project(), &Project::changed, this, &RecordForm::onChanged);
    connect(&workspace.drafts(), &Drafts::kept, this, [this](const AnyId &of) {
        if (of == m_id && !m_isAccepting)
            refresh();
    });
    show({});
}

RecordForm::~RecordForm()
{
    // A control that loses the keyboard as it goes has nothing to tell any more.
    for (const auto &row : m_rows)
        row->editor->disconnect(this);
}

void RecordForm::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    auto *panel = new QFrame(this);
    panel->setProperty("role", QStringLiteral("panel"));
    outer->addWidget(panel);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(16, 12, 4, 8);
    layout->setSpacing(2);
    m_title = label({}, QStringLiteral("heading"), panel);
    m_title->setFont(Tokens::instance().headingFont());
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_subtitle = label({}, QStringLiteral("muted"), panel);
    layout->addWidget(m_title);
    layout->addWidget(m_subtitle);
    m_unstored = makeNotice(QStringLiteral("unstored"), tr("Discard"));
    m_several = makeNotice(QStringLiteral("several"), {});
    layout->addWidget(m_unstored.box);
    layout->addWidget(m_several.box);
    connect(m_unstored.button, &QPushButton::clicked, this, &RecordForm::discard);
    connect(m_several.button, &QPushButton::clicked, this, &RecordForm::setForSelectedAsked);
    m_scroll = new QScrollArea(panel);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget;
    content->setObjectName(QStringLiteral("form-content"));
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(0, 4, 12, 8);
    m_layout->setSpacing(3);
    QString section;
    for (const Field &field : m_type.fields) {
        if (field.isGeometry || field.isOwner)
            continue; // a part stays with what it is a part of
        if (field.section != section) {
            section = field.section;
            m_layout->addSpacing(6);
            m_layout->addWidget(label(section, QStringLiteral("section"), content));
        }
        addRow(m_layout, field);
    }
    if (isSignable(m_type)) {
        m_remarks = new RecordRemarks(m_workspace, content);
        m_layout->addWidget(m_remarks);
    }
    m_layout->addStretch(1);
    setAcceptDrops(m_remarks != nullptr);
    for (QWidget *child : content->findChildren<QWidget *>()) {
        if (child->acceptDrops())
            child->installEventFilter(this);
    }
    m_scroll->setWidget(content);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    layout->addWidget(m_scroll, 1);
    layout->addStretch(0); // in its place while there is no record
}

void RecordForm::addRow(QVBoxLayout *layout, const Field &field)
{
    QWidget *content = layout->parentWidget();
    const bool isNeeded = field.isRequired && m_workspace.project().mayEdit(m_type);
    auto *name =
        label(isNeeded ? field.label + QStringLiteral(" *") : field.label, {}, content);
    FieldEditor *editor = FieldEditor::make(
        field, [this] { return m_workspace.project().snapshot(); }, content);
    name->setBuddy(editor);
    layout->addSpacing(5);
    layout->addWidget(name);
    layout->addWidget(editor);
    auto *problem = label({}, QStringLiteral("error"), content);
    problem->setObjectName(QStringLiteral("problem-") + field.key);
    problem->hide();
    layout->addWidget(problem);
    QString help = field.help;
    if (!field.citation.isEmpty())
        help += (help.isEmpty() ? QString() : QStringLiteral("  ")) +
                tr("45 CFR %1").arg(field.citation);
    if (!help.isEmpty()) {
        auto *text = label(help, QStringLiteral("muted"), content);
        text->setFont(Tokens::instance().smallFont());
        layout->addWidget(text);
    }
    m_rows.push_back(std::make_unique<Row>(Row{&field, editor, problem, name}));
    Row &row = *m_rows.back();
    const bool isFixedKey = m_type.isFixed && &field == &m_type.fields.front();
    editor->setReadOnly(isFixedKey || field.isGiven || !m_workspace.project().mayEdit(m_type));
    connect(editor, &FieldEditor::edited, this, [this, &row] {
        row.isTouched = true;
        check(row);
    });
    connect(editor, &FieldEditor::accepted, this, [this, &row] { accept(row); });
}

RecordForm::Notice RecordForm::makeNotice(const QString &name, const QString &action)
{
    Notice notice{new QFrame(this), nullptr, nullptr};
    notice.box->setObjectName(QStringLiteral("notice-") + name);
    notice.box->setProperty("role", QStringLiteral("notice"));
    auto *layout = new QVBoxLayout(notice.box);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(4);
    notice.text = label({}, {}, notice.box);
    notice.button = new QPushButton(action, notice.box);
    notice.button->setObjectName(name + QStringLiteral("-button"));
    layout->addWidget(notice.text);
    layout->addWidget(notice.button, 0, Qt::AlignLeft);
    notice.box->hide();
    return notice;
}

void RecordForm::setDerivedPanel(QWidget *panel)
{
    m_layout->insertWidget(0, panel);
}

void RecordForm::replaceSection(const QString &section, QWidget *panel)
{
    setDerivedPanel(panel);
    for (const auto &row : m_rows) {
        if (row->field->section != section)
            continue;
        row->name->hide();
        row->editor->hide();
    }
    for (QLabel *heading : m_layout->parentWidget()->findChildren<QLabel *>()) {
        if (heading->property("role") == QStringLiteral("section") && heading->text() == section &&
            m_layout->indexOf(heading) >= 0)
            heading->hide();
    }
}

void RecordForm::dragEnterEvent(QDragEnterEvent *event)
{
    const bool isMeant = m_remarks && m_remarks->evidence().canAdd();
    if (isMeant && !filesIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
    else
        event->ignore();
}

void RecordForm::dropEvent(QDropEvent *event)
{
    const QStringList paths = filesIn(*event->mimeData());
    event->acceptProposedAction();
    // The drag ends before a dialog opens: whoever dragged it waits for that.
    QMetaObject::invokeMethod(
        this, [this, paths] { m_remarks->evidence().addFiles(paths); }, Qt::QueuedConnection);
}

/// A control that takes texts would take a file's address.
bool RecordForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::DragEnter ||
        !static_cast<QDragEnterEvent *>(event)->mimeData()->hasUrls())
        return QWidget::eventFilter(watched, event);
    event->ignore();
    return true;
}

RecordPtr RecordForm::record(const Snapshot &snapshot) const
{
    return snapshot.rows(m_type.key).find(m_id);
}

void RecordForm::show(const AnyId &id)
{
    if (id != m_id && hasUnstored()) {
        sayUnstored();
        return;
    }
    const bool isOther = m_id != id;
    m_id = id;
    for (const auto &row : m_rows)
        row->isTouched = row->isTouched && !isOther;
    refresh();
    if (isOther)
        m_scroll->ensureVisible(0, 0);
    Q_EMIT shownChanged();
}

bool RecordForm::hasUnstored() const
{
    const RecordPtr stored = record(m_workspace.project().snapshot());
    return stored && !entered(*stored).isEmpty();
}

/// The labels of the fields whose entry is not what is stored.
QStringList RecordForm::entered(const Record &stored) const
{
    QStringList labels;
    for (const auto &row : m_rows) {
        if (!row->isTouched)
            continue;
        const auto value = row->editor->value();
        if (!value || *value != row->field->get(stored))
            labels += row->field->label;
    }
    return labels;
}

void RecordForm::discard()
{
    for (const auto &row : m_rows) {
        row->isTouched = false;
        m_workspace.drafts().drop(m_id, row->field->key);
    }
    refresh();
}

void RecordForm::sayUnstored()
{
    const Snapshot snapshot = m_workspace.project().snapshot();
    const RecordPtr stored = record(snapshot);
    if (!stored)
        return;
    m_unstored.text->setText(
        tr("Not stored yet in %1: %2. Correct it, or discard it.")
            .arg(snapshot.describe(m_type.key, m_id), entered(*stored).join(QStringLiteral(", "))));
    m_unstored.box->show();
    for (const auto &row : m_rows) {
        if (!row->problem->isHidden()) {
            m_scroll->ensureWidgetVisible(row->problem);
            return;
        }
    }
}

void RecordForm::setSelectionCount(int count)
{
    m_selectionCount = count;
    showSelectionNotice();
}

void RecordForm::showSelectionNotice()
{
    const Snapshot snapshot = m_workspace.project().snapshot();
    const bool isMeant =
        m_selectionCount > 1 && record(snapshot) && m_workspace.project().mayEdit(m_type);
    m_several.box->setVisible(isMeant);
    if (!isMeant)
        return;
    m_several.text->setText(
        tr("%n records are selected.", nullptr, m_selectionCount) + u' ' +
        tr("An edit here changes %1 alone.").arg(snapshot.describe(m_type.key, m_id)));
    m_several.button->setText(tr("Set a field for %n records\u2026", nullptr, m_selectionCount));
}

/// Reads again only what may look different, and only while somebody sees it.
void RecordForm::onChanged(const Change &change)
{
    const bool isMeant =
        change.touches(m_type.key) ||
        std::any_of(m_rows.begin(), m_rows.end(), [&](const auto &row) {
            return row->field->isReference() && change.touches(row->field->reference);
        });
    if (!isMeant)
        return;
    if (isVisible())
        refresh();
    else
        m_isStale = true;
}

void RecordForm::showEvent(QShowEvent *event)
{
    if (std::exchange(m_isStale, false))
        refresh();
    QWidget::showEvent(event);
}

void RecordForm::refresh()
{
    const Snapshot snapshot = m_workspace.project().snapshot();
    const RecordPtr stored = record(snapshot);
    m_scroll->setVisible(stored != nullptr);
    m_title->setText(stored ? snapshot.title(m_type.key, stored->id) : m_type.singular);
    m_subtitle->setText(stored ? m_type.citeNumber(*stored)
                               : tr("Select a row to see and edit it here."));
    showSelectionNotice();
    const QStringList unstored = stored ? entered(*stored) : QStringList();
    if (unstored.isEmpty())
        m_unstored.box->hide();
    if (!stored)
        return;
    if (m_remarks)
        m_remarks->show({m_type.key, m_id});
    m_isRefreshing = true;
    for (const auto &row : m_rows) {
        if (unstored.contains(row->field->label))
            continue; // what was entered waits
        row->isTouched = false;
        row->editor->setValue(row->field->get(*stored));
        row->editor->markWrong(false);
        row->problem->hide();
        if (const auto draft = m_workspace.drafts().find(m_id, row->field->key)) {
            row->editor->retype(*draft);
            row->isTouched = true;
            check(*row);
        }
    }
    m_isRefreshing = false;
}

/// Tells what is wrong with what is typed so far, without storing it.
void RecordForm::check(Row &row)
{
    const Snapshot snapshot = m_workspace.project().snapshot();
    const RecordPtr stored = record(snapshot);
    if (!stored)
        return;
    const auto value = row.editor->value();
    QString problem = value || row.editor->makesRecord() ? QString() : value.error().text;
    if (value) {
        auto copy = m_type.copy(*stored);
        row.field->set(*copy, *value);
        for (const FieldProblem &found : problemsOf(m_type, *copy, snapshot)) {
            if (found.field == row.field->key)
                problem = found.text;
        }
    }
    row.problem->setText(problem);
    row.problem->setVisible(!problem.isEmpty());
    row.editor->markWrong(!problem.isEmpty());
}

/// Puts all that is entered and can be read: a value that needs another one (absent, because)
/// goes together with it.
Status RecordForm::write(Edit &edit) const
{
    const RecordPtr stored = edit.now().rows(m_type.key).find(m_id);
    auto copy = m_type.copy(*stored);
    for (const auto &row : m_rows) {
        if (!row->isTouched)
            continue;
        const auto value = row->editor->valueFor(edit);
        if (value && *value != row->field->get(*stored))
            row->field->set(*copy, *value);
    }
    edit.putAny(m_type, std::move(copy));
    return {};
}

/// What is entered and not stored is kept in the project too: it outlives the window.
void RecordForm::keepDrafts()
{
    const RecordPtr stored = record(m_workspace.project().snapshot());
    const QStringList unstored = stored ? entered(*stored) : QStringList();
    for (const auto &row : m_rows) {
        if (unstored.contains(row->field->label))
            m_workspace.drafts().keep(m_id, row->field->key, row->editor->typed());
        else
            m_workspace.drafts().drop(m_id, row->field->key);
    }
}

/// Stores what the form says. A value that needs another one waits in the form until both are
/// there.
void RecordForm::accept(Row &row)
{
    if (m_isRefreshing)
        return;
    Project &project = m_workspace.project();
    const Snapshot snapshot = project.snapshot();
    const RecordPtr stored = record(snapshot);
    if (!stored)
        return;
    row.isTouched = true;
    const QScopedValueRollback<bool> accepting(m_isAccepting, true);
    QStringList labels;
    for (const auto &each : m_rows) {
        const auto value = each->editor->value();
        if (each->isTouched &&
            (each->editor->makesRecord() || (value && *value != each->field->get(*stored))))
            labels += each->field->label;
    }
    check(row);
    if (labels.isEmpty()) {
        keepDrafts();
        if (!hasUnstored())
            refresh();
        return;
    }
    const auto done = project.perform(
        tr("Change %1 of %2")
            .arg(labels.join(QStringLiteral(", ")), snapshot.describe(m_type.key, m_id)),
        [&](Edit &edit) { return write(edit); });
    if (!done) {
        keepDrafts();
        showProblems(done.error().problems.empty()
                         ? std::vector<FieldProblem>{{row.field->key, done.error().text}}
                         : done.error().problems);
        return;
    }
    for (const auto &each : m_rows)
        each->isTouched = each->isTouched && !labels.contains(each->field->label);
    keepDrafts();
    refresh();
}

void RecordForm::showProblems(const std::vector<FieldProblem> &problems)
{
    for (const FieldProblem &problem : problems) {
        for (const auto &row : m_rows) {
            if (row->field->key != problem.field)
                continue;
            row->problem->setText(problem.text);
            row->problem->show();
            row->editor->markWrong(true);
            m_scroll->ensureWidgetVisible(row->problem);
        }
    }
}

void RecordForm::focusField(const QString &key)
{
    for (const auto &row : m_rows) {
        if (row->field->key == key) {
            row->editor->setFocus(Qt::OtherFocusReason);
            row->editor->selectAll();
            m_scroll->ensureWidgetVisible(row->editor, 0, 60);
        }
    }
}

}
