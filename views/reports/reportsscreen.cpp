// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/reports/reportsscreen.h"

#include "model/binder/binder.h"
#include "views/kit/registerscreen.h"

#include <QBoxLayout>
#include <QBuffer>
#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QPdfBookmarkModel>
#include <QPdfDocument>
#include <QPdfPageNavigator>
#include <QPdfView>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTreeView>

namespace safeguard {

ReportsScreen::ReportsScreen(Workspace &workspace, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_stack(new QStackedWidget(this))
    , m_document(new QPdfDocument(this))
    , m_view(new QPdfView)
    , m_bookmarks(new QTreeView)
{
    setObjectName(QStringLiteral("screen-reports"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    auto *header = new ScreenHeader(tr("Audit binder"), this);
    m_state = header->note();
    m_progress = new QProgressBar(header);
    m_progress->setRange(0, 100);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(160);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel = new QPushButton(tr("Cancel"), header);
    m_make = new QPushButton(tr("Make preview"), header);
    m_make->setObjectName(QStringLiteral("make"));
    m_save = new QPushButton(tr("Export PDF"), header);
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setProperty("role", QStringLiteral("primary"));
    for (QWidget *widget : QList<QWidget *>{m_progress, m_cancel, m_make, m_save})
        header->addButton(widget);
    connect(m_make, &QPushButton::clicked, this, &ReportsScreen::makePreview);
    connect(m_cancel, &QPushButton::clicked, this, &ReportsScreen::cancel);
    connect(m_save, &QPushButton::clicked, this, &ReportsScreen::save);
    layout->addWidget(header);

    auto *intro = new QFrame;
    intro->setProperty("role", QStringLiteral("panel"));
    auto *words = new QVBoxLayout(intro);
    words->setAlignment(Qt::AlignCenter);
    auto *text = new QLabel(
        tr("The audit binder holds everything in this project: inventory, touchpoints, "
           "classification, each diagram, flows with their protection, where ePHI comes into "
           "being and why, encryption, open findings. It carries the digest of the content and "
           "the hash of the last edit, so that a reader can tell which state it shows."),
        intro);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    text->setFixedWidth(480);
    words->addWidget(text, 0, Qt::AlignCenter);
    auto *first = new QPushButton(tr("Make the preview"), intro);
    first->setObjectName(QStringLiteral("make-first"));
    first->setProperty("role", QStringLiteral("primary"));
    connect(first, &QPushButton::clicked, this, &ReportsScreen::makePreview);
    words->addSpacing(12);
    words->addWidget(first, 0, Qt::AlignCenter);
    m_stack->addWidget(intro);

    auto *splitter = new QSplitter;
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(4, 8, 4, 4);
    auto *bookmarks = new QPdfBookmarkModel(m_bookmarks);
    bookmarks->setDocument(m_document);
    m_bookmarks->setModel(bookmarks);
    m_bookmarks->setHeaderHidden(true);
    m_bookmarks->setAccessibleName(tr("Bookmarks"));
    inner->addWidget(m_bookmarks);
    splitter->addWidget(panel);
    m_view->setDocument(m_document);
    m_view->setPageMode(QPdfView::PageMode::MultiPage);
    m_view->setZoomMode(QPdfView::ZoomMode::FitToWidth);
    m_view->setAccessibleName(tr("Preview"));
    splitter->addWidget(m_view);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({260, 800});
    m_stack->addWidget(splitter);
    layout->addWidget(m_stack, 1);

    connect(m_bookmarks, &QTreeView::activated, this, [this](const QModelIndex &index) {
        m_view->pageNavigator()->jump(
            index.data(int(QPdfBookmarkModel::Role::Page)).toInt(),
            index.data(int(QPdfBookmarkModel::Role::Location)).toPointF());
    });
    connect(m_bookmarks, &QTreeView::clicked, m_bookmarks, &QTreeView::activated);
    connect(&workspace.project(), &Project::changed, this, &ReportsScreen::refreshState);
    setBusy(false);
}

ReportsScreen::~ReportsScreen()
{
    cancel();
    m_document->close();
}

void ReportsScreen::setBusy(bool busy)
{
    if (!busy)
        m_progressTimer.stop();
    m_progress->setVisible(busy);
    m_cancel->setVisible(busy);
    m_make->setVisible(!busy);
    m_save->setEnabled(!busy && !m_pdf.isEmpty());
    refreshState();
}

void ReportsScreen::refreshState()
{
    if (m_pdf.isEmpty()) {
        m_state->setText({});
        return;
    }
    const bool isCurrent = m_snapshotNumber == m_workspace.project().snapshot().number();
    m_state->setText(isCurrent
                         ? tr("%n pages", nullptr, m_document->pageCount())
                         : tr("%n pages, of an earlier state", nullptr, m_document->pageCount()));
    m_make->setText(tr("Make again"));
}

void ReportsScreen::makePreview()
{
    cancel();
    setBusy(true);
    m_progress->setValue(0);
    const Snapshot snapshot = m_workspace.project().snapshot();
    m_snapshotNumber = snapshot.number();
    const auto done = std::make_shared<std::atomic<int>>(0);
    m_progressTimer.disconnect();
    connect(&m_progressTimer, &QTimer::timeout, this,
            [this, done] { m_progress->setValue(*done); });
    m_progressTimer.start(60);
    m_job.start(
        [snapshot, done,
         facts = factsOf(m_workspace.project())](const std::atomic<bool> &isOvertaken) {
            const Derived derived(snapshot);
            return renderBinder(derived, facts, [&](double part) {
                *done = static_cast<int>(part * 100);
                return !isOvertaken;
            });
        },
        [this](Result<report::Rendered> rendered) { show(std::move(rendered)); });
}

void ReportsScreen::cancel()
{
    m_job.cancel();
    setBusy(false);
}

void ReportsScreen::show(Result<report::Rendered> rendered)
{
    if (!rendered) {
        setBusy(false);
        QMessageBox::warning(this, tr("The binder was not made"), rendered.error().text);
        return;
    }
    m_document->close();
    m_pdf = rendered->pdf;
    // The preview reads from memory: nothing of the project is written outside its file unasked.
    m_buffer = std::make_unique<QBuffer>(&m_pdf);
    m_buffer->open(QIODevice::ReadOnly);
    m_document->load(m_buffer.get());
    m_stack->setCurrentIndex(1);
    setBusy(false);
    Q_EMIT previewReady(rendered->pages);
}

void ReportsScreen::save()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the audit binder"),
                                                      QDir(folder).filePath(tr("Audit binder.pdf")),
                                                      tr("PDF (*.pdf)"));
    if (path.isEmpty())
        return;
    const auto written = m_workspace.project().exportFile(tr("the audit binder"), path, m_pdf);
    if (written)
        m_workspace.say(tr("Written to %1").arg(QDir::toNativeSeparators(path)));
    else
        QMessageBox::warning(this, tr("Nothing was exported"), written.error().text);
}

}
