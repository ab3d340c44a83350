// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/home/homecontent.h"

#include <QAbstractButton>

namespace safeguard {

/// A small picture that leads to where its figures come from. Its words are its accessible
/// description; the table beside it says the same.
class HomePicture : public QAbstractButton
{
    Q_OBJECT

public:
    explicit HomePicture(QWidget *parent = nullptr);
    void setParts(const QString &figure, std::vector<HomePart> parts);

protected:
    void paintEvent(QPaintEvent *event) override;
    virtual void paintPicture(QPainter &painter, const QRect &box) const = 0;
    const QString &figure() const { return m_figure; }
    const std::vector<HomePart> &parts() const { return m_parts; }

private:
    QString m_figure;
    std::vector<HomePart> m_parts;
};

/// Parts of a whole around its figure.
class RingPicture final : public HomePicture
{
    Q_OBJECT

public:
    using HomePicture::HomePicture;
    QSize sizeHint() const override { return {104, 104}; }

private:
    void paintPicture(QPainter &painter, const QRect &box) const override;
};

/// A column for each of the coming days, by what binds.
class DaysPicture final : public HomePicture
{
    Q_OBJECT

public:
    using HomePicture::HomePicture;
    void setDays(std::vector<HomeDay> days, QDate today);
    QSize sizeHint() const override { return {160, 104}; }

private:
    void paintPicture(QPainter &painter, const QRect &box) const override;
    void paintDay(QPainter &painter, const QRectF &column, const HomeDay &day, int most) const;

    std::vector<HomeDay> m_days;
    QDate m_today;
};

}
