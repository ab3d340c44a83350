// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/findings/findings.h"
#include "views/kit/tokens.h"

#include <QLabel>

class QPainter;

namespace safeguard {

Ink inkOf(Tier tier);
Ink inkOf(Standing standing);
Ink inkOf(Severity severity);
Ink inkOf(Cover cover);

/// A small rounded mark: text in the ink on a tint of it. Never colour alone: the text says it.
void paintBadge(QPainter *painter, const QRect &within, const QString &text, Ink ink);
/// A tier's digit on its ink, 14 x 15.
void paintTierMark(QPainter *painter, const QPoint &at, Tier tier);

class Badge final : public QLabel
{
    Q_OBJECT

public:
    explicit Badge(QWidget *parent = nullptr);
    void set(const QString &text, Ink ink);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Ink m_ink = Ink::Muted;
};

}
