// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/figurecard.h"

#include "views/kit/icon.h"
#include "views/kit/panelparts.h"
#include "views/kit/tabledress.h"

#include <cmath>
#include <QApplication>
#include <QBarCategoryAxis>
#include <QBarSet>
#include <QBoxLayout>
#include <QChartView>
#include <QClipboard>
#include <QGraphicsLayout>
#include <QHorizontalStackedBarSeries>
#include <QLegend>
#include <QLineSeries>
#include <QTableWidget>
#include <QToolButton>
#include <QValueAxis>

namespace safeguard {

namespace {

constexpr int chartHeight = 230;
constexpr int barHeight = 24;

QColor colorOf(int ink)
{
    return Tokens::instance().color(static_cast<Ink>(ink));
}

void dress(QAbstractAxis *axis)
{
    const Tokens &tokens = Tokens::instance();
    axis->setLabelsFont(tokens.smallFont());
    axis->setTruncateLabels(false);
    axis->setLabelsColor(tokens.color(Ink::Muted));
    axis->setGridLineColor(tokens.color(Ink::Hairline));
    axis->setLinePenColor(tokens.color(Ink::Hairline));
}

/// Slanted names that fit below a chart; still each another, as its axis wants them.
QStringList shortened(const QStringList &names)
{
    constexpr qsizetype most = 16;
    QStringList all;
    for (const QString &name : names) {
        QString label = name.size() > most ? name.left(most - 1).trimmed() + QChar(0x2026) : name;
        while (all.contains(label))
            label += QChar(0x200b);
        all += label;
    }
    return all;
}

QString figureText(double value, bool isShare)
{
    if (std::isnan(value))
        return QStringLiteral("\u2013");
    return isShare ? FigureCard::tr("%1 %").arg(qFloor(value * 100 + 1e-9))
                   : QString::number(value);
}

QAbstractSeries *barsOf(const FigureCard::Figures &figures)
{
    auto *bars = new QHorizontalStackedBarSeries;
    bars->setBarWidth(0.65);
    for (const FigureCard::Series &series : figures.series) {
        auto *set = new QBarSet(series.name);
        set->setColor(colorOf(series.ink));
        set->setBorderColor(Qt::transparent);
        // The first of them is the lowest bar.
        for (auto value = series.values.rbegin(); value != series.values.rend(); ++value)
            set->append(std::isnan(*value) ? 0 : *value);
        bars->append(set);
    }
    return bars;
}

/// A gap ends a line, and the next one goes on under the same name.
QList<QLineSeries *> linesOf(const FigureCard::Series &series, double factor)
{
    QList<QLineSeries *> lines;
    for (qsizetype i = 0; i < series.values.size(); ++i) {
        if (std::isnan(series.values[i]))
            continue;
        if (lines.isEmpty() || std::isnan(series.values[i - 1])) {
            lines += new QLineSeries;
            lines.last()->setName(series.name);
            lines.last()->setPen(QPen(colorOf(series.ink), 2));
            lines.last()->setPointsVisible(true);
        }
        lines.last()->append(static_cast<double>(i), series.values[i] * factor);
    }
    return lines;
}

}

FigureCard::FigureCard(const QString &title, const QString &objectName, QWidget *parent)
    : QFrame(parent)
    , m_view(new QChartView(this))
    , m_table(new QTableWidget(this))
{
    setObjectName(objectName);
    setProperty("role", QStringLiteral("panel"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 10);
    auto *head = new QHBoxLayout;
    head->addWidget(panel::text(title, QStringLiteral("heading"), this), 1);
    auto *copy = new QToolButton(this);
    copy->setIcon(icon(QStringLiteral("export")));
    copy->setToolTip(tr("Copy as a picture"));
    copy->setAccessibleName(tr("Copy as a picture: %1").arg(title));
    copy->setObjectName(QStringLiteral("copy-picture"));
    connect(copy, &QToolButton::clicked, this, &FigureCard::copyPicture);
    head->addWidget(copy);
    layout->addLayout(head);
    m_note = panel::addText(layout, QStringLiteral("muted"));
    m_note->setTextInteractionFlags(Qt::NoTextInteraction); // it may be empty
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setAccessibleName(title);
    layout->addWidget(m_view);
    m_table->setAccessibleName(title);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    dressTable(m_table);
    layout->addWidget(m_table, 1);
    connect(&Tokens::instance(), &Tokens::changed, this, &FigureCard::draw);
}

void FigureCard::show(const Figures &figures, const QString &note)
{
    m_figures = figures;
    const bool isEmpty = figures.categories.isEmpty() || figures.series.isEmpty();
    panel::showIn(m_note, isEmpty ? note : QString());
    m_view->setVisible(!isEmpty);
    m_table->setVisible(!isEmpty);
    draw();
    fillTable();
}

void FigureCard::draw()
{
    const Tokens &tokens = Tokens::instance();
    auto *chart = new QChart;
    chart->setBackgroundBrush(tokens.color(Ink::Panel));
    chart->setBackgroundRoundness(0);
    chart->setMargins({});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->legend()->setLabelColor(tokens.color(Ink::Muted));
    chart->legend()->setFont(tokens.smallFont());
    chart->legend()->setAlignment(Qt::AlignTop); // names below may be long
    const bool isBars = m_figures.shape == Shape::StackedBars;
    auto *names = new QBarCategoryAxis;
    auto *values = new QValueAxis;
    names->append(isBars ? QStringList(m_figures.categories.rbegin(), m_figures.categories.rend())
                         : shortened(m_figures.categories));
    values->setLabelFormat(m_figures.isShare ? QStringLiteral("%.0f %%") : QStringLiteral("%.0f"));
    if (!isBars && m_figures.categories.size() > 3)
        names->setLabelsAngle(-40);
    chart->addAxis(names, isBars ? Qt::AlignLeft : Qt::AlignBottom);
    chart->addAxis(values, isBars ? Qt::AlignBottom : Qt::AlignLeft);
    QList<QAbstractSeries *> drawn;
    if (isBars)
        drawn += barsOf(m_figures);
    for (const Series &series : isBars ? QList<Series>() : m_figures.series) {
        for (QLineSeries *line : linesOf(series, m_figures.isShare ? 100 : 1))
            drawn += line;
    }
    double highest = 0;
    for (qsizetype i = 0; i < m_figures.categories.size(); ++i) {
        double sum = 0;
        for (const Series &series : m_figures.series)
            sum = isBars ? sum + series.values[i] : qMax(sum, series.values[i]);
        highest = qMax(highest, sum);
    }
    for (QAbstractSeries *series : drawn) {
        chart->addSeries(series);
        series->attachAxis(names);
        series->attachAxis(values);
    }
    values->setRange(0, m_figures.isShare ? 100 : qMax(highest, 1.0));
    if (!m_figures.isShare)
        values->applyNiceNumbers();
    dress(names);
    dress(values);
    QChart *old = m_view->chart();
    m_view->setChart(chart);
    m_view->setBackgroundBrush(tokens.color(Ink::Panel));
    delete old;
    m_view->setFixedHeight(
        isBars ? qMax(chartHeight, 70 + barHeight * int(m_figures.categories.size()))
               : chartHeight);
}

void FigureCard::fillTable()
{
    m_table->clear();
    m_table->setColumnCount(1 + int(m_figures.series.size()));
    m_table->setRowCount(int(m_figures.categories.size()));
    QStringList heading{QString()};
    for (const Series &series : m_figures.series)
        heading += series.name;
    m_table->setHorizontalHeaderLabels(heading);
    for (int row = 0; row < m_table->rowCount(); ++row) {
        m_table->setItem(row, 0, new QTableWidgetItem(m_figures.categories[row]));
        for (int i = 0; i < m_figures.series.size(); ++i) {
            auto *item = new QTableWidgetItem(
                figureText(m_figures.series[i].values[row], m_figures.isShare));
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_table->setItem(row, i + 1, item);
        }
    }
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    const int height = m_table->horizontalHeader()->sizeHint().height() +
                       Tokens::rowHeight * m_table->rowCount() + 4;
    m_table->setFixedHeight(height);
}

void FigureCard::copyPicture() const
{
    QApplication::clipboard()->setPixmap(m_view->grab());
}

}
