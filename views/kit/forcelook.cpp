// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/forcelook.h"

#include "model/people/person.h"

#include <QCoreApplication>
#include <QPainter>

namespace safeguard {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Deadlines)
};

}

Ink inkOf(Force force)
{
    switch (force) {
    case Force::Law:
        return Ink::Danger;
    case Force::Contract:
        return Ink::Warning;
    case Force::Guidance:
        return Ink::Accent;
    case Force::OwnPolicy:
        return Ink::Good;
    case Force::Proposal:
        break;
    }
    return Ink::Muted;
}

Ink softInkOf(Force force)
{
    switch (force) {
    case Force::Law:
        return Ink::DangerSoft;
    case Force::Contract:
        return Ink::WarningSoft;
    case Force::Guidance:
        return Ink::AccentSoft;
    case Force::OwnPolicy:
        return Ink::GoodSoft;
    case Force::Proposal:
        break;
    }
    return Ink::PanelAlt;
}

QString letterOf(Force force)
{
    switch (force) {
    case Force::Law:
        return Words::tr("L", "short for law");
    case Force::Contract:
        return Words::tr("C", "short for contract");
    case Force::Guidance:
        return Words::tr("G", "short for guidance");
    case Force::OwnPolicy:
        return Words::tr("P", "short for own policy");
    case Force::Proposal:
        break;
    }
    return QStringLiteral("?");
}

void paintSign(QPainter *painter, const QRect &box, Force force)
{
    const Tokens &tokens = Tokens::instance();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens.color(inkOf(force)));
    painter->drawRoundedRect(box, 3, 3);
    QFont font = tokens.smallFont();
    font.setPixelSize(qMin(font.pixelSize(), box.height() - 3));
    font.setWeight(QFont::Bold);
    painter->setFont(font);
    painter->setPen(tokens.color(Ink::Panel));
    painter->drawText(box, Qt::AlignCenter, letterOf(force));
    painter->restore();
}

QString standingOf(const Deadline &deadline, QDate today)
{
    const auto days = static_cast<int>(today.daysTo(deadline.due));
    if (deadline.isOverdue(today))
        return Words::tr("%n days overdue", nullptr, -days);
    return days < 0    ? Words::tr("since then")
           : days == 0 ? Words::tr("today")
                       : Words::tr("in %n days", nullptr, days);
}

QString spoken(const Deadline &deadline, QDate today)
{
    return QStringList{deadline.due.toString(Qt::ISODate), deadline.title, nameOf(deadline.force),
                       standingOf(deadline, today)}
        .join(QStringLiteral(", "));
}

QString tipOf(const Deadline &deadline, const Snapshot &snapshot)
{
    QStringList lines{deadline.title,
                      QStringLiteral("%1, %2").arg(deadline.due.toString(Qt::ISODate),
                                                   standingOf(deadline, snapshot.today())),
                      QStringLiteral("%1, %2").arg(nameOf(deadline.kind), nameOf(deadline.force))};
    if (!deadline.person.isNull())
        lines += snapshot.title(QString::fromLatin1(Person::registerKey), deadline.person);
    return lines.join(u'\n');
}

}
