// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/history/historyscreen.h"

#include "model/binder/historyreport.h"
#include "model/exchange/xlsx.h"
#include "model/project/rights.h"
#include "views/history/historyfilterbar.h"
#include "views/kit/expungedialog.h"
#include "views/kit/message.h"
#include "views/kit/panelparts.h"
#include "views/kit/registerscreen.h"
#include "views/kit/tabledress.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>

namespace safeguard {

HistoryScreen::HistoryScreen(Workspace &workspace, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_model(new HistoryModel(workspace, this))
    , m_header(new ScreenHeader(tr("History"), this))
    , m_filters(new HistoryFilterBar(workspace, this))
    , m_table(new QTableView)
    , m_sentence(new QLabel)
    , m_meta(new QLabel)
    , m_changes(new QListWidget)
{
    setObjectName(QStringLiteral("screen-history"));
    build();
    connect(m_filters, &HistoryFilterBar::changed, this, &HistoryScreen::showFilter);
    connect(m_model, &HistoryModel::shownChanged, this, &HistoryScreen::showCount);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &HistoryScreen::showCurrent);
    showCount();
    showCurrent();
}

void HistoryScreen::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(m_header);
    const auto mayExpunge = may(m_workspace.project().user(), Operation::Expunge);
    QPushButton *expunging =
        addButton(tr("Remove for good\u2026"), QStringLiteral("expunge"), &HistoryScreen::expunge);
    expunging->setEnabled(mayExpunge && !m_workspace.project().isReadOnly());
    expunging->setToolTip(mayExpunge ? tr("For what must never have been written")
                                     : mayExpunge.error().text);
    addButton(tr("Export\u2026"), QStringLiteral("export-history"), &HistoryScreen::exportShown);
    layout->addWidget(m_filters);
    auto *splitter = new QSplitter;
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->addWidget(m_table);
    splitter->addWidget(panel);
    m_table->setObjectName(QStringLiteral("table-history"));
    m_table->setAccessibleName(tr("History"));
    m_table->setModel(m_model);
    dressTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(HistoryModel::WhatColumn,
                                                      QHeaderView::Stretch);
    m_table->setColumnWidth(HistoryModel::NumberColumn, 58);
    m_table->setColumnWidth(HistoryModel::TimeColumn, 162);
    m_table->setColumnWidth(HistoryModel::WhoColumn, 108);
    m_table->setColumnWidth(HistoryModel::KindColumn, 90);
    splitter->addWidget(makeDetail());
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({700, 340});
    splitter->setChildrenCollapsible(false);
    layout->addWidget(splitter, 1);
}

QWidget *HistoryScreen::makeDetail()
{
    auto *detail = new QFrame;
    detail->setProperty("role", QStringLiteral("panel"));
    detail->setMinimumWidth(300);
    auto *text = new QVBoxLayout(detail);
    text->setContentsMargins(16, 12, 16, 12);
    text->setSpacing(6);
    for (QLabel *label : {m_sentence, m_meta}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        text->addWidget(label);
    }
    m_sentence->setProperty("role", QStringLiteral("heading"));
    m_meta->setProperty("role", QStringLiteral("muted"));
    m_meta->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_meta->hide(); // until an entry shows
    m_changes->setObjectName(QStringLiteral("history-changes"));
    m_changes->setAccessibleName(tr("What changed"));
    m_changes->setWordWrap(true);
    m_changes->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    text->addWidget(m_changes, 1);
    m_show = new QPushButton(tr("Show the record"), detail);
    m_show->setObjectName(QStringLiteral("show-record"));
    m_goBack = new QPushButton(tr("Put it back as after this entry"), detail);
    m_goBack->setObjectName(QStringLiteral("go-back"));
    m_goBack->setToolTip(tr("As a new edit, which can be undone"));
    text->addWidget(m_show);
    text->addWidget(m_goBack);
    connect(m_goBack, &QPushButton::clicked, this, &HistoryScreen::goBack);
    connect(m_changes, &QListWidget::currentRowChanged, this, [this] {
        const RecordRef record = currentRecord();
        const RegisterType *type = m_workspace.project().registers().find(record.registerKey);
        const bool isThere = m_workspace.project().snapshot().find(record) != nullptr;
        m_show->setEnabled(isThere && type && !type->isPart);
        m_goBack->setEnabled(type && m_workspace.project().mayEdit(*type));
    });
    connect(m_show, &QPushButton::clicked, this, [this] {
        const RecordRef record = currentRecord();
        m_workspace.go({Workspace::screenOf(record.registerKey), record.id});
    });
    return detail;
}

QPushButton *HistoryScreen::addButton(const QString &words, const QString &name,
                                      void (HistoryScreen::*run)())
{
    auto *button = new QPushButton(words, m_header);
    button->setObjectName(name);
    connect(button, &QPushButton::clicked, this, run);
    m_header->addButton(button);
    return button;
}

void HistoryScreen::reveal(const Address &address)
{
    if (!address.record.isNull())
        m_filters->setRecord(address.record);
}

void HistoryScreen::showFilter()
{
    m_model->setFilter(m_filters->filter());
    m_table->setCurrentIndex(m_model->index(0, HistoryModel::WhatColumn));
    showCurrent();
}

void HistoryScreen::showCount()
{
    const qint64 all = m_workspace.project().entryCount();
    const QString shown =
        m_model->filter().isEmpty()
            ? tr("%n entries, each linked to the one before and signed", nullptr,
                 static_cast<int>(all))
            : tr("%1 of %n entries", nullptr, static_cast<int>(all)).arg(m_model->rowCount());
    m_header->note()->setText(m_model->isComplete() ? shown : shown + tr(", still reading"));
    if (!m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_model->index(0, HistoryModel::WhatColumn));
}

void HistoryScreen::showCurrent()
{
    m_changes->clear();
    m_show->setEnabled(false);
    m_goBack->setEnabled(false);
    const HistoryLine *line = m_model->line(m_table->currentIndex().row());
    if (!line) {
        m_sentence->setText(m_model->isComplete() ? tr("No entry is like that.") : QString());
        panel::showIn(m_meta, {});
        return;
    }
    m_sentence->setText(line->sentence);
    const auto told = m_workspace.project().tell({line->sequence});
    if (told)
        showChanges(told->front());
    else
        panel::showIn(m_meta, told.error().text);
}

void HistoryScreen::showChanges(const ToldEntry &entry)
{
    constexpr size_t most = 400;
    panel::showIn(m_meta, tr("Entry %1 by %2, %3 UTC")
                              .arg(entry.line.sequence)
                              .arg(entry.who, entry.line.time.toString(
                                                  QStringLiteral("yyyy-MM-dd HH:mm:ss"))));
    for (size_t i = 0; i < std::min(most, entry.changes.size()); ++i) {
        const ChangeWords &words = entry.changes[i];
        auto *item = new QListWidgetItem(words.sentence, m_changes);
        item->setData(Qt::UserRole, RecordRef{words.registerKey, words.record}.toText());
        if (words.record == m_model->filter().record && !m_changes->currentItem())
            m_changes->setCurrentItem(item);
    }
    if (entry.changes.size() > most)
        m_changes->addItem(
            tr("and %n more", nullptr, static_cast<int>(entry.changes.size() - most)));
    const bool isOfOneRecord =
        std::all_of(entry.changes.begin(), entry.changes.end(), [&](const ChangeWords &words) {
            return words.record == entry.changes.front().record;
        });
    if (!m_changes->currentItem() && isOfOneRecord)
        m_changes->setCurrentRow(0);
}

RecordRef HistoryScreen::currentRecord() const
{
    const QListWidgetItem *item = m_changes->currentItem();
    return item ? RecordRef::fromText(item->data(Qt::UserRole).toString()) : RecordRef();
}

void HistoryScreen::goBack()
{
    const HistoryLine *line = m_model->line(m_table->currentIndex().row());
    const RecordRef record = currentRecord();
    if (!line || record.isNull())
        return;
    m_goBack->setEnabled(false);
    auto *watcher = new QFutureWatcher<Result<Change>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        const auto done = watcher->result();
        if (!done)
            Q_EMIT m_workspace.refused(done.error());
        else
            m_workspace.say(done->isEmpty() ? tr("It is like that now.") : done->entry.sentence);
        showCurrent();
    });
    watcher->setFuture(m_workspace.project().goBackLong(record, line->sequence));
}

void HistoryScreen::exportShown()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export the history"), QDir::home().filePath(tr("History.pdf")),
        tr("PDF (*.pdf);;Spreadsheet (*.xlsx);;CSV (*.csv)"));
    if (path.isEmpty())
        return;
    auto *progress = new QProgressDialog(tr("Reading the entries"), tr("Cancel"), 0, 0, this);
    progress->setWindowModality(Qt::WindowModal);
    const auto isStopped = std::make_shared<std::atomic<bool>>(false);
    connect(progress, &QProgressDialog::canceled, this, [isStopped] { *isStopped = true; });
    auto *watcher = new QFutureWatcher<Result<std::vector<ToldEntry>>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [=, this] {
        watcher->deleteLater();
        progress->deleteLater();
        const auto entries = watcher->result();
        if (entries)
            write(path, *entries);
        else if (entries.error().code != ErrorCode::Cancelled)
            warn(this, tr("Nothing was exported"), entries.error().text);
    });
    watcher->setFuture(m_workspace.project().tellLong(
        m_model->shownSequences(), [isStopped](quint32, quint32) { return !*isStopped; }));
}

void HistoryScreen::write(const QString &path, const std::vector<ToldEntry> &entries)
{
    Project &project = m_workspace.project();
    Result<QByteArray> bytes;
    if (path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive)) {
        bytes = historyCsv(entries, project.snapshot());
    } else if (path.endsWith(QStringLiteral(".xlsx"), Qt::CaseInsensitive)) {
        const Sheet sheet = historySheet(entries, project.snapshot());
        bytes = toXlsx({sheet}, {sheet.name, project.snapshot().today()});
    } else {
        auto rendered = report::toPdf(
            historyReport(entries, m_filters->words(), project.snapshot(), factsOf(project)));
        bytes = rendered ? Result<QByteArray>(std::move(rendered->pdf))
                         : Result<QByteArray>(failure(rendered.error()));
    }
    const Status written = bytes ? project.exportFile(tr("the history"), path, *bytes)
                                 : Status(failure(bytes.error()));
    if (written)
        m_workspace.say(tr("Written to %1").arg(QDir::toNativeSeparators(path)));
    else
        warn(this, tr("Nothing was exported"), written.error().text);
}

void HistoryScreen::expunge()
{
    ExpungeDialog(m_workspace, this).exec();
    // The lines say less than they did: read them anew.
    const HistoryFilter filter = m_model->filter();
    auto *old = std::exchange(m_model, new HistoryModel(m_workspace, this));
    connect(m_model, &HistoryModel::shownChanged, this, &HistoryScreen::showCount);
    m_table->setModel(m_model);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &HistoryScreen::showCurrent);
    old->deleteLater();
    m_model->setFilter(filter);
    showCurrent();
}

}
