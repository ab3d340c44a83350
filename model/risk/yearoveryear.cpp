// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/risk/yearoveryear.h"

#include "model/risk/plan.h"
#include "model/store/valuetext.h"

#include <set>

namespace safeguard {

namespace {

using Key = std::pair<AnyId, AnyId>; ///< whose, which threat

/// The cells of a map that are answered, in order.
std::map<Key, const RiskCell *> answeredIn(const RiskMap &map)
{
    std::map<Key, const RiskCell *> cells;
    for (const RiskCell &cell : map.cells()) {
        if (cell.risk && cell.risk->isAnswered())
            cells.emplace(Key{map.targets()[cell.target].subject.id, cell.threat->id}, &cell);
    }
    return cells;
}

class Comparing final
{
public:
    Comparing(const RiskMap &before, const RiskMap &after)
        : m_before(before)
        , m_after(after)
    {
        for (const RiskMap *map : {&before, &after}) {
            for (const Action *action : map->snapshot().inOrder<Action>()) {
                for (const Id<Risk> &risk : action->risks)
                    m_actions[risk].emplace(action->number, idOf(*action));
            }
        }
    }

    RiskDifference added(const RiskCell &cell) const
    {
        RiskDifference difference = about(m_after, cell);
        difference.move = RiskMove::New;
        difference.after = cell.risk;
        difference.levelAfter = m_after.present(*cell.risk);
        difference.reasons = {whyNew(cell, difference.subject)};
        return difference;
    }

    RiskDifference gone(const RiskCell &cell) const
    {
        RiskDifference difference = about(m_before, cell);
        difference.move = RiskMove::Gone;
        difference.before = cell.risk;
        difference.levelBefore = m_before.present(*cell.risk);
        difference.reasons = {whyGone(cell, difference.subject)};
        return difference;
    }

    /// None when nothing that counts is different.
    std::optional<RiskDifference> moved(const RiskCell &before, const RiskCell &after) const
    {
        RiskDifference difference = about(m_after, after);
        difference.before = before.risk;
        difference.after = after.risk;
        difference.levelBefore = m_before.present(*before.risk);
        difference.levelAfter = m_after.present(*after.risk);
        // "Does not apply" is none, which is less than any.
        if (difference.levelBefore == difference.levelAfter) {
            if (fieldsIn(before, after).isEmpty() && groundIn(before, after).isEmpty())
                return std::nullopt;
            difference.move = RiskMove::Rejustified;
        } else {
            difference.move = difference.levelBefore < difference.levelAfter ? RiskMove::Raised
                                                                             : RiskMove::Lowered;
        }
        difference.reasons = whyMoved(before, after);
        return difference;
    }

private:
    static RiskDifference about(const RiskMap &map, const RiskCell &cell)
    {
        RiskDifference difference;
        difference.subject = map.targets()[cell.target].subject;
        difference.threat = idOf(*cell.threat);
        return difference;
    }

    QString whyNew(const RiskCell &cell, const RecordRef &subject) const
    {
        if (m_before.targetOf(subject))
            return whyAsked(cell, m_after.targets()[cell.target]);
        return m_before.snapshot().find(subject) ? RiskWords::tr("It was not in scope before")
                                                 : RiskWords::tr("The record is new");
    }

    QString whyGone(const RiskCell &cell, const RecordRef &subject) const
    {
        const Snapshot &now = m_after.snapshot();
        if (!now.find(subject))
            return RiskWords::tr("The record was removed");
        if (!m_after.targetOf(subject))
            return isRetired(subject) ? RiskWords::tr("The system was retired")
                                      : RiskWords::tr("It is no longer in scope");
        const Threat *threat = now.find(idOf(*cell.threat));
        if (!threat)
            return RiskWords::tr("The threat was removed");
        if (threat->use == ThreatUse::NotAsked)
            return RiskWords::tr("Nobody is asked about the threat any more: %1")
                .arg(threat->reason);
        if (m_after.cell(subject, idOf(*threat)))
            return RiskWords::tr("It is asked and not answered");
        const RiskTarget &is = m_after.targets()[*m_after.targetOf(subject)];
        const QStringList changes = differencesOf(m_before.targets()[cell.target].basis, is.basis,
                                                  subject, m_after.snapshot());
        return changes.isEmpty() ? RiskWords::tr("No rule asks about it any more")
                                 : changes.join(QStringLiteral("; "));
    }

    bool isRetired(const RecordRef &subject) const
    {
        const System *system = m_after.snapshot().find(Id<System>(subject.id));
        return system && system->status == SystemStatus::Retired;
    }

    QStringList whyMoved(const RiskCell &before, const RiskCell &after) const
    {
        QStringList reasons = groundIn(before, after);
        const Risk &risk = *before.risk;
        const RiskMethod &was = m_before.method();
        const RiskMethod &is = m_after.method();
        if (was.inherent(risk) != is.inherent(risk) || was.residual(risk) != is.residual(risk))
            reasons += RiskWords::tr("The risk matrix is another one");
        reasons += doneAbout(before, after);
        reasons += fieldsIn(before, after);
        return reasons;
    }

    /// What is different about the system or flow.
    QStringList groundIn(const RiskCell &before, const RiskCell &after) const
    {
        const RiskTarget &was = m_before.targets()[before.target];
        const RiskTarget &is = m_after.targets()[after.target];
        return differencesOf(was.basis, is.basis, is.subject, m_after.snapshot());
    }

    enum class Stand { None, Open, Closed, Dropped };
    static Stand standOf(const Action *action, const Id<Risk> &risk)
    {
        if (!action || !action->risks.contains(risk))
            return Stand::None;
        if (action->status == ActionStatus::Dropped)
            return Stand::Dropped;
        return action->isClosed() ? Stand::Closed : Stand::Open;
    }
    static QString toldOf(Stand then, Stand now)
    {
        switch (now) {
        case Stand::Closed:
            return RiskWords::tr("Done and verified: %1");
        case Stand::Dropped:
            return RiskWords::tr("Dropped: %1");
        case Stand::Open:
            return then == Stand::None ? RiskWords::tr("Planned: %1")
                                       : RiskWords::tr("Open again: %1");
        case Stand::None:
            break;
        }
        return RiskWords::tr("No longer about it: %1");
    }

    /// Actions that stand otherwise than they did. A plan lowers nothing: a new one counts where it
    /// says that what was done before was not all.
    QStringList doneAbout(const RiskCell &before, const RiskCell &after) const
    {
        QStringList said;
        const bool wasLowered =
            m_before.present(*before.risk) != m_before.method().inherent(*before.risk);
        const Id<Risk> risk = idOf(*after.risk);
        const auto actions = m_actions.find(risk);
        if (actions == m_actions.end())
            return said;
        for (const auto &[number, id] : actions->second) {
            const Action *was = m_before.snapshot().find(id);
            const Action *is = m_after.snapshot().find(id);
            const Stand then = standOf(was, risk);
            const Stand now = standOf(is, risk);
            if (then != now && (then != Stand::None || now == Stand::Closed || wasLowered))
                said += toldOf(then, now).arg((is ? is : was)->title);
        }
        return said;
    }

    /// "Likelihood: High, now Low", of all that the answer says.
    QStringList fieldsIn(const RiskCell &before, const RiskCell &after) const
    {
        static const QStringList passedOver{QStringLiteral("assessment"), QStringLiteral("basis"),
                                            QStringLiteral("by_hand"), QStringLiteral("owner")};
        QStringList said;
        for (const Field &field : m_after.snapshot().registers().of<Risk>().fields) {
            const Value was = field.get(*before.risk);
            const Value is = field.get(*after.risk);
            if (was == is || passedOver.contains(field.key))
                continue;
            const QString textBefore = displayText(field, was, m_before.snapshot());
            const QString textAfter = displayText(field, is, m_after.snapshot());
            if (field.kind == Kind::LongText && !textBefore.isEmpty() && !textAfter.isEmpty()) {
                said += RiskWords::tr("%1, in new words: %2").arg(field.label, textAfter);
                continue;
            }
            said +=
                RiskWords::tr("%1: %2, now %3")
                    .arg(field.label, textBefore.isEmpty() ? RiskWords::tr("nothing") : textBefore,
                         textAfter.isEmpty() ? RiskWords::tr("nothing") : textAfter);
        }
        return said;
    }

    const RiskMap &m_before;
    const RiskMap &m_after;
    /// Of either year, in the order of their numbers, by risk.
    std::map<AnyId, std::set<std::pair<int, Id<Action>>>> m_actions;
};

}

QString nameOf(RiskMove move)
{
    switch (move) {
    case RiskMove::New:
        return RiskWords::tr("New");
    case RiskMove::Gone:
        return RiskWords::tr("Gone");
    case RiskMove::Raised:
        return RiskWords::tr("Raised");
    case RiskMove::Lowered:
        return RiskWords::tr("Lowered");
    case RiskMove::Rejustified:
        return RiskWords::tr("Same level, other reason");
    }
    return {};
}

QString keyOf(RiskMove move)
{
    static const std::array keys{"new", "gone", "raised", "lowered", "rejustified"};
    return QLatin1String(keys.at(static_cast<size_t>(move)));
}

YearOverYear::YearOverYear(const RiskMap &before, const RiskMap &after)
{
    const Comparing comparing(before, after);
    const auto was = answeredIn(before);
    const auto is = answeredIn(after);
    for (const RiskCell &cell : before.cells()) {
        const Key key{before.targets()[cell.target].subject.id, cell.threat->id};
        if (was.contains(key) && !is.contains(key))
            differences.push_back(comparing.gone(cell));
    }
    for (const RiskCell &cell : after.cells()) {
        const Key key{after.targets()[cell.target].subject.id, cell.threat->id};
        if (!is.contains(key))
            continue;
        const auto then = was.find(key);
        if (then == was.end())
            differences.push_back(comparing.added(cell));
        else if (auto moved = comparing.moved(*then->second, cell))
            differences.push_back(*std::move(moved));
        else
            ++same;
    }
    std::stable_sort(differences.begin(), differences.end(),
                     [](const auto &a, const auto &b) { return a.move < b.move; });
}

qint64 YearOverYear::count(RiskMove move) const
{
    return std::count_if(differences.begin(), differences.end(),
                         [move](const RiskDifference &one) { return one.move == move; });
}

}
