// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QChart;
class QChartView;
class QLabel;
class QTableWidget;

namespace safeguard {

/// A chart, and below it the same figures as a table. The picture can be copied.
class FigureCard final : public QFrame
{
    Q_OBJECT

public:
    FigureCard(const QString &title, const QString &objectName, QWidget *parent = nullptr);

    /// One named row of figures; a NaN is a gap.
    struct Series
    {
        QString name;
        int ink = 0; ///< int(Ink)
        QList<double> values;
    };
    enum class Shape { StackedBars, Lines };
    struct Figures
    {
        Shape shape = Shape::StackedBars;
        QStringList categories;
        QList<Series> series;
        bool isShare = false; ///< values from 0 to 1, shown in percent
    };
    /// \a note stands in the place of both when there is nothing to show.
    void show(const Figures &figures, const QString &note);

public Q_SLOTS:
    void copyPicture() const;

private:
    void draw();
    void fillTable();

    Figures m_figures;
    QChartView *m_view;
    QTableWidget *m_table;
    QLabel *m_note;
};

}
