// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/people/trainingscreen.h"

#include "model/binder/certificate.h"
#include "model/binder/peoplesheets.h"
#include "views/kit/filters.h"
#include "views/kit/gridtable.h"
#include "views/kit/message.h"
#include "views/kit/panelparts.h"
#include "views/kit/pdfexport.h"
#include "views/kit/registerscreen.h"
#include "views/people/classdialog.h"
#include "views/people/trainingfigures.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QPainter>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>

namespace safeguard {

namespace {

constexpr std::array shownStates{TrainingState::Overdue,    TrainingState::Due,
                                 TrainingState::Planned,    TrainingState::Failed,
                                 TrainingState::OldVersion, TrainingState::Expiring,
                                 TrainingState::Done};

Ink groundOf(TrainingState state)
{
    switch (inkOf(state)) {
    case Ink::Danger:
        return Ink::DangerSoft;
    case Ink::Warning:
        return Ink::WarningSoft;
    case Ink::Good:
        return Ink::GoodSoft;
    default:
        return Ink::AccentSoft;
    }
}

void paintState(QPainter *painter, const QRect &within, TrainingState state)
{
    const Tokens &tokens = Tokens::instance();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens.color(groundOf(state)));
    painter->drawRoundedRect(within, 4, 4);
    QFont font = tokens.smallFont();
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(tokens.color(inkOf(state) == Ink::Accent ? Ink::OnAccentSoft : inkOf(state)));
    painter->drawText(within, Qt::AlignCenter, letterOf(state));
}

class StateDelegate final : public GridDelegate
{
public:
    using GridDelegate::GridDelegate;

protected:
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override
    {
        const QVariant state = index.data(TrainingModel::StateRole);
        if (state.isValid())
            return paintState(painter, option.rect.adjusted(4, 3, -4, -4),
                              static_cast<TrainingState>(state.toInt()));
        painter->setPen(Tokens::instance().color(Ink::Muted));
        painter->drawText(option.rect, Qt::AlignCenter, index.data().toString());
    }
};

/// The same as a widget of the legend.
class StateSign final : public QWidget
{
public:
    StateSign(TrainingState state, QWidget *parent)
        : QWidget(parent)
        , m_state(state)
    {
        setFixedSize(22, 20);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintState(&painter, rect(), m_state);
    }

private:
    TrainingState m_state;
};

WhyLine lineOf(const TrainingRecord &record)
{
    const auto day = [](QDate date) { return date.toString(Qt::ISODate); };
    QStringList parts;
    parts +=
        record.completed
            ? TrainingScreen::tr("%1 on %2").arg(labelOf(record.result), day(*record.completed))
            : TrainingScreen::tr("Planned");
    if (!record.version.isEmpty())
        parts += TrainingScreen::tr("version %1").arg(record.version);
    if (record.score)
        parts += TrainingScreen::tr("score %1 %").arg(*record.score);
    if (const auto until = retainedUntil(record))
        parts += TrainingScreen::tr("to be kept until %1").arg(day(*until));
    return {parts.join(QStringLiteral(", ")), QString::fromLatin1(TrainingRecord::registerKey),
            record.id};
}

}

TrainingScreen::TrainingScreen(Workspace &workspace, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_model(new TrainingModel(workspace, this))
    , m_table(new QTableView)
    , m_panel(new WhyPanel(workspace))
    , m_pages(new QStackedWidget)
    , m_figures(new TrainingFigures)
{
    setObjectName(QStringLiteral("screen-training"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(makeHeader());
    m_pages->addWidget(makeMatrix());
    m_pages->addWidget(m_figures);
    layout->addWidget(m_pages, 1);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TrainingScreen::refresh);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &TrainingScreen::refresh);
    refresh();
}

ScreenHeader *TrainingScreen::makeHeader()
{
    auto *header = new ScreenHeader(tr("Training matrix"), this);
    m_note = header->note();
    m_note->setObjectName(QStringLiteral("training-note"));
    addPages(header);
    addFilters(header);
    auto *save = new QPushButton(tr("Export\u2026"), header);
    save->setObjectName(QStringLiteral("export"));
    connect(save, &QPushButton::clicked, this, &TrainingScreen::exportMatrix);
    header->addButton(save);
    return header;
}

void TrainingScreen::addPages(ScreenHeader *header)
{
    auto *tabs = new QTabBar(header);
    tabs->setObjectName(QStringLiteral("training-pages"));
    tabs->setAccessibleName(tr("Pages"));
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->addTab(tr("Matrix"));
    tabs->addTab(tr("Figures"));
    connect(tabs, &QTabBar::currentChanged, this, [this](int page) {
        m_pages->setCurrentIndex(page);
        showFigures();
    });
    header->addButton(tabs);
}

void TrainingScreen::addFilters(ScreenHeader *header)
{
    auto *open = new QCheckBox(tr("Open only"), header);
    open->setObjectName(QStringLiteral("open-only"));
    open->setToolTip(tr("Only people who owe something that is not fulfilled"));
    auto *search = findLine(tr("Find"), tr("Find people by name or role"), header);
    search->setFixedWidth(150);
    const auto narrow = [this, search, open] {
        m_model->setFilter({search->text(), open->isChecked()});
    };
    connect(search, &QLineEdit::textChanged, this, narrow);
    connect(open, &QCheckBox::toggled, this, narrow);
    header->addButton(open);
    header->addButton(search);
}

QWidget *TrainingScreen::makeMatrix()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(makeLegend());
    makeTable();
    m_record = panel::addButton(tr("Record completion\u2026"), QStringLiteral("record-completion"),
                                false, m_panel);
    m_record->setProperty("role", QStringLiteral("primary"));
    connect(m_record, &QPushButton::clicked, this, &TrainingScreen::recordCompletion);
    m_certificate =
        panel::addButton(tr("Certificate\u2026"), QStringLiteral("certificate"), false, m_panel);
    m_certificate->setToolTip(tr("That the person completed the course, as PDF"));
    connect(m_certificate, &QPushButton::clicked, this, &TrainingScreen::exportCertificate);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_record);
    buttons->addWidget(m_certificate);
    buttons->addStretch(1);
    m_panel->controls()->addLayout(buttons);
    auto *splitter = new QSplitter;
    splitter->addWidget(panel::framed(m_table));
    splitter->addWidget(m_panel);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({760, 300});
    splitter->setChildrenCollapsible(false);
    layout->addWidget(splitter, 1);
    return page;
}

QWidget *TrainingScreen::makeLegend()
{
    auto *legend = new QWidget(this);
    legend->setObjectName(QStringLiteral("legend"));
    auto *layout = new QHBoxLayout(legend);
    layout->setContentsMargins({});
    layout->setSpacing(5);
    for (const TrainingState state : shownStates) {
        layout->addWidget(new StateSign(state, legend));
        auto *words = panel::text({}, QStringLiteral("muted"), legend);
        words->setWordWrap(false);
        words->setObjectName(QStringLiteral("count-") + keyOf(state));
        layout->addWidget(words);
        layout->addSpacing(6);
        m_counts[state] = words;
    }
    layout->addStretch(1);
    return legend;
}

void TrainingScreen::makeTable()
{
    m_table->setObjectName(QStringLiteral("training-matrix"));
    m_table->setAccessibleName(tr("Training matrix"));
    dressGrid(m_table, 190, 210, {34, 28});
    m_table->setItemDelegate(new StateDelegate(m_table));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &TrainingScreen::showCell);
    connect(m_table, &QTableView::activated, this, &TrainingScreen::recordCompletion);
}

void TrainingScreen::refresh()
{
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0) {
        const QModelIndex before = m_model->indexOf(m_person, m_course);
        m_table->setCurrentIndex(before.isValid() ? before : m_model->index(0, 0));
    }
    showCounts();
    showCell();
    showFigures();
}

/// They are drawn when somebody looks at them.
void TrainingScreen::showFigures()
{
    if (m_model->plan() && m_pages->currentWidget() == m_figures)
        m_figures->show(*m_model->plan());
}

void TrainingScreen::showCounts()
{
    const TrainingPlan *plan = m_model->plan();
    const TrainingRate rate = plan ? plan->overall() : TrainingRate();
    QStringList said;
    if (const auto share = rate.share())
        said += tr("%1 % fulfilled").arg(qFloor(*share * 100));
    said += tr("%n overdue", nullptr, rate.overdue);
    m_note->setText(said.join(QStringLiteral("   \u00b7   ")));
    for (const auto &[state, label] : m_counts)
        label->setText(
            tr("%1 %2").arg(nameOf(state)).arg(m_model->counts().at(static_cast<size_t>(state))));
}

WhyPanel::Detail TrainingScreen::detailOf(const QModelIndex &at) const
{
    const TrainingCell *cell = m_model->cell(at);
    if (!cell && (m_model->columnCount() == 0 || m_model->rowCount() == 0)) {
        const bool wantsCourse = m_model->columnCount() == 0;
        return {wantsCourse ? tr("No courses yet") : tr("Nobody is listed"),
                {},
                tr("Each course has a column here, each person who is here today a row: who owes "
                   "it follows from the roles and the day on which somebody started."),
                wantsCourse ? tr("Go to the courses") : tr("Go to the people"),
                {QString::fromLatin1(wantsCourse ? Course::registerKey : Person::registerKey)}};
    }
    if (!cell)
        return {tr("Choose a cell"), {}, {}, {}, {}};
    const Person &person = *m_model->person(at.row());
    const Course &course = *m_model->course(at.column());
    WhyPanel::Detail detail;
    detail.heading = tr("%1: %2").arg(person.name, course.name);
    detail.why.push_back({nameOf(cell->state)});
    detail.why.push_back({m_model->why(at)});
    for (const TrainingRecord *record : m_model->recordsOf(at))
        detail.why.push_back(lineOf(*record));
    detail.why.push_back(
        {tr("Person: %1").arg(person.name), QString::fromLatin1(Person::registerKey), person.id});
    detail.why.push_back(
        {tr("Course: %1").arg(course.name), QString::fromLatin1(Course::registerKey), course.id});
    return detail;
}

void TrainingScreen::showCell()
{
    const QModelIndex at = m_table->currentIndex();
    if (m_model->cell(at)) {
        m_person = m_model->person(at.row())->id;
        m_course = m_model->course(at.column())->id;
    }
    m_panel->show(detailOf(at));
    const TrainingCell *cell = m_model->cell(at);
    m_record->setVisible(cell);
    m_certificate->setVisible(cell && cell->record && cell->record->counts());
    const Project &project = m_workspace.project();
    const auto permitted = project.canEdit(project.registers().of<TrainingRecord>());
    m_record->setEnabled(permitted.has_value());
    m_record->setToolTip(permitted ? QString() : permitted.error().text);
}

void TrainingScreen::recordCompletion()
{
    const QModelIndex at = m_table->currentIndex();
    if (!m_model->cell(at) || !m_record->isEnabled())
        return;
    std::set<AnyId> people{m_model->person(at.row())->id};
    for (const QModelIndex &index : m_table->selectionModel()->selectedIndexes()) {
        if (index.column() == at.column())
            people.insert(m_model->person(index.row())->id);
    }
    ClassDialog(m_workspace, *m_model->plan(), idOf(*m_model->course(at.column())), people, this)
        .exec();
}

void TrainingScreen::exportCertificate()
{
    const QModelIndex at = m_table->currentIndex();
    if (!m_model->cell(at))
        return;
    const Person &person = *m_model->person(at.row());
    const Course &course = *m_model->course(at.column());
    const auto made = renderCertificate(*m_model->derived(), idOf(person), idOf(course),
                                        factsOf(m_workspace.project()));
    if (made)
        exportPdf(m_workspace, this, tr("Training certificate"),
                  tr("Certificate, %1, %2").arg(person.name, course.name), made->pdf);
    else
        warn(this, tr("Nothing was exported"), made.error().text);
}

void TrainingScreen::exportMatrix()
{
    RegisterExport::ask(
        m_workspace, m_workspace.project().registers().of<TrainingRecord>(),
        [](const Snapshot &snapshot) { return trainingMatrixSheet(TrainingPlan(snapshot)); }, this);
}

void TrainingScreen::reveal(const Address &address)
{
    const Snapshot snapshot = m_workspace.project().snapshot();
    QModelIndex at;
    if (!address.field.isEmpty())
        at = m_model->indexOf(address.record, AnyId::fromText(address.field).value_or(AnyId()));
    else if (const auto *record = snapshot.find(Id<TrainingRecord>(address.record)))
        at = m_model->indexOf(record->person, record->course);
    else if (snapshot.find(Id<Course>(address.record)))
        at = m_model->indexOf({}, address.record);
    else
        at = m_model->indexOf(address.record, {});
    if (!at.isValid())
        return;
    m_table->setCurrentIndex(at);
    m_table->setFocus();
}

}
