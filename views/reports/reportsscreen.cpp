// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/reports/reportsscreen.h"

#include "views/kit/message.h"
#include "views/kit/panelparts.h"
#include "views/kit/pdfexport.h"
#include "views/kit/registerscreen.h"

#include <QBoxLayout>
#include <QBuffer>
#include <QComboBox>
#include <QListWidget>
#include <QPdfBookmarkModel>
#include <QPdfDocument>
#include <QPdfPageNavigator>
#include <QPdfView>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>

namespace safeguard {

namespace {

QString dateText(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime().date(), QLocale::ShortFormat);
}

}

ReportsScreen::ReportsScreen(Workspace &workspace, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_offers(reportOffers())
    , m_stack(new QStackedWidget(this))
    , m_document(new QPdfDocument(this))
    , m_view(new QPdfView)
    , m_bookmarks(new QTreeView)
{
    setObjectName(QStringLiteral("screen-reports"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(makeHeader());
    auto *splitter = new QSplitter;
    splitter->addWidget(makeList());
    m_stack->addWidget(makeIntro());
    m_view->setDocument(m_document);
    m_view->setPageMode(QPdfView::PageMode::MultiPage);
    m_view->setZoomMode(QPdfView::ZoomMode::FitToWidth);
    m_view->setAccessibleName(tr("Preview"));
    m_stack->addWidget(m_view);
    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins({});
    m_standing = panel::text({}, QStringLiteral("heading"), right);
    m_standing->setObjectName(QStringLiteral("report-standing"));
    column->addWidget(m_standing);
    column->addWidget(m_stack, 1);
    splitter->addWidget(right);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({250, 800});
    splitter->setChildrenCollapsible(false);
    layout->addWidget(splitter, 1);

    connect(&m_progressTimer, &QTimer::timeout, this,
            [this] { m_progress->setValue(m_told->percent); });
    connect(&workspace.project(), &Project::changed, this, &ReportsScreen::refresh);
    connect(&workspace.deriver(), &Deriver::derived, this, &ReportsScreen::refresh);
    m_reports->setCurrentRow(0);
    setBusy(false);
}

ReportsScreen::~ReportsScreen()
{
    stop();
    m_document->close();
}

QWidget *ReportsScreen::makeHeader()
{
    auto *header = new ScreenHeader(tr("Reports"), this);
    m_state = header->note();
    m_state->setObjectName(QStringLiteral("report-pages"));
    m_analysis = new QComboBox(header);
    m_analysis->setObjectName(QStringLiteral("report-analysis"));
    m_analysis->setAccessibleName(tr("Risk analysis"));
    m_analysis->setToolTip(tr("Of which risk analysis"));
    m_progress = new QProgressBar(header);
    m_progress->setRange(0, 100);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(160);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel = new QPushButton(tr("Cancel"), header);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_make = new QPushButton(tr("Make preview"), header);
    m_make->setObjectName(QStringLiteral("make"));
    m_save = new QPushButton(tr("Export PDF"), header);
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setProperty("role", QStringLiteral("primary"));
    for (QWidget *widget : QList<QWidget *>{m_analysis, m_progress, m_cancel, m_make, m_save})
        header->addButton(widget);
    connect(m_analysis, &QComboBox::currentIndexChanged, this, &ReportsScreen::reportChosen);
    connect(m_make, &QPushButton::clicked, this, &ReportsScreen::makePreview);
    connect(m_cancel, &QPushButton::clicked, this, &ReportsScreen::cancel);
    connect(m_save, &QPushButton::clicked, this, &ReportsScreen::save);
    return header;
}

/// What can be made, and below it the bookmarks of what is made.
QWidget *ReportsScreen::makeList()
{
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(4, 4, 4, 4);
    m_reports = new QListWidget(panel);
    m_reports->setObjectName(QStringLiteral("reports"));
    m_reports->setAccessibleName(tr("Reports"));
    for (const ReportOffer &offer : m_offers)
        m_reports->addItem(offer.name);
    m_reports->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_reports->setFixedHeight(m_reports->sizeHintForRow(0) * m_reports->count() + 12);
    inner->addWidget(m_reports);
    auto *line = new QFrame(panel);
    line->setProperty("role", QStringLiteral("hairline"));
    inner->addWidget(line);
    auto *bookmarks = new QPdfBookmarkModel(m_bookmarks);
    bookmarks->setDocument(m_document);
    m_bookmarks->setModel(bookmarks);
    m_bookmarks->setHeaderHidden(true);
    m_bookmarks->setAccessibleName(tr("Bookmarks"));
    inner->addWidget(m_bookmarks, 1);
    inner->addStretch(0); // takes the room while there are no bookmarks
    connect(m_reports, &QListWidget::currentRowChanged, this, &ReportsScreen::reportChosen);
    connect(m_bookmarks, &QTreeView::activated, this, [this](const QModelIndex &index) {
        m_view->pageNavigator()->jump(
            index.data(int(QPdfBookmarkModel::Role::Page)).toInt(),
            index.data(int(QPdfBookmarkModel::Role::Location)).toPointF());
    });
    connect(m_bookmarks, &QTreeView::clicked, m_bookmarks, &QTreeView::activated);
    return panel;
}

QWidget *ReportsScreen::makeIntro()
{
    auto *intro = new QFrame;
    intro->setProperty("role", QStringLiteral("panel"));
    auto *words = new QVBoxLayout(intro);
    words->setAlignment(Qt::AlignCenter);
    words->setSpacing(12);
    m_title = new QLabel(intro);
    m_title->setFont(Tokens::instance().titleFont());
    m_title->setAlignment(Qt::AlignCenter);
    m_about = panel::text({}, {}, intro);
    m_about->setObjectName(QStringLiteral("report-about"));
    m_about->setAlignment(Qt::AlignCenter);
    m_about->setFixedWidth(480);
    m_first = panel::addButton(tr("Make the preview"), QStringLiteral("make-first"), true, intro);
    m_toAnalysis =
        panel::addButton(tr("Go to Risk analysis"), QStringLiteral("to-analysis"), true, intro);
    connect(m_first, &QPushButton::clicked, this, &ReportsScreen::makePreview);
    connect(m_toAnalysis, &QPushButton::clicked, this,
            [this] { m_workspace.go({QStringLiteral("risk-analysis")}); });
    words->addWidget(m_title);
    for (QWidget *widget : QList<QWidget *>{m_about, m_first, m_toAnalysis})
        words->addWidget(widget, 0, Qt::AlignCenter);
    return intro;
}

const ReportOffer &ReportsScreen::chosen() const
{
    return m_offers[static_cast<size_t>(qMax(0, m_reports->currentRow()))];
}

const Assessment *ReportsScreen::chosenAnalysis() const
{
    if (!chosen().isOfAnalysis)
        return nullptr;
    const auto id = Id<Assessment>(AnyId::fromBytes(m_analysis->currentData().toByteArray()));
    return m_workspace.project().snapshot().find(id);
}

const ReportsScreen::Made *ReportsScreen::shown() const
{
    const auto at = m_made.find(m_reports->currentRow());
    if (at == m_made.end())
        return nullptr;
    const Assessment *analysis = chosenAnalysis();
    const Id<Assessment> id = analysis ? idOf(*analysis) : Id<Assessment>();
    return at->second.analysis == id ? &at->second : nullptr;
}

/// The last one first.
void ReportsScreen::fillAnalyses()
{
    const QSignalBlocker quiet(m_analysis);
    const QVariant chosen = m_analysis->currentData();
    const bool isFirst = m_analysis->currentIndex() <= 0; // stays with the last one
    m_analysis->clear();
    for (const Assessment *one : m_workspace.project().snapshot().inOrder<Assessment>())
        m_analysis->insertItem(0, one->name, one->id.toBytes());
    m_analysis->setCurrentIndex(isFirst ? 0 : qMax(0, m_analysis->findData(chosen)));
}

void ReportsScreen::refresh()
{
    fillAnalyses();
    const ReportOffer &offer = chosen();
    const bool isMissing = offer.isOfAnalysis && m_analysis->count() == 0;
    const bool isBusy = m_job.isRunning();
    m_analysis->setVisible(offer.isOfAnalysis && m_analysis->count() > 1);
    m_title->setText(offer.name);
    m_about->setText(isMissing
                         ? tr("There is no risk analysis yet, so there is nothing to report. Start "
                              "one on the screen Risk analysis.")
                         : offer.about);
    m_standing->setText(standing());
    m_standing->setVisible(!m_standing->text().isEmpty());
    m_first->setVisible(!isMissing);
    m_first->setEnabled(!isBusy);
    m_toAnalysis->setVisible(isMissing);
    m_make->setVisible(!isBusy && !isMissing);
    m_make->setText(shown() ? tr("Make again") : tr("Make preview"));
    m_save->setEnabled(!isBusy && shown());
    showMade();
}

void ReportsScreen::showMade()
{
    const Made *made = shown();
    m_stack->setCurrentIndex(made ? 1 : 0);
    m_bookmarks->setVisible(made);
    const int row = made ? m_reports->currentRow() : -1;
    if (row != m_previewed) {
        m_document->close();
        m_buffer.reset();
        m_previewed = row;
        if (made) {
            // The preview reads from memory: nothing of it is written outside the file unasked.
            m_buffer = std::make_unique<QBuffer>();
            m_buffer->setData(made->pdf);
            m_buffer->open(QIODevice::ReadOnly);
            m_document->load(m_buffer.get());
        }
    }
    if (!made)
        return m_state->clear();
    const bool isCurrent = made->snapshotNumber == m_workspace.project().snapshot().number();
    const int pages = m_document->pageCount();
    m_state->setText(isCurrent ? tr("%n pages", nullptr, pages)
                               : tr("%n pages, of an earlier state", nullptr, pages));
}

QString ReportsScreen::standing() const
{
    const Assessment *analysis = chosenAnalysis();
    if (!analysis)
        return {};
    const Snapshot now = m_workspace.project().snapshot();
    const Baseline *frozen = now.find(analysis->baseline);
    const auto derived = m_workspace.deriver().latest();
    if (!frozen) {
        const Coverage coverage = derived ? derived->risks.coverage() : Coverage();
        const auto open = static_cast<int>(coverage.all() - coverage.done());
        return open > 0 ? tr("Draft: %1 of %n questions are open", nullptr,
                             static_cast<int>(coverage.all()))
                              .arg(open)
                        : tr("Draft: every question is answered, the analysis is not concluded");
    }
    const Signature *approval = approvalOf(*analysis, now);
    if (!approval)
        return tr("As concluded on %1; nobody has approved it yet").arg(dateText(frozen->taken));
    const QString approved =
        tr("As approved by %1 on %2").arg(approval->printedName, dateText(approval->signedAt));
    const qint64 stale =
        derived && derived->risks.assessment() && derived->risks.assessment()->id == analysis->id
            ? derived->risks.coverage().all() - derived->risks.coverage().done()
            : 0;
    if (stale > 0)
        return tr("%1; out of date since for %n questions", nullptr, static_cast<int>(stale))
            .arg(approved);
    return stateOf(analysis, now) == AnalysisState::Edited
               ? tr("%1; what was edited since is not in it").arg(approved)
               : approved;
}

void ReportsScreen::reportChosen()
{
    if (m_job.isRunning())
        cancel();
    else
        refresh();
}

void ReportsScreen::setBusy(bool busy)
{
    if (!busy)
        m_progressTimer.stop();
    const bool hasKeyboard = m_cancel->hasFocus() || m_first->hasFocus() || m_make->hasFocus();
    m_progress->setVisible(busy);
    m_cancel->setVisible(busy);
    if (hasKeyboard && busy) // what had it goes away
        m_cancel->setFocus();
    refresh();
    if (hasKeyboard && !busy)
        shown() ? m_view->setFocus() : m_first->setFocus();
}

void ReportsScreen::makePreview()
{
    stop();
    const ReportOffer &offer = chosen();
    const Assessment *analysis = chosenAnalysis();
    if (offer.isOfAnalysis && !analysis)
        return;
    m_told = std::make_shared<ReportTold>();
    m_progress->setValue(0);
    m_progressTimer.start(60);
    const Made made{{},
                    m_workspace.project().snapshot().number(),
                    analysis ? idOf(*analysis) : Id<Assessment>()};
    m_job.start(offer.begin(m_workspace.project(), analysis, m_told),
                [this, made, row = m_reports->currentRow()](Result<report::Rendered> rendered) {
                    take(row, made, std::move(rendered));
                });
    setBusy(true);
}

void ReportsScreen::stop()
{
    if (m_told)
        m_told->isStopped = true;
    m_job.cancel();
}

void ReportsScreen::cancel()
{
    stop();
    setBusy(false);
}

void ReportsScreen::take(int report, Made made, Result<report::Rendered> rendered)
{
    if (!rendered) {
        setBusy(false);
        warn(this, tr("The report was not made"), wholeText(rendered.error()));
        return;
    }
    made.pdf = rendered->pdf;
    m_made[report] = std::move(made);
    m_previewed = -1;
    setBusy(false);
    Q_EMIT previewReady(rendered->pages);
}

void ReportsScreen::save()
{
    const Made *made = shown();
    if (!made)
        return;
    exportPdf(m_workspace, this, chosen().name, chosen().fileTitle(chosenAnalysis()),
              QByteArray(made->pdf));
}

}
