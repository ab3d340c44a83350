// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/yearscreen.h"

#include "views/kit/celldelegate.h"
#include "views/kit/message.h"
#include "views/kit/panelparts.h"
#include "views/kit/pdfexport.h"
#include "views/kit/recordtablemodel.h"
#include "views/kit/registerscreen.h"
#include "views/kit/tabledress.h"
#include "views/risk/levelbar.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QComboBox>
#include <QProgressBar>
#include <QStackedWidget>
#include <QToolButton>

namespace safeguard {

namespace {

constexpr int allMoves = riskMoveCount; ///< of the strip: no filter

Ink inkOf(RiskMove move)
{
    switch (move) {
    case RiskMove::New:
        return Ink::Accent;
    case RiskMove::Raised:
        return Ink::Danger;
    case RiskMove::Lowered:
        return Ink::Good;
    case RiskMove::Gone:
    case RiskMove::Rejustified:
        break;
    }
    return Ink::Muted;
}

/// What was answered; empty where there was nothing.
QString levelText(const Risk *risk, std::optional<Level> level)
{
    if (!risk)
        return {};
    if (level)
        return labelOf(*level);
    return risk->answer == RiskAnswer::DoesNotApply ? YearModel::tr("Does not apply")
                                                    : YearModel::tr("Not rated");
}

}

Year::Year(AnalysisFile about)
    : file(std::move(about))
    , moves(file.before->risks, file.risks())
{}

void YearModel::show(std::shared_ptr<const Year> year)
{
    beginResetModel();
    m_year = std::move(year);
    list();
    endResetModel();
}

void YearModel::setMove(std::optional<RiskMove> move)
{
    beginResetModel();
    m_move = move;
    list();
    endResetModel();
}

void YearModel::list()
{
    m_rows.clear();
    if (!m_year)
        return;
    for (const RiskDifference &difference : m_year->moves.differences) {
        if (!m_move || difference.move == *m_move)
            m_rows.push_back(&difference);
    }
}

const RiskDifference *YearModel::difference(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<size_t>(row)] : nullptr;
}

int YearModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int YearModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString YearModel::text(const RiskDifference &difference, int column) const
{
    const RiskMap &of =
        difference.move == RiskMove::Gone ? m_year->file.before->risks : m_year->file.risks();
    switch (column) {
    case MoveColumn:
        return nameOf(difference.move);
    case ThreatColumn:
        return of.snapshot().title(QString::fromLatin1(Threat::registerKey), difference.threat);
    case SubjectColumn:
        return of.snapshot().describe(difference.subject);
    case BeforeColumn:
        return levelText(difference.before, difference.levelBefore);
    case AfterColumn:
        return levelText(difference.after, difference.levelAfter);
    default:
        return difference.reasons.join(QStringLiteral("; "));
    }
}

QVariant YearModel::data(const QModelIndex &index, int role) const
{
    const RiskDifference *shown = index.isValid() ? difference(index.row()) : nullptr;
    if (!shown)
        return {};
    const int column = index.column();
    const auto level = column == BeforeColumn  ? shown->levelBefore
                       : column == AfterColumn ? shown->levelAfter
                                               : std::nullopt;
    if (role == RecordTableModel::InkRole && (column == BeforeColumn || column == AfterColumn))
        return int(level ? inkOf(*level) : Ink::Muted);
    if (role == Qt::ForegroundRole && column == MoveColumn)
        return Tokens::instance().color(inkOf(shown->move));
    if (role == Qt::ToolTipRole && column == WhyColumn)
        return shown->reasons.join(u'\n');
    return role == Qt::DisplayRole || role == Qt::ToolTipRole ? text(*shown, column) : QVariant();
}

QVariant YearModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("What"),   tr("Threat"), tr("Of"),
                             tr("Before"), tr("After"),  tr("Why")};
    return titles.value(section);
}

YearScreen::YearScreen(Workspace &workspace, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_model(new YearModel(this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("screen-year-over-year"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(makeHeader());
    m_progress = panel::addProgress(layout);
    auto *notice = new QFrame;
    notice->setProperty("role", QStringLiteral("panel"));
    auto *words = new QVBoxLayout(notice);
    words->setAlignment(Qt::AlignCenter);
    words->setSpacing(12);
    m_noticeTitle = new QLabel(notice);
    m_noticeTitle->setFont(Tokens::instance().titleFont());
    m_noticeTitle->setAlignment(Qt::AlignCenter);
    m_notice = panel::text({}, {}, notice);
    m_notice->setObjectName(QStringLiteral("year-notice"));
    m_notice->setAlignment(Qt::AlignCenter);
    m_notice->setFixedWidth(480);
    words->addWidget(m_noticeTitle);
    words->addWidget(m_notice, 0, Qt::AlignCenter);
    m_stack->addWidget(notice);
    auto *work = new QWidget;
    auto *inner = new QVBoxLayout(work);
    inner->setContentsMargins({});
    inner->setSpacing(8);
    inner->addWidget(makeStrip());
    inner->addWidget(makeTable(), 1);
    m_stack->addWidget(work);
    layout->addWidget(m_stack, 1);
    connect(&workspace.project(), &Project::changed, this, &YearScreen::refresh);
    refresh();
}

YearScreen::~YearScreen()
{
    if (m_isStopped)
        *m_isStopped = true;
}

QWidget *YearScreen::makeHeader()
{
    auto *header = new ScreenHeader(tr("Year over year"), this);
    m_note = header->note();
    m_note->setObjectName(QStringLiteral("year-note"));
    m_note->setTextFormat(Qt::PlainText);
    m_analysis = new QComboBox(header);
    m_analysis->setObjectName(QStringLiteral("year-analysis"));
    m_analysis->setAccessibleName(tr("Risk analysis"));
    m_export = new QPushButton(tr("Export as PDF\u2026"), header);
    m_export->setObjectName(QStringLiteral("year-export"));
    header->addButton(m_analysis);
    header->addButton(m_export);
    connect(m_analysis, &QComboBox::currentIndexChanged, this, &YearScreen::refresh);
    connect(m_export, &QPushButton::clicked, this, &YearScreen::exportReport);
    return header;
}

/// How many moved which way; each narrows the list.
QWidget *YearScreen::makeStrip()
{
    auto *strip = new QWidget;
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins({});
    row->setSpacing(6);
    m_moves = new QButtonGroup(this);
    const auto add = [&](int id, const QString &key) {
        auto *button = new QToolButton(strip);
        button->setObjectName(QStringLiteral("year-") + key);
        button->setCheckable(true);
        button->setProperty("role", QStringLiteral("filter"));
        m_moves->addButton(button, id);
        row->addWidget(button);
    };
    add(allMoves, QStringLiteral("all"));
    for (int i = 0; i < riskMoveCount; ++i)
        add(i, keyOf(static_cast<RiskMove>(i)));
    m_moves->button(allMoves)->setChecked(true);
    m_same = panel::text({}, QStringLiteral("muted"), strip);
    m_same->setObjectName(QStringLiteral("year-same"));
    m_same->setWordWrap(false);
    row->addSpacing(8);
    row->addWidget(m_same);
    row->addStretch(1);
    connect(m_moves, &QButtonGroup::idClicked, this, [this](int id) {
        m_model->setMove(id == allMoves ? std::nullopt : std::optional(static_cast<RiskMove>(id)));
    });
    return strip;
}

QWidget *YearScreen::makeTable()
{
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(1, 1, 1, 1);
    m_table = new QTableView(panel);
    m_table->setObjectName(QStringLiteral("year-risks"));
    m_table->setAccessibleName(tr("Risks that are not what they were"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CellDelegate(m_table));
    dressTable(m_table);
    m_table->setWordWrap(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    const int twoLines = 2 * m_table->fontMetrics().lineSpacing() + 12;
    m_table->verticalHeader()->setDefaultSectionSize(qMax(Tokens::rowHeight, twoLines));
    m_table->setColumnWidth(YearModel::MoveColumn, 100);
    m_table->setColumnWidth(YearModel::ThreatColumn, 176);
    m_table->setColumnWidth(YearModel::SubjectColumn, 160);
    m_table->setColumnWidth(YearModel::BeforeColumn, 108);
    m_table->setColumnWidth(YearModel::AfterColumn, 108);
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { open(index.row()); });
    inner->addWidget(m_table);
    return panel;
}

/// The last one first.
void YearScreen::fillAnalyses()
{
    const QSignalBlocker quiet(m_analysis);
    const QVariant chosen = m_analysis->currentData();
    const bool isFirst = m_analysis->currentIndex() <= 0;
    m_analysis->clear();
    for (const Assessment *one : m_workspace.project().snapshot().inOrder<Assessment>())
        m_analysis->insertItem(0, one->name, one->id.toBytes());
    m_analysis->setCurrentIndex(isFirst ? 0 : qMax(0, m_analysis->findData(chosen)));
    m_analysis->setVisible(m_analysis->count() > 1);
}

YearScreen::Read YearScreen::wanted() const
{
    const Snapshot now = m_workspace.project().snapshot();
    const Id<Assessment> id(AnyId::fromBytes(m_analysis->currentData().toByteArray()));
    if (!now.find(id))
        return {};
    const AnalysisEntries entries = entriesOf(now, id);
    return {id, entries.content, entries.before, entries.content > 0 ? 0 : now.number()};
}

void YearScreen::showEvent(QShowEvent *event)
{
    Screen::showEvent(event);
    refresh();
}

void YearScreen::refresh()
{
    fillAnalyses();
    const Read meant = wanted();
    if (meant.before == 0) {
        m_reading.cancel();
        m_read = {};
        m_year.reset();
        m_model->show(nullptr);
        m_note->clear();
        setBusy(false);
        return meant.analysis.isNull()
                   ? say(tr("No risk analysis yet"),
                         tr("What two analyses differ in is shown here: risks that are new, gone, "
                            "raised or lowered, and why."))
                   : say(tr("No analysis before this one"),
                         tr("From the next one on, what is new, gone, raised or lowered against "
                            "the one before it is shown here, and why."));
    }
    if (isVisible() && meant != m_read)
        read();
}

void YearScreen::say(const QString &title, const QString &words)
{
    m_noticeTitle->setText(title);
    m_notice->setText(words);
    m_stack->setCurrentIndex(0);
}

void YearScreen::setBusy(bool isBusy)
{
    m_progress->setVisible(isBusy);
    m_export->setEnabled(!isBusy && m_year);
}

void YearScreen::read()
{
    if (m_isStopped)
        *m_isStopped = true;
    m_isStopped = std::make_shared<std::atomic<bool>>(false);
    m_read = wanted();
    if (!m_year)
        say(tr("Reading"), tr("The answers of both analyses are read from the history."));
    const AnalysisReading reading(m_workspace.project(), m_read.analysis,
                                  [stopped = m_isStopped](quint32, quint32) { return !*stopped; });
    m_reading.start(
        [reading](const std::atomic<bool> &) -> Result<std::shared_ptr<const Year>> {
            auto file = reading.file();
            SG_TRY(file);
            return std::make_shared<const Year>(*std::move(file));
        },
        [this](Result<std::shared_ptr<const Year>> year) { take(std::move(year)); });
    setBusy(true);
}

void YearScreen::take(Result<std::shared_ptr<const Year>> year)
{
    m_year = year ? *std::move(year) : nullptr;
    m_model->show(m_year);
    setBusy(false);
    if (!m_year)
        return say(tr("The analyses were not read"), wholeText(year.error()));
    m_note->setText(tr("against %1").arg(m_year->file.nameBefore()));
    if (const Assessment *about = m_year->file.assessment(); about && m_analysis->count() < 2)
        m_note->setText(tr("%1 against %2").arg(about->name, m_year->file.nameBefore()));
    showCounts();
    m_stack->setCurrentIndex(1);
}

void YearScreen::showCounts()
{
    const YearOverYear &moves = m_year->moves;
    m_moves->button(allMoves)->setText(tr("All %1").arg(moves.differences.size()));
    for (int i = 0; i < riskMoveCount; ++i) {
        const auto move = static_cast<RiskMove>(i);
        m_moves->button(i)->setText(tr("%1 %2").arg(nameOf(move)).arg(moves.count(move)));
    }
    m_same->setText(tr("%1 as they were").arg(moves.same));
}

/// Its question where it is asked now, else what is left of it.
void YearScreen::open(int row)
{
    const RiskDifference *difference = m_model->difference(row);
    if (!difference)
        return;
    const auto derived = m_workspace.deriver().latest();
    if (derived && derived->risks.cell(difference->subject, difference->threat))
        return m_workspace.go(
            {QStringLiteral("risk-analysis"), difference->subject.id, difference->threat.toText()});
    const Risk *risk = difference->after ? difference->after : difference->before;
    if (m_workspace.project().snapshot().find(idOf(*risk)))
        m_workspace.go({Workspace::screenOf(QString::fromLatin1(Risk::registerKey)), risk->id});
    else
        m_workspace.say(tr("This risk is not there any more."));
}

void YearScreen::exportReport()
{
    if (!m_year)
        return;
    setBusy(true);
    m_rendering.start(
        [year = m_year](const std::atomic<bool> &isOvertaken) {
            return renderRiskReport(RiskReport::YearOverYear, year->file,
                                    [&](double) { return !isOvertaken; });
        },
        [this, year = m_year](const Result<report::Rendered> &rendered) {
            setBusy(m_reading.isRunning());
            const Assessment *about = year->file.assessment();
            if (!rendered)
                warn(this, tr("Nothing was exported"), wholeText(rendered.error()));
            else if (about)
                exportPdf(m_workspace, this, nameOf(RiskReport::YearOverYear),
                          fileTitleOf(RiskReport::YearOverYear, *about), rendered->pdf);
        });
}

}
