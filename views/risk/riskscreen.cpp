// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/riskscreen.h"

#include "views/kit/celldelegate.h"
#include "views/kit/panelparts.h"
#include "views/kit/tabledress.h"
#include "views/risk/analysisbar.h"
#include "views/risk/riskcard.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace safeguard {

namespace {

const QString arrangementKey = QStringLiteral("risk-analysis");

QVBoxLayout *inPanel(QFrame *panel)
{
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->setSpacing(0);
    return inner;
}

}

RiskScreen::RiskScreen(Workspace &workspace, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_targets(new RiskTargetModel(this))
    , m_cells(new RiskCellModel(this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("screen-risk-analysis"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    makeHeader();
    layout->addWidget(m_bar);
    m_stack->addWidget(makeEmptyState());
    m_stack->addWidget(makeWork());
    layout->addWidget(m_stack, 1);
    connect(&workspace.deriver(), &Deriver::derived, this, &RiskScreen::refresh);
    refresh();
}

void RiskScreen::makeHeader()
{
    m_bar = new AnalysisBar(m_workspace, this);
    connect(m_bar, &AnalysisBar::nextAsked, this, &RiskScreen::nextAnywhere);
    m_copy = new QToolButton(m_bar);
    m_copy->setText(tr("Copy answers from\u2026"));
    m_copy->setObjectName(QStringLiteral("copy-answers"));
    m_copy->setProperty("role", QStringLiteral("button"));
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_copyMenu = new QMenu(m_copy);
    m_copy->setMenu(m_copyMenu);
    connect(m_copyMenu, &QMenu::aboutToShow, this, &RiskScreen::fillCopyMenu);
    m_bar->addButton(m_copy);
}

QWidget *RiskScreen::makeEmptyState()
{
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *layout = new QVBoxLayout(panel);
    layout->setAlignment(Qt::AlignCenter);
    layout->setSpacing(12);
    auto *title = new QLabel(tr("No risk analysis yet"), panel);
    title->setFont(Tokens::instance().titleFont());
    title->setAlignment(Qt::AlignCenter);
    auto *purpose = panel::text(
        tr("An accurate and thorough look at what could happen to electronic patient data: for "
           "each "
           "system and flow in scope, and for the organization, the threats that follow from the "
           "map. You say how likely and how bad each one is, or why it does not apply. Nothing in "
           "scope is left out: what is not answered yet stays visible."),
        {}, panel);
    purpose->setAlignment(Qt::AlignCenter);
    purpose->setFixedWidth(500);
    auto *citation = new QLabel(tr("45 CFR %1").arg(QStringLiteral("164.308(a)(1)(ii)(A)")), panel);
    citation->setProperty("role", QStringLiteral("muted"));
    citation->setAlignment(Qt::AlignCenter);
    m_start = new QPushButton(tr("Start analysis"), panel);
    m_start->setObjectName(QStringLiteral("start-analysis"));
    m_start->setProperty("role", QStringLiteral("primary"));
    connect(m_start, &QPushButton::clicked, m_bar, &AnalysisBar::start);
    layout->addWidget(title);
    layout->addWidget(purpose, 0, Qt::AlignCenter);
    layout->addWidget(citation);
    layout->addWidget(m_start, 0, Qt::AlignCenter);
    return panel;
}

QWidget *RiskScreen::makeWork()
{
    auto *splitter = new QSplitter;
    m_splitter = splitter;
    splitter->addWidget(makeTargets());
    splitter->addWidget(makeThreats());
    m_card = new RiskCard(m_workspace);
    m_card->setMinimumWidth(376);
    splitter->addWidget(m_card);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({226, 392, 378});
    splitter->setChildrenCollapsible(false);
    connect(m_card, &RiskCard::reasonGiven, this, [this] {
        m_threatTable->setFocus();
        next();
    });
    restoreArrangement();
    return splitter;
}

void RiskScreen::saveArrangement()
{
    const auto text = [](const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64()); };
    const RiskCell *cell = m_cells->cell(m_threatTable->currentIndex().row());
    const QJsonObject state{
        {QStringLiteral("columns"), text(m_splitter->saveState())},
        {QStringLiteral("card"), text(m_card->arrangement())},
        {QStringLiteral("subject"), m_subject.toText()},
        {QStringLiteral("threat"), cell ? cell->threat->id.toText() : QString()}};
    const QByteArray json = QJsonDocument(state).toJson(QJsonDocument::Compact);
    if (m_workspace.project().viewState(arrangementKey) != json)
        m_workspace.project().setViewState(arrangementKey, json);
}

void RiskScreen::restoreArrangement()
{
    const QJsonObject state =
        QJsonDocument::fromJson(m_workspace.project().viewState(arrangementKey)).object();
    const auto bytes = [&](const QString &key) {
        return QByteArray::fromBase64(state[key].toString().toLatin1());
    };
    m_splitter->restoreState(bytes(QStringLiteral("columns")));
    m_card->arrange(bytes(QStringLiteral("card")));
    m_subject = RecordRef::fromText(state[QStringLiteral("subject")].toString());
    if (const auto threat = AnyId::fromText(state[QStringLiteral("threat")].toString()))
        m_lastThreat = Id<Threat>(*threat);
}

void RiskScreen::showEvent(QShowEvent *event)
{
    Screen::showEvent(event);
    m_targetTable->scrollTo(m_targetTable->currentIndex());
}

void RiskScreen::hideEvent(QHideEvent *event)
{
    m_card->saveWaiting();
    if (m_derived && m_derived->risks.assessment()) // else nothing was arranged
        saveArrangement();
    Screen::hideEvent(event);
}

QWidget *RiskScreen::makeTargets()
{
    auto *panel = new QFrame;
    auto *inner = inPanel(panel);
    m_targetTable = new QTableView(panel);
    m_targetTable->setObjectName(QStringLiteral("risk-targets"));
    m_targetTable->setAccessibleName(tr("Asked about"));
    m_targetTable->setModel(m_targets);
    dressTable(m_targetTable);
    m_targetTable->setSelectionMode(QAbstractItemView::SingleSelection);
    auto *header = m_targetTable->horizontalHeader();
    header->setSectionResizeMode(RiskTargetModel::NameColumn, QHeaderView::Stretch);
    // Not by the content: there may be thousands, and all of them are asked while none is in sight.
    header->setSectionResizeMode(RiskTargetModel::DoneColumn, QHeaderView::Fixed);
    header->resizeSection(RiskTargetModel::DoneColumn,
                          m_targetTable->fontMetrics().horizontalAdvance(tr("00 of 00")) + 22);
    inner->addWidget(m_targetTable, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(10, 6, 10, 6);
    auto *openOnly = new QCheckBox(tr("Open only"), panel);
    openOnly->setObjectName(QStringLiteral("risk-open-only"));
    connect(openOnly, &QCheckBox::toggled, this, [this](bool on) {
        m_isRefreshing = true;
        m_targets->setOpenOnly(on, m_subject);
        m_isRefreshing = false;
        m_targetTable->selectRow(m_targets->rowOf(m_subject));
    });
    foot->addWidget(openOnly);
    inner->addLayout(foot);
    connect(m_targetTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &to) { targetChosen(to.row()); });
    return panel;
}

QWidget *RiskScreen::makeThreats()
{
    auto *panel = new QFrame;
    panel->setMinimumWidth(360); // also where the others are as in a wider window
    auto *inner = inPanel(panel);
    m_threatTable = new QTableView(panel);
    m_threatTable->setObjectName(QStringLiteral("risk-threats"));
    m_threatTable->setAccessibleName(tr("Threats"));
    m_threatTable->setModel(m_cells);
    m_threatTable->setItemDelegate(new CellDelegate(m_threatTable));
    dressTable(m_threatTable);
    m_threatTable->setWordWrap(true);
    const int twoLines = 2 * m_threatTable->fontMetrics().lineSpacing() + 12;
    m_threatTable->verticalHeader()->setDefaultSectionSize(qMax(Tokens::rowHeight, twoLines));
    auto *header = m_threatTable->horizontalHeader();
    header->setSectionResizeMode(RiskCellModel::ThreatColumn, QHeaderView::Stretch);
    header->setMinimumSectionSize(28);
    m_threatTable->setColumnWidth(RiskCellModel::StateColumn, 104);
    for (const int column : {RiskCellModel::LikelihoodColumn, RiskCellModel::ImpactColumn})
        m_threatTable->setColumnWidth(column, 30);
    m_threatTable->setColumnWidth(RiskCellModel::RiskColumn, 86);
    m_threatTable->installEventFilter(this);
    inner->addWidget(m_threatTable, 1);
    auto *keys =
        panel::text(tr("1\u20135 likelihood, then 1\u20135 impact  \u00b7  C confirms  \u00b7  "
                       "N why not"),
                    QStringLiteral("muted"), panel);
    keys->setContentsMargins(10, 6, 10, 6);
    inner->addWidget(keys);
    connect(m_threatTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { m_isLikelihoodKeyed = false; });
    connect(m_threatTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RiskScreen::showCard);
    return panel;
}

void RiskScreen::refresh()
{
    m_derived = m_workspace.deriver().latest();
    const bool isStarted = m_derived && m_derived->risks.assessment();
    m_stack->setCurrentIndex(isStarted ? 1 : 0);
    m_bar->show(m_derived);
    m_copy->setVisible(isStarted && m_derived->risks.isOpen());
    m_start->setEnabled(m_derived && m_bar->whyNotStart().isEmpty());
    m_start->setToolTip(m_bar->whyNotStart());
    if (!isStarted) {
        m_card->show(nullptr, {}, {});
        m_cells->show(nullptr, {});
        m_targets->setDerived(nullptr, {});
        return;
    }
    if (!m_derived->risks.targetOf(m_subject) && !m_derived->risks.targets().empty())
        m_subject = m_derived->risks.targets().front().subject;
    m_isRefreshing = true;
    m_targets->setDerived(m_derived, m_subject);
    const int row = m_targets->rowOf(m_subject);
    if (m_targetTable->currentIndex().row() != row)
        m_targetTable->selectRow(row);
    m_isRefreshing = false;
    showTarget(m_subject);
}

/// With the same threat as before, where it is asked here too; else the first that is open.
void RiskScreen::showTarget(const RecordRef &subject)
{
    const RiskCell *before = m_cells->subject() == subject
                                 ? m_cells->cell(m_threatTable->currentIndex().row())
                                 : nullptr;
    const Id<Threat> last = std::exchange(m_lastThreat, {});
    const Id<Threat> threat = before ? idOf(*before->threat) : last;
    m_cells->show(m_derived, subject);
    const auto similar = likeCurrent();
    const QString reason = whyNot();
    m_copy->setEnabled(reason.isEmpty() && !similar.empty());
    m_copy->setToolTip(!reason.isEmpty() ? reason
                       : similar.empty()
                           ? tr("Nothing of the same kind has answers.")
                           : tr("Takes over what one of the same kind was answered."));
    if (!m_threatTable->selectionModel()->hasSelection() && m_cells->rowCount() > 0) {
        const int same = m_cells->rowOf(threat);
        threatChosen(same >= 0 ? same : qMax(0, m_cells->openRow(0)));
    }
    showCard();
}

void RiskScreen::targetChosen(int row)
{
    const RiskTarget *target = m_targets->target(row);
    if (m_isRefreshing || !target || target->subject == m_subject)
        return;
    m_subject = target->subject;
    showTarget(m_subject);
}

void RiskScreen::threatChosen(int row)
{
    const QModelIndex index = m_cells->index(row, RiskCellModel::ThreatColumn);
    m_threatTable->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                                QItemSelectionModel::Rows);
    m_threatTable->scrollTo(index);
}

void RiskScreen::showCard()
{
    if (!m_derived)
        return;
    std::vector<const RiskCell *> cells;
    const int current = m_threatTable->currentIndex().row();
    for (const QModelIndex &index : m_threatTable->selectionModel()->selectedRows()) {
        if (const RiskCell *cell = m_cells->cell(index.row()))
            cells.insert(index.row() == current ? cells.begin() : cells.end(), cell);
    }
    m_card->show(m_derived, cells, whyNot());
}

QString RiskScreen::whyNot() const
{
    const Project &project = m_workspace.project();
    const auto permitted =
        project.canEdit(*project.registers().find(QString::fromLatin1(Risk::registerKey)));
    if (!permitted)
        return permitted.error().text;
    return m_derived && m_derived->risks.isOpen()
               ? QString()
               : tr("This analysis is concluded. Start the next one to answer again.");
}

/// The next that is open becomes current; where all are done, it stays.
void RiskScreen::next()
{
    const auto selected = m_threatTable->selectionModel()->selectedRows();
    const int row = m_threatTable->currentIndex().row();
    for (int at = row + 1; at < m_cells->rowCount(); ++at) {
        const bool isSelected = std::any_of(selected.begin(), selected.end(),
                                            [at](const auto &index) { return index.row() == at; });
        if (!isSelected && !isDone(m_cells->cell(at)->state))
            return threatChosen(at);
    }
    // From the top only once what follows from this answer is there.
    const int first = m_cells->openRow(0);
    if (first >= 0 && first < row)
        threatChosen(first);
}

bool RiskScreen::takeKey(int key)
{
    const int digit = key - Qt::Key_1;
    if (digit >= 0 && digit < levelCount) {
        const auto level = static_cast<Level>(digit);
        if (!std::exchange(m_isLikelihoodKeyed, !m_isLikelihoodKeyed))
            m_card->keyLikelihood(level);
        else if (m_card->keyImpact(level))
            next();
        return true;
    }
    if (key == Qt::Key_C) {
        if (m_card->confirm())
            next();
        return true;
    }
    if (key == Qt::Key_N) {
        m_card->askWhyNot();
        return true;
    }
    if (key == Qt::Key_Escape) {
        m_isLikelihoodKeyed = false;
        return m_card->dropWaiting();
    }
    return false;
}

bool RiskScreen::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_threatTable && event->type() == QEvent::KeyPress) {
        const auto *pressed = static_cast<QKeyEvent *>(event);
        const bool isPlain = !(pressed->modifiers() & ~Qt::KeypadModifier);
        return isPlain && takeKey(pressed->key());
    }
    return Screen::eventFilter(watched, event);
}

std::vector<RecordRef> RiskScreen::likeCurrent() const
{
    std::vector<RecordRef> found;
    const auto current = m_derived ? m_derived->risks.targetOf(m_subject) : std::nullopt;
    if (!current)
        return found;
    const auto &targets = m_derived->risks.targets();
    for (size_t i = 0; i < targets.size(); ++i) {
        const auto cells = m_derived->risks.cellsOf(i);
        const bool isLike = i != *current && targets[i].type == targets[*current].type &&
                            targets[i].kind == targets[*current].kind;
        if (isLike && std::any_of(cells.begin(), cells.end(), [](const RiskCell &cell) {
                return isDone(cell.state); // others are not copied
            }))
            found.push_back(targets[i].subject);
    }
    return found;
}

void RiskScreen::fillCopyMenu()
{
    m_copyMenu->clear();
    for (const RecordRef &from : likeCurrent()) {
        const QString name = m_derived->map.snapshot().describe(from);
        connect(m_copyMenu->addAction(QString(name).replace(u'&', QStringLiteral("&&"))),
                &QAction::triggered, this, [this, from] { copyFrom(from); });
    }
}

void RiskScreen::copyFrom(const RecordRef &from)
{
    const auto derived = m_derived;
    const RecordRef to = m_subject;
    const Snapshot &snapshot = derived->map.snapshot();
    int count = 0;
    const auto copy = [&](Edit &edit) -> Status {
        const auto copied = copyAnswers(edit, derived->risks, from, to);
        SG_TRY(copied);
        count = *copied;
        return {};
    };
    const bool isDone = m_workspace.perform(
        tr("Copy answers of %1 to %2")
            .arg(snapshot.title(from.registerKey, from.id), snapshot.title(to.registerKey, to.id)),
        copy);
    if (isDone)
        m_workspace.say(count > 0 ? tr("%n answers copied", nullptr, count)
                                  : tr("There was nothing to copy: what has an answer, also of an "
                                       "earlier analysis, keeps it, or "
                                       "other threats are asked there."));
}

/// The first that is open behind the present one, on this or on another system or flow.
void RiskScreen::nextAnywhere()
{
    const RiskMap &risks = m_derived->risks;
    const auto &cells = risks.cells();
    const RiskCell *current = m_cells->cell(m_threatTable->currentIndex().row());
    const size_t from = current ? static_cast<size_t>(current - cells.data()) + 1 : 0;
    for (size_t i = 0; i < cells.size(); ++i) {
        const RiskCell &cell = cells[(from + i) % cells.size()];
        if (isDone(cell.state))
            continue;
        m_subject = risks.targets()[cell.target].subject;
        refresh();
        m_targetTable->scrollTo(m_targetTable->currentIndex());
        threatChosen(m_cells->rowOf(idOf(*cell.threat)));
        m_threatTable->setFocus();
        return;
    }
}

void RiskScreen::reveal(const Address &address)
{
    if (!m_derived)
        return;
    const Risk *risk = m_derived->map.snapshot().find(Id<Risk>(address.record));
    const AnyId subject = risk ? risk->subject.id : address.record;
    const Id<Threat> threat =
        risk ? risk->threat : Id<Threat>(AnyId::fromText(address.field).value_or(AnyId()));
    for (const RiskTarget &target : m_derived->risks.targets()) {
        if (target.subject.id != subject)
            continue;
        m_subject = target.subject;
        refresh();
        m_targetTable->scrollTo(m_targetTable->currentIndex());
        if (const int row = m_cells->rowOf(threat); row >= 0)
            threatChosen(row);
        m_threatTable->setFocus();
    }
}

}
