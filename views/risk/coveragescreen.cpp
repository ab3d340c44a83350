// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/coveragescreen.h"

#include "views/kit/gridtable.h"
#include "views/kit/panelparts.h"
#include "views/kit/registerscreen.h"
#include "views/risk/levelbar.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QPainter>
#include <QStackedWidget>
#include <QTableView>

namespace safeguard {

namespace {

constexpr int headingHeight = 190;
constexpr int namesWidth = 264;
constexpr QSize cellSize(30, 28);

/// Warm to green is how bad a risk is; what waits for somebody is in the accent.
void paintMark(QPainter *painter, const QRect &within, CoverageMark mark)
{
    const Tokens &tokens = Tokens::instance();
    QColor ground = Qt::transparent;
    Ink border = Ink::Hairline;
    Ink ink = Ink::Text;
    switch (mark) {
    case CoverageMark::Open:
        ground = tokens.color(Ink::Accent);
        border = Ink::Accent;
        ink = Ink::OnAccent;
        break;
    case CoverageMark::ToConfirm:
    case CoverageMark::Changed:
        ground = tokens.color(Ink::AccentSoft);
        border = Ink::Accent;
        ink = Ink::OnAccentSoft;
        break;
    case CoverageMark::DoesNotApply:
        ink = Ink::Muted;
        break;
    case CoverageMark::Unrated:
        break;
    default:
        ground = tintOf(static_cast<Level>(mark));
        break;
    }
    painter->setRenderHint(QPainter::Antialiasing);
    if (mark != CoverageMark::DoesNotApply) {
        painter->setPen(QPen(tokens.color(border), 1));
        painter->setBrush(ground);
        painter->drawRoundedRect(QRectF(within).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    QFont font = tokens.smallFont();
    font.setWeight(mark == CoverageMark::Open ? QFont::Bold : QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(tokens.color(ink));
    painter->drawText(within, Qt::AlignCenter, letterOf(mark));
}

class CoverageDelegate final : public GridDelegate
{
public:
    using GridDelegate::GridDelegate;

protected:
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override
    {
        const QVariant mark = index.data(CoverageModel::MarkRole);
        if (mark.isValid())
            paintMark(painter, option.rect.adjusted(2, 2, -2, -3),
                      static_cast<CoverageMark>(mark.toInt()));
    }
};

/// The same as a widget of the legend.
class MarkSign final : public QWidget
{
public:
    MarkSign(CoverageMark mark, QWidget *parent)
        : QWidget(parent)
        , m_mark(mark)
    {
        setFixedSize(22, 20);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintMark(&painter, rect(), m_mark);
    }

private:
    CoverageMark m_mark;
};

/// Signs with their words, what is to be done and what is not; one below the other where a line is
/// too narrow.
class Legend final : public QWidget
{
public:
    explicit Legend(QWidget *parent)
        : QWidget(parent)
        , m_rows(new QBoxLayout(QBoxLayout::LeftToRight, this))
    {
        setObjectName(QStringLiteral("coverage-legend"));
        m_rows->setContentsMargins({});
        m_rows->setSpacing(5);
        for (QHBoxLayout *&line : m_lines) {
            line = new QHBoxLayout;
            line->setSpacing(4);
            line->addStretch(0);
            m_rows->addLayout(line);
        }
        m_rows->addStretch(1);
    }
    /// Where its words go.
    QLabel *add(CoverageMark mark)
    {
        auto *words = panel::text({}, QStringLiteral("muted"), this);
        words->setWordWrap(false);
        words->setObjectName(QStringLiteral("count-%1").arg(int(mark)));
        QHBoxLayout *line = m_lines.at(mark < CoverageMark::DoesNotApply);
        line->insertWidget(line->count() - 1, new MarkSign(mark, this));
        line->insertWidget(line->count() - 1, words);
        line->insertSpacing(line->count() - 1, 3);
        return words;
    }
    QSize minimumSizeHint() const override { return {0, QWidget::minimumSizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QWidget::resizeEvent(event);
        const int wide =
            m_lines[0]->sizeHint().width() + m_lines[1]->sizeHint().width() + m_rows->spacing();
        const bool isOneLine = wide <= width();
        m_rows->setDirection(isOneLine ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    }

private:
    QBoxLayout *m_rows;
    std::array<QHBoxLayout *, 2> m_lines{};
};

}

CoverageScreen::CoverageScreen(Workspace &workspace, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_model(new CoverageModel(this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("screen-coverage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(makeHeader());
    auto *start =
        panel::addButton(tr("Go to Risk analysis"), QStringLiteral("to-analysis"), true, this);
    connect(start, &QPushButton::clicked, this,
            [this] { m_workspace.go({QStringLiteral("risk-analysis")}); });
    m_stack->addWidget(panel::notice(
        tr("No risk analysis yet"),
        tr("Once one is started, each question that follows from the map has a cell here: systems, "
           "flows and the organization against the threats. It shows what is answered, and that "
           "nothing was left out."),
        start, m_stack));
    auto *work = new QWidget;
    auto *inner = new QVBoxLayout(work);
    inner->setContentsMargins({});
    inner->setSpacing(8);
    inner->addWidget(makeLegend());
    inner->addWidget(makeGrid(), 1);
    m_stack->addWidget(work);
    layout->addWidget(m_stack, 1);
    connect(&workspace.deriver(), &Deriver::derived, this, &CoverageScreen::refresh);
    refresh();
}

QWidget *CoverageScreen::makeHeader()
{
    auto *header = new ScreenHeader(tr("Coverage"), this);
    m_note = header->note();
    m_note->setObjectName(QStringLiteral("coverage-note"));
    m_note->setTextFormat(Qt::PlainText);
    auto *openOnly = new QCheckBox(tr("Open only"), header);
    openOnly->setObjectName(QStringLiteral("coverage-open-only"));
    openOnly->setToolTip(tr("Only rows with anything that is not done"));
    connect(openOnly, &QCheckBox::toggled, this,
            [this](bool on) { keepPlace([this, on] { m_model->setOpenOnly(on); }); });
    header->addButton(openOnly);
    m_next = new QPushButton(tr("Next open"), header);
    m_next->setObjectName(QStringLiteral("coverage-next"));
    connect(m_next, &QPushButton::clicked, this, &CoverageScreen::goToOpen);
    header->addButton(m_next);
    return header;
}

/// What the letters mean, and how many cells there are of each.
QWidget *CoverageScreen::makeLegend()
{
    auto *legend = new Legend(this);
    for (const CoverageMark mark :
         {CoverageMark::Open, CoverageMark::Changed, CoverageMark::ToConfirm,
          CoverageMark::VeryHigh, CoverageMark::High, CoverageMark::Moderate, CoverageMark::Low,
          CoverageMark::VeryLow, CoverageMark::DoesNotApply})
        m_counts[mark] = legend->add(mark);
    return legend;
}

QWidget *CoverageScreen::makeGrid()
{
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->setSpacing(0);
    m_table = new QTableView(panel);
    m_table->setObjectName(QStringLiteral("coverage"));
    m_table->setAccessibleName(tr("Coverage"));
    dressGrid(m_table, headingHeight, namesWidth, cellSize);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CoverageDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    inner->addWidget(m_table, 1);
    m_cell = panel::text({}, {}, panel);
    m_cell->setObjectName(QStringLiteral("coverage-cell"));
    m_cell->setTextFormat(Qt::PlainText);
    m_cell->setContentsMargins(10, 6, 10, 6);
    m_cell->setMinimumHeight(2 * m_cell->fontMetrics().lineSpacing() + 14);
    inner->addWidget(m_cell);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &CoverageScreen::showCell);
    connect(m_table, &QTableView::activated, this, &CoverageScreen::open);
    return panel;
}

/// Does what may reset the model; the same question is current afterwards.
void CoverageScreen::keepPlace(const std::function<void()> &change)
{
    const RiskTarget *target = m_model->target(m_table->currentIndex().row());
    const RiskCell *cell = m_model->cell(m_table->currentIndex());
    const RecordRef subject = target ? target->subject : RecordRef();
    const Id<Threat> threat = cell ? idOf(*cell->threat) : Id<Threat>();
    change();
    if (m_table->currentIndex().isValid())
        return showCell();
    const QModelIndex same = m_model->indexOf(subject, threat);
    if (same.isValid())
        m_table->setCurrentIndex(same);
    showCell();
}

void CoverageScreen::refresh()
{
    m_derived = m_workspace.deriver().latest();
    const bool isStarted = m_derived && m_derived->risks.assessment();
    m_stack->setCurrentIndex(isStarted ? 1 : 0);
    keepPlace([&] { m_model->setDerived(isStarted ? m_derived : nullptr); });
    showCounts();
}

void CoverageScreen::showCounts()
{
    m_note->clear();
    m_next->setEnabled(false);
    if (!m_derived || !m_derived->risks.assessment())
        return;
    const Coverage coverage = m_derived->risks.coverage();
    const qint64 open = coverage.all() - coverage.done();
    m_next->setEnabled(open > 0);
    const QString figure =
        open == 0 ? tr("%1 of %2 answered").arg(coverage.done()) : tr("%1 of %2 open").arg(open);
    m_note->setText(
        QStringList{figure.arg(coverage.all()), m_derived->risks.assessment()->name}.join(
            QStringLiteral("   \u00b7   ")));
    for (const auto &[mark, label] : m_counts)
        label->setText(
            tr("%1 %2").arg(nameOf(mark)).arg(m_model->counts().at(static_cast<size_t>(mark))));
}

void CoverageScreen::showCell()
{
    const QModelIndex at = m_table->currentIndex();
    m_cell->setText(at.isValid() ? at.data(Qt::AccessibleTextRole).toString()
                                 : tr("Arrows move, Enter opens the question."));
}

void CoverageScreen::open(const QModelIndex &index)
{
    const RiskCell *cell = m_model->cell(index);
    const RiskTarget *target = m_model->target(index.row());
    if (cell && target)
        m_workspace.go(
            {QStringLiteral("risk-analysis"), target->subject.id, cell->threat->id.toText()});
}

void CoverageScreen::goToOpen()
{
    const QModelIndex from = m_table->currentIndex();
    const int columns = m_model->columnCount();
    const int all = m_model->rowCount() * columns;
    const int first = from.isValid() ? from.row() * columns + from.column() + 1 : 0;
    for (int i = 0; i < all; ++i) {
        const int at = (first + i) % all;
        const QModelIndex index = m_model->index(at / columns, at % columns);
        const RiskCell *cell = m_model->cell(index);
        if (!cell || isDone(cell->state))
            continue;
        m_table->setCurrentIndex(index);
        m_table->setFocus();
        return;
    }
}

}
