// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/registerscreen.h"

#include "model/project/newrecord.h"
#include "views/kit/icon.h"
#include "views/kit/importdialog.h"
#include "views/kit/stayingmenu.h"

#include <QBoxLayout>
#include <QDropEvent>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
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
    , m_derived(std::move(derived))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("screen-") + registerKey);
    auto *model = new RecordTableModel(workspace, m_type, m_derived);
    m_table = new RecordTable(model);
    m_form = new RecordForm(workspace, m_type);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    m_header = makeToolbar();
    layout->addWidget(m_header);
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

    setAcceptDrops(canAdd());
    connect(m_table, &RecordTable::currentChanged, this, &RegisterScreen::showRecord);
    connect(m_table, &RecordTable::selectionCountChanged, m_form, &RecordForm::setSelectionCount);
    connect(m_table, &RecordTable::addAsked, this, &RegisterScreen::addRecord);
    connect(m_form, &RecordForm::setForSelectedAsked, m_table, &RecordTable::editSelected);
    showRecord(m_table->current());
    connect(model, &RecordTableModel::countChanged, this, &RegisterScreen::refresh);
    refresh();
}

ScreenHeader *RegisterScreen::makeToolbar()
{
    auto *header = new ScreenHeader(m_type.plural, this);
    m_count = header->note();
    if (m_type.isSingleton)
        return header;
    addSearch(header);
    addViewButtons(header);
    addRecordButtons(header);
    return header;
}

void RegisterScreen::addSearch(ScreenHeader *header)
{
    auto *search = new QLineEdit(header);
    search->setPlaceholderText(tr("Find in %1").arg(m_type.plural));
    search->setAccessibleName(tr("Find in %1").arg(m_type.plural));
    search->setObjectName(QStringLiteral("find"));
    search->setClearButtonEnabled(true);
    search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    search->setFixedWidth(200);
    auto *timer = new QTimer(search);
    timer->setSingleShot(true);
    timer->setInterval(150);
    RecordTableModel *model = m_table->model();
    connect(search, &QLineEdit::textChanged, timer, qOverload<>(&QTimer::start));
    connect(timer, &QTimer::timeout, this, [model, search] { model->setSearch(search->text()); });
    connect(model, &RecordTableModel::queryChanged, search, [model, search, timer] {
        if (!timer->isActive() && search->text() != model->query().search)
            search->setText(model->query().search);
    });
    header->addButton(search);
}

void RegisterScreen::addViewButtons(ScreenHeader *header)
{
    const auto button = [&](const QString &name, const QString &what) {
        auto *made = new QToolButton(header);
        made->setIcon(icon(name));
        made->setToolTip(what);
        made->setAccessibleName(what);
        header->addButton(made);
        return made;
    };
    const auto withMenu = [](QToolButton *made, QMenu *menu) {
        made->setPopupMode(QToolButton::InstantPopup);
        made->setMenu(menu);
    };
    m_filter = button(QStringLiteral("filter"), tr("Filter by column"));
    m_filter->setCheckable(true);
    connect(m_filter, &QToolButton::toggled, this, [this](bool on) { m_table->showFilters(on); });
    const auto follow = [this] {
        if (!m_table->model()->query().filters.isEmpty())
            m_filter->setChecked(true);
    };
    connect(m_table->model(), &RecordTableModel::queryChanged, this, follow);
    follow();
    auto *columns = button(QStringLiteral("columns"), tr("Choose columns"));
    auto *columnMenu = new StayingMenu(columns);
    connect(columnMenu, &QMenu::aboutToShow, this, [this, columnMenu] {
        columnMenu->clear();
        m_table->fillColumnMenu(columnMenu);
    });
    withMenu(columns, columnMenu);
    auto *views = button(QStringLiteral("views"), tr("Views: search, filters, order and columns"));
    views->setObjectName(QStringLiteral("views"));
    auto *viewMenu = new QMenu(views);
    connect(viewMenu, &QMenu::aboutToShow, this, [this, viewMenu] { fillViewsMenu(viewMenu); });
    withMenu(views, viewMenu);
}

void RegisterScreen::addRecordButtons(ScreenHeader *header)
{
    auto *exporting = new QPushButton(tr("Export"), header);
    connect(exporting, &QPushButton::clicked, this, &RegisterScreen::exportRecords);
    header->addButton(exporting);
    if (m_type.isFixed || m_type.isProtected())
        return;
    auto *importing = new QPushButton(tr("Import"), header);
    connect(importing, &QPushButton::clicked, this, &RegisterScreen::importTable);
    header->addButton(importing);
    auto *add = new QPushButton(tr("Add %1").arg(m_type.singular.toLower()), header);
    add->setObjectName(QStringLiteral("add"));
    add->setToolTip(tr("Insert"));
    add->setProperty("role", QStringLiteral("primary"));
    connect(add, &QPushButton::clicked, this, &RegisterScreen::addRecord);
    header->addButton(add);
    if (canAdd())
        return;
    const auto permitted = m_workspace.project().canEdit(m_type);
    for (QPushButton *button : {importing, add}) {
        button->setEnabled(false);
        button->setToolTip(permitted ? m_type.addedElsewhere : permitted.error().text);
    }
}

/// The views by name; what can be done with each of them; keeping what is seen now as another one.
void RegisterScreen::fillViewsMenu(QMenu *menu)
{
    menu->clear();
    const auto looks = m_table->looks().named();
    const auto plain = [](QString name) { return name.replace(u'&', QStringLiteral("&&")); };
    for (const TableLook &look : looks)
        connect(menu->addAction(plain(look.name)), &QAction::triggered, this,
                [this, look] { m_table->setLook(look); });
    connect(menu->addAction(tr("All records")), &QAction::triggered, this,
            [this] { m_table->setLook({}); });
    menu->addSeparator();
    connect(menu->addAction(tr("Keep this view\u2026")), &QAction::triggered, this,
            &RegisterScreen::keepView);
    if (looks.empty())
        return;
    auto *renaming = menu->addMenu(tr("Rename"));
    auto *removing = menu->addMenu(tr("Remove"));
    for (const TableLook &look : looks) {
        connect(renaming->addAction(plain(look.name)), &QAction::triggered, this,
                [this, name = look.name] { renameView(name); });
        connect(removing->addAction(plain(look.name)), &QAction::triggered, this,
                [this, name = look.name] { m_table->looks().remove(name); });
    }
}

void RegisterScreen::keepView()
{
    bool isMeant = false;
    const QString name = QInputDialog::getText(this, tr("Keep this view"), tr("Name"),
                                               QLineEdit::Normal, {}, &isMeant)
                             .trimmed();
    if (isMeant && !name.isEmpty())
        m_table->looks().keep(m_table->look(name));
}

void RegisterScreen::renameView(const QString &name)
{
    bool isMeant = false;
    const QString to = QInputDialog::getText(this, tr("Rename the view"), tr("Name"),
                                             QLineEdit::Normal, name, &isMeant)
                           .trimmed();
    if (isMeant && !to.isEmpty())
        m_table->looks().rename(name, to);
}

bool RegisterScreen::canAdd() const
{
    return !m_type.isFixed && !m_type.isSingleton && !m_type.isProtected() &&
           m_type.addedElsewhere.isEmpty() && m_workspace.project().mayEdit(m_type);
}

QWidget *RegisterScreen::makeEmptyState()
{
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    panel->setFocusPolicy(Qt::ClickFocus); // so that a paste comes here
    panel->setAccessibleName(m_type.plural);
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
    auto *importing = new QPushButton(tr("Import a spreadsheet or CSV"), panel);
    add->setObjectName(QStringLiteral("add-first"));
    importing->setObjectName(QStringLiteral("import-first"));
    connect(add, &QPushButton::clicked, this, &RegisterScreen::addRecord);
    connect(importing, &QPushButton::clicked, this, &RegisterScreen::importTable);
    const bool isAddedHere = !m_type.isProtected() && m_type.addedElsewhere.isEmpty();
    add->setVisible(isAddedHere);
    importing->setVisible(isAddedHere);
    auto *buttons = new QHBoxLayout;
    buttons->setAlignment(Qt::AlignCenter);
    buttons->addWidget(add);
    buttons->addWidget(importing);
    layout->addWidget(title);
    layout->addWidget(purpose, 0, Qt::AlignCenter);
    layout->addWidget(citation);
    if (!m_type.addedElsewhere.isEmpty()) {
        auto *where = new QLabel(m_type.addedElsewhere, panel);
        where->setObjectName(QStringLiteral("added-elsewhere"));
        where->setWordWrap(true);
        where->setAlignment(Qt::AlignCenter);
        where->setFixedWidth(460);
        layout->addWidget(where, 0, Qt::AlignCenter);
    }
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

/// The form stays where something entered is not stored yet; then so does the current row.
void RegisterScreen::showRecord(const AnyId &id)
{
    m_form->show(id);
    if (m_form->shown() != id)
        QMetaObject::invokeMethod(
            this, [this] { m_table->select(m_form->shown()); }, Qt::QueuedConnection);
}

void RegisterScreen::reveal(const Address &address)
{
    if (address.record.isNull())
        return;
    m_table->select(address.record);
    showRecord(address.record); // also where a filter hides its row
    if (m_form->shown() != address.record)
        return;
    if (!address.field.isEmpty())
        m_form->focusField(address.field);
}

void RegisterScreen::addRecord()
{
    if (!canAdd())
        return;
    if (m_form->hasUnstored()) {
        showRecord({}); // says what is not stored yet
        return;
    }
    AnyId id;
    const bool done =
        m_workspace.perform(tr("Add %1").arg(m_type.singular.toLower()), [&](Edit &edit) {
            id = edit.putAny(m_type, newRecord(m_type, edit.now()));
            return Status();
        });
    if (!done)
        return;
    m_table->select(id);
    showRecord(id);
    for (const Field &field : m_type.fields) {
        if (field.kind == Kind::Text) {
            m_form->focusField(field.key);
            break;
        }
    }
}

void RegisterScreen::importTable()
{
    ImportDialog::run(m_workspace, m_type, this);
}

void RegisterScreen::importFile(const QString &path)
{
    ImportDialog::runWith(m_workspace, m_type, path, this);
}

/// The table that is dragged, or nothing.
static QString tableFileIn(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    if (urls.size() != 1 || !urls.front().isLocalFile())
        return {};
    const QString path = urls.front().toLocalFile();
    const QStringList endings{QStringLiteral(".csv"), QStringLiteral(".tsv"),
                              QStringLiteral(".txt"), QStringLiteral(".xlsx"),
                              QStringLiteral(".xlsm")};
    const bool isTable = std::any_of(endings.begin(), endings.end(), [&](const QString &ending) {
        return path.endsWith(ending, Qt::CaseInsensitive);
    });
    return isTable ? path : QString();
}

void RegisterScreen::dragEnterEvent(QDragEnterEvent *event)
{
    if (!tableFileIn(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void RegisterScreen::dropEvent(QDropEvent *event)
{
    const QString path = tableFileIn(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    // The drag ends before the dialog opens: whoever dragged it waits for that.
    QMetaObject::invokeMethod(
        this, [this, path] { importFile(path); }, Qt::QueuedConnection);
}

/// What the control with the focus does not take: it may be a button of the empty register.
void RegisterScreen::keyPressEvent(QKeyEvent *event)
{
    const bool isInsert = event->key() == Qt::Key_Insert && event->modifiers() == Qt::NoModifier;
    if (isInsert && canAdd())
        addRecord();
    else if (event->matches(QKeySequence::Paste) && canAdd())
        m_table->model()->totalCount() == 0 ? m_table->pasteAtEnd() : m_table->paste();
    else
        Screen::keyPressEvent(event);
}

SheetMaker RegisterScreen::sheet() const
{
    const Deriver &deriver = m_workspace.deriver();
    return m_sheet ? m_sheet
                   : sheetWith(m_type, m_derived, deriver.isCurrent() ? deriver.latest() : nullptr);
}

void RegisterScreen::exportRecords()
{
    RegisterExport::ask(m_workspace, m_type, sheet(), this);
}

}
