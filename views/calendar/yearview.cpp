// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/calendar/agreementstrip.h"
#include "views/calendar/strippainter.h"
#include "views/kit/panelparts.h"
#include "views/kit/tabledress.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace safeguard {

namespace {

StripColours stripColours()
{
    const Tokens &tokens = Tokens::instance();
    return {tokens.color(Ink::Accent),   tokens.color(Ink::AccentSoft), tokens.color(Ink::Muted),
            tokens.color(Ink::Hairline), tokens.color(Ink::Warning),    tokens.color(Ink::Danger),
            tokens.color(Ink::Panel)};
}

/// A sample of what is drawn, beside its words in the legend.
class StripSign final : public QWidget
{
public:
    StripSign(StripPart::Kind kind, QWidget *parent)
        : QWidget(parent)
        , m_kind(kind)
    {
        setFixedSize(kind == StripPart::NoticeDay || kind == StripPart::Today ? 10 : 24, 16);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QDate day(2026, 1, 1);
        const int days = m_kind == StripPart::NoticeDay || m_kind == StripPart::Today ? 0 : 9;
        StripPart part{m_kind, day, day.addDays(days)};
        if (m_kind == StripPart::TooLate)
            paintStrip(painter, rect(), {{StripPart::Term, part.from, part.to}}, part.from, part.to,
                       false, stripColours());
        paintStrip(painter, rect(), {part}, part.from, part.to, false, stripColours());
    }

private:
    StripPart::Kind m_kind;
};

}

void StripDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const auto *model = qobject_cast<const AgreementStripModel *>(index.model());
    const QDate month = model ? model->monthOf(index.column()) : QDate();
    if (!month.isValid())
        return;
    const QDate last = month.addMonths(1).addDays(-1);
    const AgreementBar &bar = model->bar(index.row());
    painter->save();
    painter->setPen(Tokens::instance().color(Ink::Hairline));
    painter->drawLine(option.rect.topLeft(), option.rect.bottomLeft());
    const bool isOver =
        bar.state == AgreementState::Expired || bar.state == AgreementState::Terminated;
    paintStrip(*painter, option.rect, partsOf(bar, month, last, model->today()), month, last,
               isOver, stripColours());
    painter->restore();
}

YearView::YearView(QWidget *parent)
    : QWidget(parent)
    , m_model(new AgreementStripModel(this))
    , m_table(new QTableView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_table->setObjectName(QStringLiteral("calendar-year"));
    m_table->setAccessibleName(tr("Agreements over the year"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new StripDelegate(m_table));
    dressTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->installEventFilter(this);
    QHeaderView *header = m_table->horizontalHeader();
    header->setMinimumSectionSize(24);
    header->setStyleSheet(QStringLiteral("QHeaderView::section { padding: 6px 2px; }"));
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Stretch);
    for (const auto &[column, width] : {std::pair{AgreementStripModel::NameColumn, 152},
                                        std::pair{AgreementStripModel::NextColumn, 162}}) {
        header->setSectionResizeMode(column, QHeaderView::Interactive);
        m_table->setColumnWidth(column, width);
    }
    layout->addWidget(m_table, 1);
    setFocusProxy(m_table);
    layout->addWidget(makeLegend());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    Q_EMIT currentChanged();
            });
    connect(m_table, &QTableView::activated, this, &YearView::openAsked);
}

QWidget *YearView::makeLegend()
{
    auto *legend = new QWidget(this);
    auto *column = new QVBoxLayout(legend);
    column->setContentsMargins(10, 4, 10, 4);
    column->setSpacing(2);
    auto *row = new QHBoxLayout;
    row->setSpacing(5);
    column->addLayout(row);
    const std::pair<StripPart::Kind, QString> signs[] = {
        {StripPart::Term, tr("Term")},
        {StripPart::Beyond, tr("Goes on by itself")},
        {StripPart::NoticeDay, tr("Last day for notice")},
        {StripPart::TooLate, tr("Too late for notice")},
        {StripPart::Today, tr("Today")}};
    for (const auto &[kind, name] : signs) {
        row->addWidget(new StripSign(kind, legend));
        auto *words = panel::text(name, QStringLiteral("muted"), legend);
        words->setWordWrap(false);
        row->addWidget(words);
        row->addSpacing(6);
    }
    row->addStretch(1);
    m_note = panel::text({}, QStringLiteral("muted"), legend);
    m_note->setObjectName(QStringLiteral("calendar-year-note"));
    column->addWidget(m_note);
    return legend;
}

void YearView::fill()
{
    const int drafts = m_model->draftCount();
    panel::showIn(m_note, m_model->rowCount() == 0
                              ? tr("No agreement of that year matches what is chosen.")
                          : drafts > 0 ? tr("%n not executed and without a bar", nullptr, drafts)
                                       : QString());
}

void YearView::show(const DeadlinesModel &model)
{
    m_model->show(model);
    m_found = model.found();
    fill();
}

void YearView::setYear(int year)
{
    m_model->setYear(year);
    fill();
}

const Deadline *YearView::current() const
{
    return m_model->deadline(m_table->currentIndex());
}

Id<Agreement> YearView::currentAgreement() const
{
    const int row = m_table->currentIndex().row();
    return row >= 0 ? m_model->bar(row).agreement : Id<Agreement>();
}

void YearView::select(const Deadline *deadline)
{
    const QModelIndex at = deadline ? m_model->indexOf(*deadline) : QModelIndex();
    m_table->setCurrentIndex(at.isValid() ? at : m_model->index(0, 0));
}

bool YearView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_PageUp && key != Qt::Key_PageDown)
        return QWidget::eventFilter(watched, event);
    Q_EMIT stepAsked(key == Qt::Key_PageUp ? -1 : 1);
    return true;
}

}
