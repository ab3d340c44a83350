// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/baselines/comparedialog.h"

#include "model/drawing/comparison.h"
#include "model/store/comparison.h"
#include "model/store/valuetext.h"
#include "views/baselines/drawingview.h"
#include "views/kit/message.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>

namespace safeguard {

namespace {

QString wordFor(const RecordDifference &difference)
{
    return difference.isAdded()     ? CompareDialog::tr("New")
           : difference.isRemoved() ? CompareDialog::tr("Gone")
                                    : CompareDialog::tr("Changed");
}

Ink inkFor(const RecordDifference &difference)
{
    return difference.isAdded() ? Ink::Good : difference.isRemoved() ? Ink::Danger : Ink::Accent;
}

}

CompareDialog::CompareDialog(Workspace &workspace, Id<Baseline> first, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
{
    setObjectName(QStringLiteral("compare-dialog"));
    setWindowTitle(tr("Compare"));
    resize(980, 640);
    const Snapshot now = workspace.project().snapshot();
    for (const Baseline *baseline : now.inOrder<Baseline>())
        m_baselines.insert(m_baselines.begin(), *baseline);
    build(first);
    compareChosen();
}

QComboBox *CompareDialog::addChoice(const QString &name, const QString &words, bool hasNow)
{
    auto *combo = new QComboBox(this);
    combo->setObjectName(name);
    combo->setAccessibleName(words);
    if (hasNow)
        combo->addItem(tr("Now"), -1);
    for (size_t i = 0; i < m_baselines.size(); ++i)
        combo->addItem(
            tr("%1 (%2)").arg(m_baselines[i].name,
                              m_baselines[i].taken.toLocalTime().date().toString(Qt::ISODate)),
            static_cast<int>(i));
    connect(combo, &QComboBox::currentIndexChanged, this, &CompareDialog::compareChosen);
    return combo;
}

void CompareDialog::build(const Id<Baseline> &first)
{
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    auto *choices = new QHBoxLayout;
    m_from = addChoice(QStringLiteral("compare-from"), tr("From"), false);
    m_to = addChoice(QStringLiteral("compare-to"), tr("To"), true);
    for (size_t i = 0; i < m_baselines.size(); ++i) {
        if (idOf(m_baselines[i]) == first) {
            const QSignalBlocker quiet(m_from);
            m_from->setCurrentIndex(static_cast<int>(i));
        }
    }
    choices->addWidget(new QLabel(tr("From"), this));
    choices->addWidget(m_from, 1);
    choices->addWidget(new QLabel(tr("to"), this));
    choices->addWidget(m_to, 1);
    layout->addLayout(choices);
    m_verdict = panel::text({}, QStringLiteral("heading"), this);
    m_verdict->setObjectName(QStringLiteral("compare-verdict"));
    layout->addWidget(m_verdict);
    m_progress = panel::addProgress(layout);
    m_tabs = new QTabWidget(this);
    m_records = new QTreeWidget(m_tabs);
    m_records->setObjectName(QStringLiteral("compared-records"));
    m_records->setAccessibleName(tr("Records that differ"));
    m_records->setHeaderLabels({tr("Record"), tr("What"), tr("Before"), tr("After")});
    m_records->setWordWrap(true);
    m_records->setUniformRowHeights(false);
    m_records->setStyleSheet(QStringLiteral("QTreeView::item { padding: 4px 2px; }"));
    m_records->header()->setSectionResizeMode(0, QHeaderView::Interactive);
    m_records->setColumnWidth(0, 300);
    m_records->setColumnWidth(1, 150);
    m_records->setColumnWidth(2, 220);
    m_tabs->addTab(m_records, tr("Records"));
    auto *drawn = new QWidget(m_tabs);
    auto *inner = new QVBoxLayout(drawn);
    m_diagram = new QComboBox(drawn);
    m_diagram->setObjectName(QStringLiteral("compared-diagram"));
    m_diagram->setAccessibleName(tr("Diagram"));
    m_drawing = new DrawingView(drawn);
    inner->addWidget(m_diagram);
    inner->addWidget(m_drawing, 1);
    m_tabs->addTab(drawn, tr("On the diagrams"));
    layout->addWidget(m_tabs, 1);
    auto *buttons = new QHBoxLayout;
    m_export =
        panel::addButton(tr("Export as PDF\u2026"), QStringLiteral("export-annex"), false, this);
    auto *close = panel::addButton(tr("Close"), QStringLiteral("compare-close"), true, this);
    buttons->addStretch(1);
    buttons->addWidget(m_export);
    buttons->addWidget(close);
    layout->addLayout(buttons);
    connect(m_diagram, &QComboBox::currentIndexChanged, this, &CompareDialog::showDiagram);
    connect(m_export, &QPushButton::clicked, this, &CompareDialog::exportAnnex);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

void CompareDialog::setBusy(bool isBusy)
{
    m_progress->setVisible(isBusy);
    m_from->setEnabled(!isBusy);
    m_to->setEnabled(!isBusy);
    m_export->setEnabled(!isBusy && m_before && m_after);
}

void CompareDialog::compareChosen()
{
    m_before.reset();
    m_after.reset();
    setBusy(true);
    read(m_from, [this](ComparedState before) {
        m_before = std::move(before);
        read(m_to, [this](ComparedState after) {
            m_after = std::move(after);
            setBusy(false);
            showDifferences();
        });
    });
}

void CompareDialog::read(const QComboBox *choice, std::function<void(ComparedState)> then)
{
    Project &project = m_workspace.project();
    const int at = choice->currentData().toInt();
    if (at < 0) {
        const Entry last = project.lastEdit();
        then({{}, last.sequence, last.time, project.snapshot()});
        return;
    }
    const Baseline baseline = m_baselines.at(static_cast<size_t>(at));
    auto *watcher = new QFutureWatcher<Result<Snapshot>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [=, this] {
        watcher->deleteLater();
        auto content = watcher->result();
        if (content)
            return then(
                {baseline.name, baseline.entry.value_or(0), baseline.taken, *std::move(content)});
        setBusy(false);
        m_verdict->setText(content.error().text);
    });
    watcher->setFuture(project.contentAtLong(baseline.entry.value_or(0), {}));
}

void CompareDialog::showDifferences()
{
    m_records->clear();
    const auto differences = compare(m_before->content, m_after->content);
    std::map<const RegisterType *, QTreeWidgetItem *> registers;
    int records = 0;
    int parts = 0;
    for (const RecordDifference &difference : differences) {
        if (difference.type->isPart) {
            ++parts; // the diagrams show them
            continue;
        }
        ++records;
        QTreeWidgetItem *&of = registers[difference.type];
        if (!of) {
            of = new QTreeWidgetItem(m_records, {difference.type->plural});
            of->setExpanded(true);
        }
        addDifference(of, difference);
    }
    for (const auto &[type, item] : registers)
        item->setText(1, tr("%n records", nullptr, item->childCount()));
    m_verdict->setText(records + parts == 0
                           ? tr("Nothing is different.")
                           : tr("%n records are new, gone or changed", nullptr, records) +
                                 (parts == 0 ? QStringLiteral(".")
                                             : tr(", and %n parts of diagrams.", nullptr, parts)));
    const QSignalBlocker quiet(m_diagram);
    m_diagram->clear();
    for (const Diagram *diagram : m_after->content.inOrder<Diagram>())
        m_diagram->addItem(diagram->name, diagram->id.toBytes());
    showDiagram();
}

void CompareDialog::addDifference(QTreeWidgetItem *parent, const RecordDifference &difference)
{
    const Snapshot &content = difference.isRemoved() ? m_before->content : m_after->content;
    auto *item = new QTreeWidgetItem(
        parent, {content.describe(difference.type->key, difference.id), wordFor(difference)});
    item->setForeground(1, Tokens::instance().color(inkFor(difference)));
    for (const Field *field : difference.fields) {
        if (!field->isGeometry)
            new QTreeWidgetItem(
                item, {QString(), field->label,
                       displayText(*field, field->get(*difference.before), m_before->content),
                       displayText(*field, field->get(*difference.after), m_after->content)});
    }
    item->setExpanded(true);
}

void CompareDialog::showDiagram()
{
    if (!m_before || !m_after || m_diagram->currentIndex() < 0)
        return;
    const auto theme =
        Tokens::instance().isDark() ? diagram::Theme::dark() : diagram::Theme::light();
    const Id<Diagram> id(AnyId::fromBytes(m_diagram->currentData().toByteArray()));
    m_drawing->show(comparedDrawing(m_before->content, m_after->content, id, theme), theme);
}

void CompareDialog::exportAnnex()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export what changed"),
                                                      QDir::home().filePath(tr("What changed.pdf")),
                                                      tr("PDF (*.pdf)"));
    if (path.isEmpty())
        return;
    setBusy(true);
    m_rendering.start(
        [before = *m_before, after = *m_after,
         facts = factsOf(m_workspace.project())](const std::atomic<bool> &isOvertaken) {
            return renderAnnex(before, after, facts, [&](double) { return !isOvertaken; });
        },
        [this, path](const Result<report::Rendered> &rendered) { write(path, rendered); });
}

void CompareDialog::write(const QString &path, const Result<report::Rendered> &rendered)
{
    setBusy(false);
    const Status written =
        rendered ? m_workspace.project().exportFile(tr("what changed"), path, rendered->pdf)
                 : Status(failure(rendered.error()));
    if (written)
        m_workspace.say(tr("Written to %1").arg(QDir::toNativeSeparators(path)));
    else
        warn(this, tr("Nothing was exported"), written.error().text);
}

}
