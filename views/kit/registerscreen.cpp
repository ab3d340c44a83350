// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/registerscreen.h"

#include "model/project/newrecord.h"
#include "views/kit/icon.h"
#include "views/kit/importdialog.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace safeguard {

ScreenHeader::ScreenHeader(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_note(new QLabel(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(8);
    auto *heading = new QLabel(title, this);
    heading->setFont(Tokens::instance().titleFont());
    m_note->setProperty("role", QStringLiteral("muted"));
    layout->addWidget(heading);
    layout->addWidget(m_note, 1);
}

void ScreenHeader::addButton(QWidget *button)
{
    layout()->addWidget(button);
}

RegisterScreen::RegisterScreen(Workspace &workspace, const QString &registerKey,
                               std::vector<DerivedColumn> derived, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_type(*workspace.project().registers().find(registerKey))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("screen-") + registerKey);
    auto *model = new RecordTableModel(workspace, m_type, this);
    model->setDerivedColumns(std::move(derived));
    m_table = new RecordTable(model);
    m_form = new RecordForm(workspace, m_type);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(makeToolbar());
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(makeEmptyState());
    auto *splitter = new QSplitter;
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->addWidget(m_table);
    splitter->addWidget(panel);
    splitter->addWidget(m_form);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setSizes({700, 340});
    splitter->setChildrenCollapsible(false);
    if (m_type.isSingleton) { // one record needs no list
        panel->hide();
        m_form->setMaximumWidth(720);
    }
    m_stack->addWidget(splitter);

    connect(m_table, &RecordTable::currentChanged, m_form, &RecordForm::show);
    connect(model, &RecordTableModel::countChanged, this, &RegisterScreen::refresh);
    refresh();
}

QWidget *RegisterScreen::makeToolbar()
{
    auto *header = new ScreenHeader(m_type.plural, this);
    m_count = header->note();
    if (m_type.isSingleton)
        return header;
    auto *search = new QLineEdit(header);
    search->setPlaceholderText(tr("Find in %1").arg(m_type.plural));
    search->setAccessibleName(tr("Find in %1").arg(m_type.plural));
    search->setObjectName(QStringLiteral("find"));
    search->setClearButtonEnabled(true);
    search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    search->setFixedWidth(200);
    connect(search, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_table->model()->setSearch(text); });
    header->addButton(search);

    auto *filter = new QToolButton(header);
    filter->setIcon(icon(QStringLiteral("filter")));
    filter->setToolTip(tr("Filter by column"));
    filter->setAccessibleName(filter->toolTip());
    filter->setCheckable(true);
    connect(filter, &QToolButton::toggled, this, [this](bool on) { m_table->showFilters(on); });
    header->addButton(filter);
    auto *columns = new QToolButton(header);
    columns->setIcon(icon(QStringLiteral("columns")));
    columns->setToolTip(tr("Choose columns"));
    columns->setAccessibleName(columns->toolTip());
    columns->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(columns);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        m_table->fillColumnMenu(menu);
    });
    columns->setMenu(menu);
    header->addButton(columns);

    auto *exporting = new QPushButton(tr("Export"), header);
    connect(exporting, &QPushButton::clicked, this, &RegisterScreen::exportCsv);
    header->addButton(exporting);
    if (!m_type.isFixed && !m_type.isProtected) {
        auto *importing = new QPushButton(tr("Import"), header);
        connect(importing, &QPushButton::clicked, this, &RegisterScreen::importCsv);
        header->addButton(importing);
        auto *add = new QPushButton(tr("Add %1").arg(m_type.singular.toLower()), header);
        add->setObjectName(QStringLiteral("add"));
        add->setProperty("role", QStringLiteral("primary"));
        connect(add, &QPushButton::clicked, this, &RegisterScreen::addRecord);
        header->addButton(add);
        for (QPushButton *button : {importing, add})
            button->setEnabled(!m_workspace.project().isReadOnly());
    }
    return header;
}

QWidget *RegisterScreen::makeEmptyState()
{
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *layout = new QVBoxLayout(panel);
    layout->setAlignment(Qt::AlignCenter);
    layout->setSpacing(12);
    auto *title = new QLabel(tr("No %1 yet").arg(m_type.plural.toLower()), panel);
    title->setFont(Tokens::instance().titleFont());
    title->setAlignment(Qt::AlignCenter);
    auto *purpose = new QLabel(m_type.purpose, panel);
    purpose->setWordWrap(true);
    purpose->setAlignment(Qt::AlignCenter);
    purpose->setFixedWidth(460);
    auto *citation = new QLabel(
        m_type.citation.isEmpty() ? QString() : tr("45 CFR %1").arg(m_type.citation), panel);
    citation->setProperty("role", QStringLiteral("muted"));
    citation->setAlignment(Qt::AlignCenter);
    auto *add = new QPushButton(tr("Add the first %1").arg(m_type.singular.toLower()), panel);
    add->setProperty("role", QStringLiteral("primary"));
    auto *importing = new QPushButton(tr("Import from CSV"), panel);
    add->setObjectName(QStringLiteral("add-first"));
    importing->setObjectName(QStringLiteral("import-first"));
    connect(add, &QPushButton::clicked, this, &RegisterScreen::addRecord);
    connect(importing, &QPushButton::clicked, this, &RegisterScreen::importCsv);
    auto *buttons = new QHBoxLayout;
    buttons->setAlignment(Qt::AlignCenter);
    buttons->addWidget(add);
    buttons->addWidget(importing);
    layout->addWidget(title);
    layout->addWidget(purpose, 0, Qt::AlignCenter);
    layout->addWidget(citation);
    layout->addLayout(buttons);
    return panel;
}

void RegisterScreen::refresh()
{
    const auto *model = m_table->model();
    const auto total = static_cast<int>(model->totalCount());
    m_stack->setCurrentIndex(total == 0 ? 0 : 1);
    if (m_type.isSingleton)
        m_count->setText(m_type.purpose);
    else
        m_count->setText(model->rowCount() == total
                             ? tr("%n records", nullptr, total)
                             : tr("%1 of %2").arg(model->rowCount()).arg(total));
    if (total > 0 && m_table->current().isNull() && model->rowCount() > 0)
        m_table->select(model->record(0)->id);
}

void RegisterScreen::reveal(const Address &address)
{
    if (address.record.isNull())
        return;
    m_table->select(address.record);
    if (!address.field.isEmpty())
        m_form->focusField(address.field);
}

void RegisterScreen::addRecord()
{
    AnyId id;
    const bool done =
        m_workspace.perform(tr("Add %1").arg(m_type.singular.toLower()), [&](Edit &edit) {
            id = edit.putAny(m_type, newRecord(m_type, edit.now()));
            return Status();
        });
    if (!done)
        return;
    m_table->select(id);
    m_form->show(id);
    for (const Field &field : m_type.fields) {
        if (field.kind == Kind::Text) {
            m_form->focusField(field.key);
            break;
        }
    }
}

void RegisterScreen::importCsv()
{
    ImportDialog::run(m_workspace, m_type, this);
}

void RegisterScreen::exportCsv()
{
    ImportDialog::exportTo(m_workspace, m_type, this);
}

}
