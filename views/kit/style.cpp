// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/style.h"

#include "views/kit/icon.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>

namespace safeguard {

Style::Style()
    : QProxyStyle(QStringLiteral("Fusion"))
{}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    // Tool tips and message boxes are labels as well.
    if (auto *label = qobject_cast<QLabel *>(widget); label && label->textFormat() == Qt::AutoText)
        label->setTextFormat(Qt::PlainText);
    if (!qobject_cast<QComboBox *>(widget) && !qobject_cast<QAbstractSpinBox *>(widget))
        return;
    // With the usual policy the wheel itself would bring the focus.
    if (widget->focusPolicy() == Qt::WheelFocus)
        widget->setFocusPolicy(Qt::StrongFocus);
    widget->installEventFilter(this);
}

bool Style::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::Wheel)
        return false;
    event->ignore(); // goes on to what scrolls; an open popup is a window of its own
    return true;
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returned) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

QIcon Style::standardIcon(StandardPixmap standard, const QStyleOption *option,
                          const QWidget *widget) const
{
    switch (standard) {
    case SP_MessageBoxCritical:
        return icon(QStringLiteral("finding"), Ink::Danger);
    case SP_MessageBoxWarning:
        return icon(QStringLiteral("finding"), Ink::Warning);
    case SP_MessageBoxQuestion:
        return icon(QStringLiteral("why"), Ink::Accent);
    case SP_MessageBoxInformation:
        return icon(QStringLiteral("info"), Ink::Accent);
    case SP_LineEditClearButton:
        return icon(QStringLiteral("close"));
    default:
        return QProxyStyle::standardIcon(standard, option, widget);
    }
}

}
