// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/calendar/agreementstrip.h"

#include "views/kit/recordtablemodel.h"

#include <QLocale>

namespace safeguard {

namespace {

/// What lies in a month or year of a stretch of days; nothing when none of it does.
std::optional<StripPart> cut(StripPart::Kind kind, QDate from, QDate to, QDate first, QDate last)
{
    const StripPart part{kind, std::max(from, first), std::min(to, last)};
    return part.from <= part.to ? std::optional(part) : std::nullopt;
}

}

std::vector<StripPart> partsOf(const AgreementBar &bar, QDate from, QDate to, QDate today)
{
    std::vector<StripPart> parts;
    const auto add = [&](StripPart::Kind kind, QDate first, QDate last) {
        if (const auto part = cut(kind, first, last, from, to))
            parts.push_back(*part);
    };
    add(StripPart::Term, bar.begins, bar.ends.value_or(to));
    if (bar.renews)
        add(StripPart::Beyond, std::max(bar.begins, bar.ends->addDays(1)), to);
    for (const auto &notice : bar.notices)
        add(StripPart::TooLate, notice.last.addDays(1), notice.end);
    for (const auto &notice : bar.notices)
        add(StripPart::NoticeDay, notice.last, notice.last);
    add(StripPart::Today, today, today);
    return parts;
}

void AgreementStripModel::show(const DeadlinesModel &model)
{
    beginResetModel();
    m_snapshot = model.snapshot();
    if (m_year == 0)
        m_year = model.today().year();
    const DeadlineFilter &filter = model.filter();
    m_isFiltered = !filter.kinds.empty() || !filter.forces.empty() || !filter.person.isNull();
    m_entries.clear();
    for (const Deadline *entry : model.chosen()) {
        if (entry->record.registerKey == QLatin1String(Agreement::registerKey))
            m_entries[entry->record.id].push_back(entry);
    }
    choose();
    endResetModel();
}

void AgreementStripModel::setYear(int year)
{
    if (year == m_year)
        return;
    beginResetModel();
    m_year = year;
    choose();
    endResetModel();
}

void AgreementStripModel::choose()
{
    m_bars.clear();
    if (!m_snapshot)
        return;
    m_bars = agreementBars(*m_snapshot, {m_year, 1, 1}, {m_year, 12, 31});
    if (m_isFiltered)
        std::erase_if(m_bars,
                      [&](const AgreementBar &bar) { return !m_entries.contains(bar.agreement); });
}

int AgreementStripModel::draftCount() const
{
    int drafts = 0;
    const Snapshot none;
    for (const Agreement &agreement : (m_snapshot ? *m_snapshot : none).rows<Agreement>())
        drafts += agreement.status == AgreementStatus::Draft ||
                  agreement.status == AgreementStatus::Negotiation;
    return drafts;
}

int AgreementStripModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_bars.size());
}

int AgreementStripModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstMonthColumn + months;
}

QString AgreementStripModel::nameOf(int row) const
{
    return m_snapshot->title(QString::fromLatin1(Agreement::registerKey), bar(row).agreement);
}

QString AgreementStripModel::nextOf(int row) const
{
    const AgreementBar &shown = bar(row);
    if (shown.notice)
        return tr("Notice by %1").arg(shown.notice->toString(Qt::ISODate));
    if (!shown.ends)
        return tr("Without end");
    const QString day = shown.ends->toString(Qt::ISODate);
    if (shown.renews)
        return tr("Renews %1").arg(day);
    return (*shown.ends < today() ? tr("Ended %1") : tr("Ends %1")).arg(day);
}

QDate AgreementStripModel::monthOf(int column) const
{
    return column >= FirstMonthColumn && m_year > 0
               ? QDate(m_year, column - FirstMonthColumn + 1, 1)
               : QDate();
}

const Deadline *AgreementStripModel::deadline(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const Entries of = m_entries.value(bar(index.row()).agreement);
    const QDate month = monthOf(index.column());
    const auto inMonth = std::find_if(of.begin(), of.end(), [&](const Deadline *one) {
        return month.isValid() && one->due >= month && one->due < month.addMonths(1);
    });
    if (inMonth != of.end())
        return *inMonth;
    const auto ahead = std::find_if(of.begin(), of.end(), [&](const Deadline *one) {
        return one->isOverdue(today()) || one->due >= today();
    });
    return ahead != of.end() ? *ahead : of.empty() ? nullptr : of.back();
}

QModelIndex AgreementStripModel::indexOf(const Deadline &deadline) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (bar(row).agreement != deadline.record.id)
            continue;
        const bool isInYear = deadline.due.year() == m_year;
        return index(row, isInYear ? FirstMonthColumn + deadline.due.month() - 1 : NameColumn);
    }
    return {};
}

QString AgreementStripModel::spokenMonth(const AgreementBar &shown, QDate month) const
{
    QStringList words{QLocale().toString(month, QStringLiteral("MMMM yyyy"))};
    const QDate last = month.addMonths(1).addDays(-1);
    for (const StripPart &part : partsOf(shown, month, last, today())) {
        switch (part.kind) {
        case StripPart::Term:
            words += tr("in force");
            break;
        case StripPart::Beyond:
            words += tr("goes on by itself");
            break;
        case StripPart::TooLate:
            words += tr("too late for notice");
            break;
        case StripPart::NoticeDay:
            words += tr("last day for notice %1").arg(part.from.toString(Qt::ISODate));
            break;
        case StripPart::Today:
            words += tr("today");
            break;
        }
    }
    words.removeDuplicates();
    return words.size() > 1 ? words.join(QStringLiteral(", "))
                            : tr("%1, nothing").arg(words.first());
}

QVariant AgreementStripModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QDate month = monthOf(index.column());
    const bool isText =
        role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    if (!month.isValid())
        return !isText                        ? QVariant()
               : index.column() == NameColumn ? nameOf(index.row())
                                              : nextOf(index.row());
    if (role == Qt::ToolTipRole)
        return QStringList{nameOf(index.row()), nextOf(index.row()),
                           spokenMonth(bar(index.row()), month)}
            .join(u'\n');
    return role == Qt::AccessibleTextRole ? spokenMonth(bar(index.row()), month) : QVariant();
}

QVariant AgreementStripModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    // Months have no room for padding; the two texts bring their own.
    const QString pad(2, QChar(QChar::Nbsp));
    if (section == NameColumn)
        return QString(pad + tr("Agreement"));
    return section == NextColumn ? QString(pad + tr("Next"))
                                 : QLocale().standaloneMonthName(section - FirstMonthColumn + 1,
                                                                 QLocale::ShortFormat);
}

}
